import { withTopics } from './address.js';
import { SseUnreadableEventError } from './errors.js';
import { gapOf, liveOf, placeOf, type SseAnyEvent, type SseControlEvent, type SseEventOf, type SseTypeOf } from './events.js';
import { parseExactly, type SseShape } from './exact-json.js';
import type { SseOptions, SseState } from './options.js';
import { SseReading, type SseEventFrame } from './reading.js';

type Handler = (value: never) => void;

/**
 * A hub as its readers see it. `on` shares one connection, open as long as anybody listens to events; each iteration has a
 * connection of its own, and reads as fast as its loop.
 */
export class SseHub<Event extends SseAnyEvent> implements AsyncIterable<Event | SseControlEvent> {
  readonly #address: string;
  readonly #types: ReadonlySet<string>;
  readonly #shapes: Readonly<Record<string, SseShape>>;
  readonly #options: SseOptions;
  readonly #closed = new AbortController();
  readonly #handlers = new Map<string, Set<Handler>>();
  #listening: AbortController | undefined;
  #reading: SseReading | undefined;
  #state: SseState = 'idle';

  /**
   * @param url - Where the application has mapped the hub, such as `/market` or `/market/{topic}`.
   * @param types - The types of its events; others are passed over.
   * @param shapes - Where the data has numbers that lose no digit.
   */
  constructor(url: string | URL, types: readonly Event['type'][], options: SseOptions = {}, shapes: Readonly<Record<string, SseShape>> = {}) {
    if (options.transport === 'event-source') throwIfBeyondEventSource(options);
    this.#address = withTopics(String(url).replaceAll('%7Btopic%7D', '{topic}'), options.topics ?? []);
    this.#types = new Set([...types, 'sse-gap', 'sse-live']);
    this.#options = options;
    this.#shapes = shapes;
  }

  /** Where the last reading that was begun stands. */
  get state(): SseState {
    return this.#state;
  }

  /** The id of the last event, to go on from: of the last reading that was begun. */
  get lastEventId(): string {
    return this.#reading?.lastEventId ?? this.#options.lastEventId ?? '';
  }

  /**
   * Listens to one type of event. Returns what ends it.
   * @param type - One of the hub's, or `sse-gap` or `sse-live`, as in the stream.
   */
  on<Type extends SseTypeOf<Event>>(type: Type, handler: (event: SseEventOf<Event, Type>) => void): () => void;
  /** Listens to changes of `state`. */
  on(type: 'sse-state', handler: (state: SseState) => void): () => void;
  /** Listens to errors: of data that can't be read, and what ended the reading. What nobody listens to is an unhandled rejection. */
  on(type: 'sse-error', handler: (error: unknown) => void): () => void;
  on(type: string, handler: Handler): () => void {
    const own: Handler = value => handler(value);
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(own));
    this.#begin();
    return () => {
      handlers.delete(own);
      // Who leaves and comes back at once, as components do, keeps the connection.
      queueMicrotask(() => {
        if (!this.#isHeard) this.#listening?.abort();
      });
    };
  }

  [Symbol.asyncIterator](): AsyncGenerator<Event | SseControlEvent, void, undefined> {
    return this.read();
  }

  /**
   * Reads with a connection of its own, until the stream is complete or this is closed.
   * @param from - Where to begin, instead of `lastEventId` of the options.
   */
  async *read(from?: string): AsyncGenerator<Event | SseControlEvent, void, undefined> {
    const ended = new AbortController();
    try {
      for await (const frame of this.#read(from ?? this.#options.lastEventId, ended)) {
        const event = this.#eventOf(frame);
        if (event !== undefined) yield event;
      }
      this.#options.signal?.throwIfAborted();
    } finally {
      ended.abort();
    }
  }

  /** Gives the connection up and makes another at once, after a change of networks say. */
  restart(): void {
    this.#reading?.restart();
  }

  /** Ends all readings, for good. */
  close(): void {
    this.#closed.abort();
  }

  get #isHeard(): boolean {
    return [...this.#handlers].some(([type, handlers]) => this.#types.has(type) && handlers.size > 0);
  }

  #begin(): void {
    if (this.#listening !== undefined || !this.#isHeard) return;
    const listening = (this.#listening = new AbortController());
    void this.#listen(listening).then(
      () => this.#end(listening),
      (error: unknown) => this.#end(listening, { error }),
    );
  }

  /** Who came while the connection was being left gets another. */
  #end(listening: AbortController, failure?: { readonly error: unknown }): void {
    this.#listening = undefined;
    if (failure !== undefined) this.#tellError(failure.error);
    else if (listening.signal.aborted && !this.#closed.signal.aborted && this.#options.signal?.aborted !== true) this.#begin();
  }

  async #listen(listening: AbortController): Promise<void> {
    for await (const frame of this.#read(this.lastEventId, listening)) {
      try {
        const event = this.#eventOf(frame);
        if (event !== undefined) this.#tell(event.type, event);
      } catch (error) {
        this.#tellError(error);
      }
    }
  }

  async *#read(from: string | undefined, ended: AbortController): AsyncGenerator<SseEventFrame, void, undefined> {
    const reading = (this.#reading = new SseReading(this.#address, [...this.#types], { ...this.#options, lastEventId: from ?? '' }, state => {
      if (this.#reading !== reading || state === this.#state) return;
      this.#state = state;
      this.#tell('sse-state', state);
    }));
    const end = (): void => ended.abort();
    const causes = this.#options.signal === undefined ? [this.#closed.signal] : [this.#closed.signal, this.#options.signal];
    if (causes.some(cause => cause.aborted)) ended.abort();
    for (const cause of causes) cause.addEventListener('abort', end);
    try {
      yield* reading.run(ended.signal);
    } finally {
      for (const cause of causes) cause.removeEventListener('abort', end);
    }
  }

  #eventOf({ type, data, id }: SseEventFrame): Event | SseControlEvent | undefined {
    if (!this.#types.has(type)) return undefined;
    if (type === 'sse-gap') return { type, data: gapOf(data, id), ...placeOf(id), snapshot: false };
    if (type === 'sse-live') return { type, data: liveOf(data, id), ...placeOf(id), snapshot: false };
    try {
      return { type, data: this.#dataOf(type, data), ...placeOf(id) } as unknown as Event;
    } catch (cause) {
      if (this.#options.malformedData === 'skip') return undefined;
      throw new SseUnreadableEventError(type, data, id, cause);
    }
  }

  #dataOf(type: string, data: string): unknown {
    const shape = this.#shapes[type];
    return shape === undefined ? (JSON.parse(data) as unknown) : parseExactly(data, shape);
  }

  #tell(type: string, value: unknown): void {
    for (const handler of [...(this.#handlers.get(type) ?? [])]) {
      try {
        handler(value as never);
      } catch (error) {
        // One listener's mistake is not the others'.
        void Promise.reject(error);
      }
    }
  }

  #tellError(error: unknown): void {
    if ((this.#handlers.get('sse-error')?.size ?? 0) > 0) this.#tell('sse-error', error);
    else void Promise.reject(error);
  }
}

function throwIfBeyondEventSource(options: SseOptions): void {
  if ((options.method ?? 'GET') !== 'GET' || options.body !== undefined) throw new TypeError("An EventSource can only GET: use the transport 'fetch'.");
  if (options.headers !== undefined && !options.ticket) throw new TypeError("An EventSource can't send headers: use the transport 'fetch', or a ticket.");
}
