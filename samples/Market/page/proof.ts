import type { Row } from './row.js';
import type { PriceChanged } from './sse/market-hub.js';

/** Counts by the numbers in the prices what was shown, what was conflated away, and what must not be: lost or doubled. */
export class Proof {
  shown = 0;
  conflated = 0;
  gaps = 0;
  reason = '';
  settled = 0;                                               // the newest price at which the table was the market
  unsettled = 0;                                             // prices since then
  #lost = 0;
  #doubled = 0;
  #newest = 0;                                               // the newest price's number among all of the market's
  readonly #pace: () => number | undefined;

  constructor(pace: () => number | undefined) {
    this.#pace = pace;
  }

  get published(): number {
    return this.shown + this.conflated + this.#lost;
  }

  get isWhole(): boolean {
    return this.#lost === 0 && this.#doubled === 0;
  }

  /** What lies between two prices was conflated away if less was asked for, and is lost otherwise. False for a price that was there before. */
  count(row: Row, { n, total }: PriceChanged): boolean {
    if (n <= row.n || total <= this.#newest) {
      this.#doubled++;
      return false;
    }
    this.shown++;
    row.count(n);
    const between = total - this.#newest - 1;
    if (this.#pace() === undefined) this.#lost += between;
    else this.conflated += between;
    return true;
  }

  /**
   * When the counters of all rows add up to the market's, the table is the market. A delivery has at most one price for each
   * symbol, and at its end they do.
   */
  settle(rows: Iterable<Row>, newest: number, isSnapshot: boolean): void {
    this.#newest = newest;
    const isSettled = [...rows].reduce((sum, row) => sum + row.n, 0) === newest;
    if (isSettled) this.settled = newest;
    this.unsettled = isSnapshot || this.#pace() === undefined || isSettled ? 0 : this.unsettled + 1;
  }

  verdict(isStale: boolean): string {
    if (!this.isWhole) return `${this.#lost} lost, ${this.#doubled} doubled`;
    if (isStale) return 'The table is not the market';
    return this.conflated > 0 ? 'Nothing lost that matters, nothing doubled' : 'Nothing lost, nothing doubled';
  }
}
