import type { SseLoss } from './errors.js';
import type { SseClock } from './options.js';
import { longestTimer } from './parser.js';

/** One connection, or one wait, that can be given up: when reading ends, when time runs out, or on request. */
export class SseAttempt {
  readonly #clock: SseClock;
  readonly #abort = new AbortController();
  readonly #ended: AbortSignal;
  readonly #onEnded = (): void => this.#abort.abort(this.#ended.reason);
  #timer: unknown;
  #dropped: SseLoss | undefined;

  constructor(clock: SseClock, ended: AbortSignal) {
    this.#clock = clock;
    this.#ended = ended;
    if (ended.aborted) this.#onEnded();
    else ended.addEventListener('abort', this.#onEnded);
  }

  /** Aborted when this is dropped or reading ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Why it was dropped; undefined when it was not. */
  get dropped(): SseLoss | undefined {
    return this.#dropped;
  }

  /** Drops it for this reason unless {@link disarm} comes first. */
  arm(timeout: number, reason: SseLoss): void {
    this.disarm();
    if (timeout !== Infinity) this.#timer = this.#clock.setTimeout(() => this.drop(reason), Math.min(timeout, longestTimer));
  }

  disarm(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  drop(reason: SseLoss): void {
    if (this.#abort.signal.aborted) return;
    this.#dropped = reason;
    this.#abort.abort(new Error(`The connection was given up: ${reason}.`));
  }

  /** Waits; less long when it is given up meanwhile. */
  wait(delay: number): Promise<void> {
    return new Promise(resolve => {
      if (this.signal.aborted) return resolve();
      const timer = this.#clock.setTimeout(resolve, delay);
      this.signal.addEventListener('abort', () => {
        this.#clock.clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }

  /** Ends it, and whatever still goes on under it. */
  close(): void {
    this.disarm();
    this.#ended.removeEventListener('abort', this.#onEnded);
    if (!this.signal.aborted) this.#abort.abort(new Error('The connection was closed.'));
  }
}
