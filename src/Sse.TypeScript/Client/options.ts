import type { SseLoss } from './errors.js';

/** Headers, or what makes them anew for every request: a fresh token, say. */
export type SseHeaders = Readonly<Record<string, string>> | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);

/** How a hub's client asks, waits and gives up. Times are in milliseconds; `Infinity` is forever. */
export interface SseOptions {
  /** The topics to read: one goes into the address's `{topic}` if it has that, any number into its query. */
  readonly topics?: readonly string[];
  /** Where to begin: a stored id or position, `earliest`, or `snapshot`; left out, with what is published from now on. */
  readonly lastEventId?: string;
  /** The most deliveries in a second; of each key only the newest is sent. */
  readonly maxFrequency?: number;

  /** `fetch` by default. `event-source` shows in a browser's tools as such; it can't send headers and can't tell a dead connection. */
  readonly transport?: 'fetch' | 'event-source';
  readonly method?: string;
  readonly headers?: SseHeaders;
  /** The request's body, made anew for every attempt. With one, `method` is POST unless it says otherwise. */
  readonly body?: () => string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams;
  /** Whether cookies go with requests to other origins. */
  readonly withCredentials?: boolean;
  /** Asks for a one-time ticket before each opening: with a POST to the stream's address and `headers`, or in its own way. */
  readonly ticket?: boolean | ((signal: AbortSignal) => Promise<string>);
  /** Ends every reading; an iteration throws the signal's reason then. */
  readonly signal?: AbortSignal;

  /** Whether a request is sent again when its stream is lost. `always` for a GET without a body, for others `when-resumable`: with an id to go on from. */
  readonly reconnect?: 'always' | 'when-resumable' | 'never';
  /** The most to wait before the first reconnect, until the server says otherwise. 1 s by default. */
  readonly reconnectDelay?: number;
  /** The wait never grows beyond this, save when the server asks for longer. 30 s by default. */
  readonly maxReconnectDelay?: number;
  /** A connection that was open this long makes the next wait a first one again. 10 s by default. */
  readonly healthyAfter?: number;
  /** How long a stream may be silent. By default what its first comment tells of its heartbeats, times `missedHeartbeats`; forever when it tells nothing. */
  readonly readTimeout?: number;
  /** 3 by default. */
  readonly missedHeartbeats?: number;
  /** How long the server may take to answer with its headers. 100 s by default. */
  readonly connectTimeout?: number;
  /** Statuses that mean "later" rather than "never", such as 429, 502, 503 and 504; their `Retry-After` is honoured. None by default. */
  readonly temporaryStatuses?: readonly number[];
  /** Which errors of `headers`, `body` and `ticket` mean that another attempt may succeed. None by default: they end the reading. */
  readonly isTransient?: (error: unknown) => boolean;
  /** The longest event, in characters. 8 Mi by default. */
  readonly maxEventLength?: number;
  /** What to do with a declared event whose data is not JSON: an iteration throws, or it is passed over. `throw` by default. */
  readonly malformedData?: 'throw' | 'skip';
  /** Data that says that the stream is over, such as `[DONE]`: an event with just this data ends the reading and is not handed on. */
  readonly endMarks?: readonly string[];
  /** Types of events after which nothing comes: one is handed on and ends the reading. */
  readonly lastEventTypes?: readonly string[];

  /** Instead of the global `fetch`. */
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
  /** Instead of the global `EventSource`. */
  readonly eventSource?: SseEventSourceConstructor;
  /** The clock of every wait, for tests. */
  readonly clock?: SseClock;
  /** Where waits take their jitter from: at least 0, less than 1. */
  readonly random?: () => number;
  /** A comment has come; heartbeats are comments too. */
  readonly onComment?: (text: string) => void;
  /** The connection is lost, or none could be made, and the client waits before it tries again. */
  readonly onRetrying?: (retrying: SseRetrying) => void;
}

/** What is about to be tried again. */
export interface SseRetrying {
  readonly reason: SseLoss;
  /** The wait, in milliseconds. */
  readonly delay: number;
  /** Failures in a row. */
  readonly attempt: number;
  readonly error?: unknown;
}

/** Where a reading stands. */
export type SseState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

/** What tells time and wakes. */
export interface SseClock {
  /** Milliseconds since some moment. */
  now(): number;
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** What is needed of an EventSource. */
export interface SseEventSource {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown; readonly lastEventId?: string }) => void): void;
  close(): void;
}

/** Opens an EventSource. */
export type SseEventSourceConstructor = new (url: string, init?: { withCredentials?: boolean }) => SseEventSource;

/** @internal */
export const systemClock: SseClock = {
  now: () => performance.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
