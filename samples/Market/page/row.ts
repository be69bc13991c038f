import { $ } from '../../Shared/page/dom.js';
import type { PriceChanged } from './sse/market-hub.js';

interface Point {
  readonly at: number;
  readonly price: number;
}

const minute = 60_000;

/** A symbol's row: its price, how it has changed, and its last minute as a line. */
export class Row {
  /** The number of the symbol's newest price. */
  n = 0;
  readonly #element = document.createElement('tr');
  readonly #points: Point[] = [];
  #first: number | undefined;
  #shown = 0;
  #conflated = 0;
  #isStale = false;
  #isDirty = true;

  constructor(symbol: string) {
    this.#element.innerHTML =
      '<th scope="row"></th><td></td><td></td><td><svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline/></svg></td><td></td>';
    this.#cell(0).textContent = symbol;
    const after = [...$('rows').children].find(other => (other.firstChild?.textContent ?? '') > symbol);
    $('rows').insertBefore(this.#element, after ?? null);
  }

  /** Counts a new price, and those of the symbol that were conflated away before it. */
  count(n: number): void {
    this.#shown++;
    this.#conflated += n - this.n - 1;
  }

  take({ n, price }: PriceChanged): void {
    this.n = n;
    this.#first ??= price;
    this.#points.push({ at: performance.now(), price });
    [this.#isStale, this.#isDirty] = [false, true];
  }

  /** What is shown may no longer be so. */
  age(): void {
    this.#isStale = this.#isDirty = true;
  }

  remove(): void {
    this.#element.remove();
  }

  draw(): void {
    const now = this.#points.at(-1);
    if (!this.#isDirty || now === undefined) return;
    this.#isDirty = false;
    while (now.at - (this.#points[0]?.at ?? now.at) > minute) this.#points.shift();
    const before = this.#points.at(-2) ?? now;
    const percent = (now.price / (this.#first ?? now.price) - 1) * 100;
    this.#element.dataset['stale'] = String(this.#isStale);
    show(this.#cell(1), now.price.toFixed(2), now.price - before.price);
    show(this.#cell(2), `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(2)} %`, percent);
    this.#cell(3).querySelector('polyline')?.setAttribute('points', line(this.#points));
    this.#cell(4).textContent = this.#conflated > 0 ? `${this.#shown} of ${this.#shown + this.#conflated}` : String(this.#shown);
  }

  #cell(index: number): HTMLTableCellElement {
    return this.#element.cells[index]!;
  }
}

function show(cell: HTMLElement, text: string, by: number): void {
  cell.textContent = text;
  cell.className = by > 0 ? 'up' : by < 0 ? 'down' : '';
}

function line(points: readonly Point[]): string {
  const prices = points.map(point => point.price);
  const low = Math.min(...prices), height = Math.max(...prices) - low || 1;
  const from = points[0]?.at ?? 0, width = (points.at(-1)?.at ?? from) - from || 1;
  return points.map(({ at, price }) => `${(((at - from) / width) * 100).toFixed(1)},${(22 - ((price - low) / height) * 20).toFixed(1)}`).join(' ');
}
