import type { Board, Point } from './board.js';
import { $, fill, say } from './dom.js';
import type { HubReport, StoreReport } from './sse/dashboard-hub.js';
import { bytes, count, duration, rate } from './text.js';

/** The figures of the watched hub: rates with the last minute as a line, lag, gaps, retention, store. */
export class Figures {
  draw(board: Board, hub: string): void {
    const report = board.hubs.get(hub);
    if (report === undefined) return;
    drawFlow(report, board.points(hub));
    drawStreams(report);
    drawGaps(report);
    drawRetention(report);
    const store = board.stores.get(hub);
    if (store !== undefined) drawStore(store);
    say($('position'), report.position);
  }
}

function drawFlow({ published, delivered, conflated }: HubReport, points: readonly Point[]): void {
  for (const [name, value] of Object.entries({ published, delivered, conflated })) {
    say($(`${name}Rate`), rate(value.perSecond));
    say($(`${name}Total`), `${count(value.total)} in all`);
  }
  drawLine('publishedLine', points.map(point => point.published));
  drawLine('deliveredLine', points.map(point => point.delivered));
  drawLine('conflatedLine', points.map(point => point.conflated));
  drawLine('lagLine', points.map(point => point.lag));
}

function drawStreams({ streams, behind, lag, turnedAway }: HubReport): void {
  say($('streams'), count(streams));
  say($('streamsBehind'), count(behind));
  say($('turnedAway'), count(turnedAway));
  say($('lag'), count(lag));
  say($('behind'), behind > 0 ? `${count(behind)} behind` : 'nobody behind');
  $('lagCard').dataset['level'] = lag > 1000 ? 'high' : lag > 0 ? 'some' : 'none';
}

function drawGaps({ gaps: { evicted, otherEpoch, ahead, malformed, bounded } }: HubReport): void {
  const all = evicted + otherEpoch + ahead + malformed + bounded;
  say($('gaps'), count(all));
  say($('gapsEvicted'), count(evicted));
  say($('gapsOther'), count(otherEpoch));
  say($('gapsAhead'), count(ahead));
  say($('gapsRest'), count(malformed + bounded));
  $('gapCard').dataset['level'] = all > 0 ? 'some' : 'none';
}

function drawRetention({ retention, topics }: HubReport): void {
  drawBar('events', retention.events, retention.maxEvents, count);
  drawBar('bytes', retention.bytes, retention.maxBytes, bytes);
  drawBar('topics', topics, retention.maxTopics, count);
  $('keysBar').hidden = retention.maxKeys === null;
  if (retention.maxKeys !== null) drawBar('keys', retention.keys, retention.maxKeys, count);
  const age = retention.maxAgeSeconds === null ? 'of any age' : `up to ${duration(retention.maxAgeSeconds)}`;
  say($('retentionNote'), `${age} · ${count(retention.evicted)} evicted`);
}

function drawStore({ store, queued, maxQueued, problem }: StoreReport): void {
  $('storeCard').dataset['level'] = problem !== null ? 'high' : 'none';
  say($('store'), store === null ? 'In memory' : store.replace(/LogStore$/, ''));
  $('queuedBar').hidden = store === null;
  if (store !== null) drawBar('queued', queued, maxQueued, count);
  say($('storeNote'), problem ?? (store === null ? 'The log ends with its process' : 'Takes and gives'));
}

function drawBar(name: string, value: number, most: number, text: (value: number) => string): void {
  say($(`${name}Value`), `${text(value)} of ${text(most)}`);
  fill($(`${name}Fill`), value / most);
}

function drawLine(id: string, values: readonly number[]): void {
  const most = Math.max(1, ...values), step = 100 / 59;
  const points = values.map((value, place) => `${(100 - (values.length - 1 - place) * step).toFixed(1)},${(27 - (value / most) * 24).toFixed(1)}`);
  const line = document.getElementById(id)!;
  line.setAttribute('points', points.length > 1 ? points.join(' ') : '');
  line.previousElementSibling!.setAttribute('points', points.length > 1 ? `${points.join(' ')} 100,28 ${(100 - (values.length - 1) * step).toFixed(1)},28` : '');
}
