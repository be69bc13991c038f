import type { Board } from './board.js';
import { $, fill, make, say } from './dom.js';
import { Rows } from './rows.js';
import type { TopicReport } from './sse/dashboard-hub.js';
import { bytes, count, rate } from './text.js';

const values: Record<string, (topic: TopicReport) => number | string> = {
  topic: topic => topic.topic,
  rate: topic => topic.published.perSecond,
  published: topic => topic.published.total,
  streams: topic => topic.streams,
  events: topic => topic.events,
  bytes: topic => topic.bytes,
  keys: topic => topic.keys,
};

/** The topics: of all that are known, those that are asked for, in the order that is asked for. */
export class Topics {
  readonly #rows = new Rows<string, TopicReport>($('topicRows'), makeRow, (row, topic) => write(row, topic, this.#fastest));
  readonly #onChange: () => void;
  readonly #onTail: (topic: string) => void;
  #order = 'rate';
  #isAscending = false;
  #fastest = 1;

  constructor(onChange: () => void, onTail: (topic: string) => void) {
    this.#onChange = onChange;
    this.#onTail = onTail;
    $('topicSearch').oninput = onChange;
    for (const button of $('topicHead').querySelectorAll('button')) button.onclick = () => this.#sortBy(button.dataset['order']!);
    $('topicRows').onclick = event => {
      const button = (event.target as Element).closest('button');
      if (button !== null) this.#onTail(button.closest('tr')!.dataset['topic']!);
    };
  }

  draw({ topics, hubs }: Board, hub: string): void {
    const wanted = $<HTMLInputElement>('topicSearch').value.toLowerCase();
    const found: TopicReport[] = [];
    this.#fastest = 1;
    for (const topic of topics.values()) {
      this.#fastest = Math.max(this.#fastest, topic.published.perSecond);
      if (wanted === '' || topic.topic.toLowerCase().includes(wanted)) found.push(topic);
    }
    this.#rows.show((this.#rows.isHeld ? this.#inPlace(found) : this.#sorted(found)).map(topic => [topic.topic, topic]));
    const report = hubs.get(hub);
    const unseen = (report?.topics ?? 0) + 1 - (report?.shown ?? 0);
    const named = found.filter(topic => topic.topic !== '').length;
    const shown = found.length > Rows.most ? `${Rows.most} of ${count(named)}` : count(named);
    say($('topicNote'), `${shown} topic${named === 1 ? '' : 's'}${unseen > 0 ? ` · ${count(unseen)} more are not watched` : ''}`);
    $('topicEmpty').hidden = found.length > 0;
    say($('topicCount'), count(report?.topics ?? 0));
  }

  #sortBy(order: string): void {
    this.#isAscending = order === this.#order ? !this.#isAscending : order === 'topic';
    this.#order = order;
    for (const head of $('topicHead').querySelectorAll('th')) {
      const isSorted = head.querySelector('button')?.dataset['order'] === order;
      if (isSorted) head.setAttribute('aria-sort', this.#isAscending ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    }
    (document.activeElement as HTMLElement | null)?.blur();
    this.#onChange();
  }

  #sorted(topics: TopicReport[]): TopicReport[] {
    const value = values[this.#order]!, sign = this.#isAscending ? 1 : -1;
    return topics.sort((one, other) => {
      const [left, right] = [value(one), value(other)];
      if (left !== right) return left < right ? -sign : sign;
      return one.topic < other.topic ? -1 : 1;
    });
  }

  #inPlace(topics: TopicReport[]): TopicReport[] {
    const places = new Map(this.#rows.keys.map((key, place) => [key, place]));
    return topics.filter(topic => places.has(topic.topic)).sort((one, other) => places.get(one.topic)! - places.get(other.topic)!);
  }
}

function makeRow(topic: string): HTMLTableRowElement {
  const row = make('tr');
  row.dataset['topic'] = topic;
  const name = topic === '' ? make('em', '', 'the whole hub') : topic;
  const button = make('button', 'name', name);
  button.type = 'button';
  button.title = 'Show its events';
  const head = make('th', '', button);
  head.scope = 'row';
  const bar = make('i');
  row.append(head, make('td', 'rate', make('span', 'bar', bar), make('b')), ...Array.from({ length: 5 }, (_, place) => make('td', place === 1 || place === 2 ? '' : 'wide')));
  return row;
}

function write(row: HTMLTableRowElement, topic: TopicReport, fastest: number): void {
  row.dataset['complete'] = String(topic.isComplete);
  const cells = row.cells;
  fill(cells[1]!.querySelector('i')!, topic.published.perSecond / fastest);
  say(cells[1]!.querySelector('b')!, rate(topic.published.perSecond));
  say(cells[2]!, count(topic.published.total));
  say(cells[3]!, count(topic.streams));
  say(cells[4]!, count(topic.events));
  say(cells[5]!, bytes(topic.bytes));
  say(cells[6]!, count(topic.keys));
}
