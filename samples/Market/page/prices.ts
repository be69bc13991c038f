import { $, gapsTold, say } from '../../Shared/page/dom.js';
import { Proof } from './proof.js';
import { Row } from './row.js';
import type { PriceChanged } from './sse/market-hub.js';
import type { SseEvent, SseGap, SseLive } from './sse/sse.js';

/** The table and the proof line, from whichever hub the prices come. */
export class Prices {
  readonly #rows = new Map<string, Row>();
  readonly #proof: Proof;
  #named: Set<string> | undefined = new Set();               // the symbols that a snapshot has named so far; none once live
  #position = '';
  #frame = 0;

  /** @param pace - The most updates a second that were asked for; nothing is every price. */
  constructor(pace: () => number | undefined) {
    this.#proof = new Proof(pace);
    $('curl').textContent = `curl -N ${location.origin}/market/ACME`;
  }

  onOpen(): void {
    this.#proof.unsettled = 0;
  }

  onPrice({ data, position }: SseEvent<'price', PriceChanged>): void {
    const row = this.#rows.get(data.symbol) ?? this.#addRow(data.symbol);
    if (this.#named !== undefined) this.#named.add(data.symbol);
    else if (!this.#proof.count(row, data)) return this.#draw(position);
    row.take(data);
    this.#proof.settle(this.#rows.values(), data.total, this.#named !== undefined);
    this.#draw(position);
  }

  /** From here to the snapshot's end, it replaces what the table shows. */
  onGap({ data, position }: SseEvent<'sse-gap', SseGap>): void {
    this.#proof.gaps++;
    this.#proof.reason = data.reason;
    this.#named = new Set();
    this.#draw(position);
  }

  onLive({ data, position }: SseEvent<'sse-live', SseLive>): void {
    for (const [symbol, row] of this.#rows) {
      if (this.#named?.has(symbol) !== false) continue;
      if (data.complete) {
        row.remove();
        this.#rows.delete(symbol);
      } else row.age();
    }
    this.#named = undefined;
    this.#draw(position);
  }

  #addRow(symbol: string): Row {
    const row = new Row(symbol);
    this.#rows.set(symbol, row);
    return row;
  }

  #draw(position: string): void {
    this.#position = position;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const row of this.#rows.values()) row.draw();
      this.#drawProof();
    });
  }

  #drawProof(): void {
    const { published, shown, conflated, gaps, reason, settled } = this.#proof;
    for (const [id, number] of Object.entries({ published, shown, conflated, gaps })) {
      const element = document.getElementById(id);
      if (element !== null) element.textContent = number.toLocaleString('en');
    }
    document.getElementById('share')?.style.setProperty('width', `${published > 0 ? (shown / published) * 100 : 100}%`);
    const isStale = this.#proof.unsettled > this.#rows.size;
    $('position').textContent = this.#position;
    $('proof').dataset['ok'] = String(this.#proof.isWhole && !isStale);
    say($('verdict'), this.#named ? 'Reading the snapshot' : this.#proof.verdict(isStale));
    $('detail').textContent = this.#named ? '' : `The table was the market at price ${settled.toLocaleString('en')}${gapsTold(gaps, reason)}`;
  }
}
