import type { Board } from './board.js';
import { $, make, root, say } from './dom.js';
import { TailStream, type TailEvent } from './sse/tail-stream.js';
import { bytes, count, moment } from './text.js';

const mostRows = 200;

/** The hub's events as they come, open only while it is looked at. */
export class Tail {
  readonly #rows = $('tailRows');
  readonly #topic = $<HTMLInputElement>('tailTopic');
  readonly #event = $<HTMLSelectElement>('tailEvent');
  readonly #text = $<HTMLInputElement>('tailText');
  #stream: TailStream | undefined;
  #address = '';
  #hub = '';
  #isWanted = false;
  #isPaused = false;
  #skipped = 0;
  #seen = 0;
  #waiting: TailEvent[] = [];
  #frame = 0;
  #filterTimer = 0;

  constructor() {
    for (const filter of [this.#topic, this.#event, this.#text]) filter.oninput = () => this.#refilter();
    $('tailPause').onclick = () => this.#pause(!this.#isPaused);
    // What somebody reads must not run away. The event doesn't bubble.
    this.#rows.addEventListener('toggle', event => {
      if ((event.target as HTMLDetailsElement).open) this.#pause(true);
    }, true);
    $('tailClear').onclick = () => this.#clear();
  }

  /** Says whether it is looked at. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#open();
  }

  /** Shows one topic's events. */
  show(topic: string): void {
    this.#topic.value = topic;
    this.#clear();
  }

  draw({ declared }: Board, hub: string): void {
    const events = declared.get(hub)?.events ?? [];
    if (this.#event.options.length !== events.length + 1 || hub !== this.#hub) {
      const chosen = this.#event.value;
      const any = make('option', '', 'any event');
      any.value = '';
      this.#event.replaceChildren(any, ...events.map(({ name }) => make('option', '', name)));
      this.#event.value = events.some(({ name }) => name === chosen) ? chosen : '';
    }
    if (hub === this.#hub) return;
    this.#hub = hub;
    this.#clear();
    this.#open();
  }

  #pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    say($('tailPause'), isPaused ? 'Go on' : 'Pause');
    this.#open();
  }

  #refilter(): void {
    clearTimeout(this.#filterTimer);
    this.#filterTimer = window.setTimeout(() => {
      this.#clear();
      this.#open();
    }, 300);
  }

  #open(): void {
    const address = new URL('tail', root);
    address.searchParams.set('hub', this.#hub);
    if (this.#topic.value !== '') address.searchParams.set('topic', this.#topic.value);
    if (this.#event.value !== '') address.searchParams.set('event', this.#event.value);
    if (this.#text.value !== '') address.searchParams.set('text', this.#text.value);
    const wanted = this.#isWanted && !this.#isPaused && this.#hub !== '' ? address.href : '';
    if (wanted === this.#address) return;
    this.#address = wanted;
    this.#stream?.close();
    this.#stream = undefined;
    this.#note();
    if (wanted === '') return;
    const stream = (this.#stream = new TailStream(wanted, { temporaryStatuses: [429, 502, 503, 504] }));
    stream.on('event', ({ data }) => this.#take(data));
    stream.on('skipped', ({ data }) => {
      this.#skipped += data.count;
      this.#draw();
    });
    stream.on('sse-error', () => say($('tailNote'), 'The tail can not be read.'));
  }

  #take(event: TailEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > mostRows) this.#waiting.shift();
    this.#seen++;
    this.#draw();
  }

  #draw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#rows.prepend(...this.#waiting.reverse().map(rowOf));
      this.#waiting = [];
      while (this.#rows.childElementCount > mostRows) this.#rows.lastElementChild!.remove();
      this.#note();
    });
  }

  #note(): void {
    const skipped = this.#skipped > 0 ? ` · ${count(this.#skipped)} skipped: more come than a page can show` : '';
    say($('tailNote'), `${this.#isPaused ? 'paused' : this.#address === '' ? 'closed' : 'reading'} · ${count(this.#seen)} shown${skipped}`);
    $('tailEmpty').hidden = this.#rows.childElementCount > 0;
  }

  #clear(): void {
    this.#rows.replaceChildren();
    [this.#waiting, this.#seen, this.#skipped] = [[], 0, 0];
    this.#note();
  }
}

function rowOf({ name, topic, data, length, isCut, position }: TailEvent): HTMLElement {
  const summary = make('summary', '', make('time', '', moment(new Date())), make('span', 'event', name), make('span', 'topic', topic ?? 'the whole hub'), make('code', '', data.slice(0, 400)));
  return make('details', '', summary, make('pre', '', pretty(data, isCut)), make('small', '', `${bytes(length)} · place ${position}${isCut ? ' · cut' : ''}`));
}

function pretty(data: string, isCut: boolean): string {
  if (isCut) return `${data}…`;
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
