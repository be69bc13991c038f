import { $, showState } from '../../Shared/page/dom.js';
import { Prices } from '../../Market/page/prices.js';
import { MarketHub, type NodeState } from './sse/market-hub.js';

const page = Math.random().toString(36).slice(2);            // the topic in which nodes say that they serve this page
const prices = new Prices(() => undefined);
const hub = new MarketHub(`/market?page=${page}`, { reconnectDelay: 200 });
let nodes: readonly NodeState[] = [];
let served: number | undefined, last: number | undefined;
let moves = 0;

function drawNodes(): void {
  $('nodes').replaceChildren(...nodes.map((state, i) => {
    const element = document.createElement('li');
    const serves = served === i + 1;
    element.dataset['state'] = state;
    element.dataset['serves'] = String(serves);
    element.append(document.createElement('strong'), document.createElement('span'));
    element.children[0]!.textContent = `Node ${i + 1}`;
    element.children[1]!.textContent = serves ? 'serves this page' : state.toLowerCase();
    return element;
  }));
  $<HTMLButtonElement>('kill').disabled = served === undefined;
  $('moves').textContent = moves.toLocaleString('en');
}

function show(state: string): void {
  if (state !== 'open') served = undefined;
  showState(state, served === undefined ? state : `served by node ${served}`);
  drawNodes();
}

hub.on('sse-state', state => {
  if (state === 'open') prices.onOpen();
  show(state);
});
hub.on('price', event => prices.onPrice(event));
hub.on('sse-gap', event => prices.onGap(event));
hub.on('sse-live', event => prices.onLive(event));
hub.on('nodes', ({ data }) => {
  nodes = data.states;
  drawNodes();
});
hub.on('served', ({ data }) => {
  if (last !== undefined && last !== data.node) moves++;
  served = last = data.node;
  show('open');
});
$('kill').onclick = () => fetch(`/nodes/${served}/kill`, { method: 'POST' });
