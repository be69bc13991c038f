const $ = id => document.getElementById(id);
const rows = new Map();                     // symbol → what the table shows
const proof = { seen: 0, lost: 0, doubled: 0, gaps: 0 };
let last = new Map();                       // symbol → the newest counter inside a payload
let lastEventId = '', source;

function connect() {
  source = new EventSource('/market' + (lastEventId && '?lastEventId=' + encodeURIComponent(lastEventId)));
  source.onopen = () => show('open');
  source.onerror = () => show('connecting');
  source.addEventListener('price', e => { remember(e); price(JSON.parse(e.data)); });
  source.addEventListener('sse-gap', e => { remember(e); gap(JSON.parse(e.data)); });
}

function price({ symbol, price, n }) {
  const before = last.get(symbol);
  proof.seen++;
  if (before !== undefined && n <= before) proof.doubled++;
  else {
    if (before !== undefined) proof.lost += n - before - 1;
    last.set(symbol, n);
  }
  const row = rows.get(symbol) ?? addRow(symbol, price);
  row.prices.push(price);
  if (row.prices.length > 150) row.prices.shift();
  row.events++;
  draw(row);
}

// What the server says it can't deliver is not lost in silence: counting begins anew after it.
function gap({ reason }) {
  proof.gaps++;
  proof.reason = reason;
  last = new Map();
  prove();
}

function cut() {
  source.close();
  $('cut').disabled = true;
  let left = 10;
  const tick = setInterval(() => {
    show(--left ? `cut, ${left} s` : 'connecting');
    if (left) return;
    clearInterval(tick);
    $('cut').disabled = false;
    connect();
  }, 1000);
  show(`cut, ${left} s`);
}

function addRow(symbol, first) {
  const cells = Array.from({ length: 5 }, () => document.createElement('td'));
  cells[0].textContent = symbol;
  cells[3].innerHTML = '<svg viewBox="0 0 150 30" preserveAspectRatio="none"><polyline fill="none"/></svg>';
  const row = { cells, first, prices: [], events: 0, line: cells[3].querySelector('polyline') };
  const element = document.createElement('tr');
  element.append(...cells);
  const next = [...$('rows').children].find(other => other.firstChild.textContent > symbol);
  $('rows').insertBefore(element, next ?? null);
  rows.set(symbol, row);
  return row;
}

function draw({ cells, first, prices, events, line }) {
  const now = prices.at(-1), before = prices.at(-2) ?? now, change = (now / first - 1) * 100;
  cells[1].textContent = now.toFixed(2);
  cells[1].className = now > before ? 'up' : now < before ? 'down' : '';
  cells[2].textContent = `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)} %`;
  cells[2].className = change < 0 ? 'down' : 'up';
  cells[4].textContent = events;
  const low = Math.min(...prices), range = Math.max(...prices) - low || 1;
  line.setAttribute('points', prices.map((p, i) => `${(i * 150 / (prices.length - 1 || 1)).toFixed(1)},${(28 - (p - low) / range * 26).toFixed(1)}`).join(' '));
  prove();
}

function prove() {
  const { seen, lost, doubled, gaps, reason } = proof;
  $('proof').dataset.ok = !lost && !doubled;
  $('proof').textContent = `${seen} prices: ${lost || 'nothing'} lost, ${doubled || 'nothing'} doubled, `
    + (gaps ? `${gaps} gap${gaps > 1 ? 's' : ''} told (${reason})` : 'no gap');
}

function remember(e) {
  lastEventId = e.lastEventId;
  $('position').textContent = lastEventId.split('/')[0];
}

function show(state) { $('state').dataset.state = $('state').textContent = state; }

$('cut').onclick = cut;
$('curl').textContent = `curl -N ${location.origin}/market/ACME`;
connect();
