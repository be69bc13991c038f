import { $, showState } from '../../Shared/page/dom.js';
import { Prices } from './prices.js';
import { MarketHub } from './sse/market-hub.js';

const paces = [0.5, 1, 2, 5, 10, 20];                      // the slider's steps; behind them is every price
const pace = (): number | undefined => paces[Number($<HTMLInputElement>('pace').value)];
const prices = new Prices(pace);
let hub: MarketHub | undefined;
let lastEventId = '';

function connect(): void {
  const opened = (hub = new MarketHub('/market', { lastEventId, maxFrequency: pace() }));
  hub.on('sse-state', state => {
    if (opened === hub) show(state);
  });
  hub.on('price', event => prices.onPrice(event));
  hub.on('sse-gap', event => prices.onGap(event));
  hub.on('sse-live', event => prices.onLive(event));
}

function cut(): void {
  if (hub === undefined) return;
  lastEventId = hub.lastEventId;
  hub.close();
  hub = undefined;
  show('cut');
}

function show(state: string): void {
  if (state === 'open') prices.onOpen();
  showState(state);
  $('cut').textContent = hub ? 'Cut the connection' : 'Connect again';
}

$('cut').onclick = () => (hub ? cut() : connect());
$('pace').oninput = () => {
  $('paceText').textContent = pace()?.toString() ?? 'every price';
  $('pace').setAttribute('aria-valuetext', pace() ? `at most ${pace()} a second` : 'every price');
};
$('pace').onchange = () => {
  if (hub === undefined) return;
  cut();
  connect();
};
connect();
