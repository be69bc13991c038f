import { act } from './actions.js';
import type { Board } from './board.js';
import { $, make, may, say } from './dom.js';
import { Rows } from './rows.js';
import type { StreamReport } from './sse/dashboard-hub.js';
import { count, duration, rate } from './text.js';

/** The slowest streams. */
export class Streams {
  readonly #rows = new Rows<number, StreamReport>($('streamRows'), makeRow, write);
  #hub = '';

  constructor() {
    $('endHead').hidden = !may('disconnect');
    $('streamRows').onclick = event => {
      const button = (event.target as Element).closest('button');
      if (button !== null) void this.#end(button, button.closest('tr')!.dataset['stream']!);
    };
  }

  draw({ streams, hubs }: Board, hub: string): void {
    this.#hub = hub;
    const sorted = [...streams.values()].sort((one, other) => other.lag - one.lag || one.id - other.id);
    this.#rows.show(sorted.map(stream => [stream.id, stream]));
    const all = hubs.get(hub)?.streams ?? 0;
    say($('streamNote'), all > sorted.length ? `the ${sorted.length} slowest of ${count(all)} streams` : `${count(all)} stream${all === 1 ? '' : 's'}, the slowest first`);
    $('streamEmpty').hidden = sorted.length > 0;
    say($('streamCount'), count(all));
  }

  async #end(button: HTMLButtonElement, stream: string): Promise<void> {
    button.disabled = true;
    const { isDone, text } = await act('disconnect', { hub: this.#hub, stream });
    say($('streamSaid'), text);
    button.disabled = isDone;
  }
}

function makeRow(id: number): HTMLTableRowElement {
  const row = make('tr');
  row.dataset['stream'] = String(id);
  const head = make('th', '', make('span', 'who'), make('small'));
  head.scope = 'row';
  row.append(head, make('td', 'wide topics'), ...Array.from({ length: 6 }, (_, place) => make('td', [0, 3, 4, 5].includes(place) ? 'wide' : '')));
  if (may('disconnect')) {
    const button = make('button', 'end', 'End');
    button.type = 'button';
    row.append(make('td', '', button));
  }
  return row;
}

function write(row: HTMLTableRowElement, stream: StreamReport): void {
  row.dataset['level'] = stream.lag > 1000 ? 'high' : stream.lag > 0 ? 'some' : 'none';
  const cells = row.cells;
  say(cells[0]!.querySelector('.who')!, stream.user ?? (stream.isLocal ? 'the application' : (stream.address ?? 'unknown')));
  const ways = [stream.user !== null ? stream.address : null, stream.maxFrequency !== null ? `at most ${stream.maxFrequency}/s` : stream.conflates ? 'conflates' : null, `#${stream.id}`];
  say(cells[0]!.querySelector('small')!, ways.filter(way => way !== null).join(' · '));
  say(cells[1]!, topicsOf(stream));
  say(cells[2]!, duration((Date.now() - Date.parse(stream.since)) / 1000));
  say(cells[3]!, count(stream.lag));
  say(cells[4]!, rate(stream.delivered.perSecond));
  say(cells[5]!, count(stream.delivered.total));
  say(cells[6]!, count(stream.conflated));
  say(cells[7]!, count(stream.gaps));
}

function topicsOf({ topics, topicCount }: StreamReport): string {
  if (topicCount === null) return 'all topics';
  if (topicCount === 0) return 'the whole hub';
  return topicCount > topics.length ? `${topics.join(', ')} and ${topicCount - topics.length} more` : topics.join(', ');
}
