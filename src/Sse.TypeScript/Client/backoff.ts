import type { SseOptions } from './options.js';
import { longestTimer } from './parser.js';

/** How much is added at most to a `retry` after a good connection, so that those who left together don't return together. */
const spread = 0.1;

/** Where doubling starts when the first wait is nothing, in milliseconds. */
const leastGrowth = 100;

/**
 * How long to wait before connecting again, in milliseconds. Until the server has spoken, the wait is random below a ceiling
 * that doubles with each failure in a row; a `retry` from the server is the least wait, with the same jitter on top.
 */
export class SseBackoff {
  readonly #options: Pick<SseOptions, 'reconnectDelay' | 'maxReconnectDelay'>;
  readonly #random: () => number;
  #retry: number | undefined;
  #failures = 0;

  constructor(options: Pick<SseOptions, 'reconnectDelay' | 'maxReconnectDelay'>, random: () => number = Math.random) {
    this.#options = options;
    this.#random = random;
  }

  /** Failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** The server's own reconnection time. */
  setRetry(delay: number): void {
    this.#retry = delay;
  }

  /** A connection has been open for a healthy while. */
  reset(): void {
    this.#failures = 0;
  }

  /** Counts a failure and says how long to wait after it. */
  next(): number {
    const floor = this.#retry ?? 0;
    const ceiling = this.#ceiling(this.#retry ?? this.#first, this.#retry === undefined ? this.#failures : this.#failures + 1);
    this.#failures++;
    return capped(floor + (ceiling > floor ? (ceiling - floor) * this.#random() : 0));
  }

  /** Starts over and says how long to wait after a stream that began and ended well. */
  nextAfterGoodEnd(): number {
    this.reset();
    return capped(this.#retry === undefined ? this.#first * this.#random() : this.#retry * (1 + spread * this.#random()));
  }

  get #first(): number {
    return this.#options.reconnectDelay ?? 1_000;
  }

  #ceiling(first: number, doublings: number): number {
    if (this.#failures === 0 && first === 0) return 0;
    const start = this.#failures === 0 || first > leastGrowth ? first : leastGrowth;
    return Math.min(start * 2 ** Math.min(doublings, 30), this.#options.maxReconnectDelay ?? 30_000);
  }
}

function capped(wait: number): number {
  return Math.min(wait, longestTimer);
}
