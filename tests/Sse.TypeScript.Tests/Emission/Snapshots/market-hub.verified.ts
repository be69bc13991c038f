// Generated from the contract of Market.MarketHub by 'dotnet sse typescript': changes here are lost.

import { SseHub, type SseEvent, type SseOptions } from './sse.js';

/**
 * A price has changed.
 * Only the newest with the same `symbol` matters.
 */
export interface PriceChanged {
  /** What is traded. */
  readonly symbol: string;
  /** A decimal: a number holds 15 of its digits. */
  readonly price: number;
  /** A large integer: a number holds it up to 2^53. */
  readonly volume: number;
  readonly side: Side;
  /** A date and time, ISO 8601. */
  readonly at: string;
}

/**
 * Only the newest with the same `symbol` matters.
 * Takes the `price` of its key away.
 */
export interface Halted {
  readonly symbol: string;
  readonly why?: string | null;
}

/** @deprecated */
export type Note = unknown;

export type Side = 'Buy' | 'Sell';

/** The events of {@link MarketHub}. */
export type MarketEvent =
  | SseEvent<'price', PriceChanged>
  | SseEvent<'halted', Halted>
  | SseEvent<'note', Note>;

/** Prices as they change. */
export class MarketHub extends SseHub<MarketEvent> {
  /** @param url - Where the application has mapped the hub, such as `/market` or `/market/{topic}`. */
  constructor(url: string | URL, options: SseOptions = {}) {
    super(url, ['price', 'halted', 'note'], options);
  }
}
