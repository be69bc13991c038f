import { Board } from './board.js';
import { $, may, root, say } from './dom.js';
import { Figures } from './figures.js';
import { Hubs } from './hubs.js';
import { Publishing } from './publishing.js';
import { DashboardHub } from './sse/dashboard-hub.js';
import { Streams } from './streams.js';
import { Tabs } from './tabs.js';
import { Tail } from './tail.js';
import { Topics } from './topics.js';

const board = new Board();
const figures = new Figures();
const hubs = new Hubs(watch);
const topics = new Topics(draw, showTail);
const streams = new Streams();
const tail = new Tail();
const publishing = new Publishing();
$('tailTab').hidden = !may('tail');
$('publishTab').hidden = !may('publish');
const tabs = new Tabs(name => {
  tab = name;
  look();
  draw();
});
let tab = 'topicsPanel';
let hub = '';
let live: DashboardHub | undefined;
let isPaused = false;
let frame = 0;

function watch(name: string): void {
  if (name === hub) return;
  hub = name;
  board.leave();
  connect();
  draw();
}

function connect(): void {
  live?.close();
  live = undefined;
  if (isPaused || document.hidden) return;
  board.begin();
  const address = new URL('live', root);
  if (hub !== '') address.searchParams.set('hub', hub);
  const opened = (live = new DashboardHub(address, { temporaryStatuses: [429, 502, 503, 504], malformedData: 'skip' }));
  for (const type of ['declared', 'hub', 'store', 'topic', 'topic-gone', 'stream', 'stream-gone', 'sse-gap', 'sse-live'] as const) {
    opened.on(type, event => {
      if (opened !== live) return;
      board.take(event);
      draw();
    });
  }
  opened.on('sse-state', state => {
    if (opened === live) show(state);
  });
  opened.on('sse-error', () => {
    if (opened === live) show('closed', 'closed: reload the page, you may have to sign in');
  });
}

/** Nobody looks at what is hidden: neither the hub nor the tail is asked for it. */
function look(): void {
  tail.want(tab === 'tailPanel' && !isPaused && !document.hidden);
}

function showTail(topic: string): void {
  if (!may('tail')) return;
  tail.show(topic);
  tabs.choose('tailPanel');
}

function show(state: string, text = state): void {
  $('state').dataset['state'] = state;
  say($('state'), text);
}

function draw(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    hub ||= board.hubNames[0] ?? '';
    if (hub === '') return;
    hubs.draw(board, hub);
    figures.draw(board, hub);
    topics.draw(board, hub);
    streams.draw(board, hub);
    tail.draw(board, hub);
    publishing.draw(board, hub);
  });
}

$('pause').onclick = () => {
  isPaused = !isPaused;
  say($('pause'), isPaused ? 'Go on' : 'Pause');
  connect();
  look();
  if (isPaused) show('paused');
};
document.addEventListener('visibilitychange', () => {
  connect();
  look();
});
connect();
