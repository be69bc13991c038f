import { withQuery } from './address.js';
import type { SseFrame } from './frames.js';
import type { SseEventSourceConstructor, SseOptions, SseState } from './options.js';
import type { SseAnswer, SseTransport } from './transport.js';

const closed = 2;

/** @internal The EventSource has given up, and doesn't say why. */
export class SseGaveUp extends Error {}

/** @internal Streams by the browser's EventSource, which comes back by itself after cuts. */
export class SseEventSourcing implements SseTransport {
  readonly #options: SseOptions;
  readonly #types: readonly string[];
  readonly #onState: (state: SseState) => void;

  /** @param types - The types to listen to: an EventSource hands on no others. */
  constructor(options: SseOptions, types: readonly string[], onState: (state: SseState) => void) {
    this.#options = options;
    this.#types = types;
    this.#onState = onState;
  }

  open(address: string, lastEventId: string, signal: AbortSignal): Promise<SseAnswer> {
    const constructor = this.#options.eventSource ?? (globalThis as { EventSource?: SseEventSourceConstructor }).EventSource;
    if (constructor === undefined) throw new TypeError("There is no EventSource here: use the transport 'fetch'.");
    const source = new constructor(lastEventId === '' ? address : withQuery(address, 'lastEventId', lastEventId), { withCredentials: this.#options.withCredentials ?? false });
    const inbox = new Inbox();
    for (const type of this.#types) {
      source.addEventListener(type, event => inbox.put({ kind: 'event', type, data: String(event.data), id: event.lastEventId ?? '' }));
    }
    return new Promise((resolve, reject) => {
      source.addEventListener('open', () => {
        this.#onState('open');
        resolve({ kind: 'stream', source: inbox });
      });
      source.addEventListener('error', event => {
        // An event named error is one of the hub's; what EventSource itself tells has no data.
        if ('data' in event && event.data !== undefined) return;
        if (source.readyState !== closed) return this.#onState('waiting');
        reject(new SseGaveUp());
        inbox.fail(new SseGaveUp());
      });
      signal.addEventListener('abort', () => {
        source.close();
        reject(signal.reason as Error);
        inbox.fail(signal.reason);
      }, { once: true });
    });
  }
}

/** What has come and was not asked for yet. */
class Inbox {
  #frames: SseFrame[] = [];
  #waiting: { readonly resolve: (frames: readonly SseFrame[]) => void; readonly reject: (error: unknown) => void } | undefined;
  #failure: { readonly error: unknown } | undefined;

  put(frame: SseFrame): void {
    if (this.#failure !== undefined) return;
    this.#frames.push(frame);
    this.#waiting?.resolve(this.#take());
    this.#waiting = undefined;
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  async receive(): Promise<readonly SseFrame[]> {
    if (this.#frames.length > 0) return this.#take();
    if (this.#failure !== undefined) throw this.#failure.error;
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  #take(): readonly SseFrame[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
}
