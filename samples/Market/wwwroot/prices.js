// The table and the proof line. The page's own script says pace(), its limit in updates a second or null, and shows the connection's state.
const $ = id => document.getElementById(id);
const rows = new Map();                        // symbol → what the table shows
const proof = { shown: 0, conflated: 0, lost: 0, doubled: 0, gaps: 0, reason: '', settled: 0, unsettled: 0 };
let newest = 0;                                // the newest price's number among all of the market's
let snapshot = new Set();                      // the symbols that a snapshot has named so far; null once live
let lastEventId = '', source = null, frame = 0;

function read(url) {
  source = new EventSource(url);
  source.onopen = () => { proof.unsettled = 0; show('open'); };
  source.onerror = () => show('connecting');
  for (const [name, handle] of Object.entries({ price, 'sse-gap': gap, 'sse-live': live }))
    source.addEventListener(name, e => { lastEventId = e.lastEventId; handle(JSON.parse(e.data)); draw(); });
}

function price({ symbol, price, n, total }) {
  const row = rows.get(symbol) ?? addRow(symbol);
  if (snapshot) snapshot.add(symbol);
  else if (n <= row.n || total <= newest) return proof.doubled++;
  else count(row, n, total);
  Object.assign(row, { n, stale: false, dirty: true });
  row.prices.push({ at: performance.now(), price });
  newest = total;
  settle();
}

// What lies between two prices was conflated away if less was asked for, and is lost otherwise.
function count(row, n, total) {
  proof.shown++;
  row.shown++;
  row.conflated += n - row.n - 1;
  proof[pace() ? 'conflated' : 'lost'] += total - newest - 1;
}

// When the counters of all rows add up to the market's, the table is the market. A delivery has at most one price for each
// symbol, and at its end they do.
function settle() {
  const sum = [...rows.values()].reduce((sum, row) => sum + row.n, 0);
  if (sum === newest) proof.settled = newest;
  proof.unsettled = snapshot || !pace() || sum === newest ? 0 : proof.unsettled + 1;
}

// From here to sse-live, a snapshot replaces what the table shows.
function gap({ reason }) {
  proof.gaps++;
  proof.reason = reason;
  snapshot = new Set();
}

function live({ complete }) {
  for (const [symbol, row] of rows) {
    if (snapshot.has(symbol)) continue;
    if (complete) { row.element.remove(); rows.delete(symbol); }
    else Object.assign(row, { stale: true, dirty: true });
  }
  snapshot = null;
}

function addRow(symbol) {
  const element = document.createElement('tr');
  element.innerHTML = '<th scope="row"></th><td></td><td></td><td><svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline/></svg></td><td></td>';
  element.firstChild.textContent = symbol;
  const after = [...$('rows').children].find(other => other.firstChild.textContent > symbol);
  $('rows').insertBefore(element, after ?? null);
  const row = { element, n: 0, shown: 0, conflated: 0, prices: [] };
  rows.set(symbol, row);
  return row;
}

function draw() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    for (const row of rows.values()) if (row.dirty) drawRow(row);
    drawProof();
  });
}

function drawRow(row) {
  row.dirty = false;
  const [, price, change, line, shown] = row.element.children;
  const now = row.prices.at(-1), before = row.prices.at(-2) ?? now;
  row.first ??= now.price;
  while (now.at - row.prices[0].at > 60_000) row.prices.shift();
  const percent = (now.price / row.first - 1) * 100;
  row.element.dataset.stale = row.stale ?? false;
  price.textContent = now.price.toFixed(2);
  price.className = direction(now.price - before.price);
  change.textContent = `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(2)} %`;
  change.className = direction(percent);
  line.querySelector('polyline').setAttribute('points', points(row.prices));
  shown.textContent = row.conflated ? `${row.shown} of ${row.shown + row.conflated}` : row.shown;
}

const direction = by => by > 0 ? 'up' : by < 0 ? 'down' : '';

function points(prices) {
  const low = Math.min(...prices.map(p => p.price)), height = Math.max(...prices.map(p => p.price)) - low || 1;
  const from = prices[0].at, width = prices.at(-1).at - from || 1;
  return prices.map(p => `${((p.at - from) / width * 100).toFixed(1)},${(22 - (p.price - low) / height * 20).toFixed(1)}`).join(' ');
}

function drawProof() {
  const { shown, conflated, lost, doubled, gaps, reason, settled, unsettled } = proof;
  const published = shown + conflated + lost, stale = unsettled > rows.size;
  for (const [id, number] of Object.entries({ published, shown, conflated, gaps })) if ($(id)) $(id).textContent = number.toLocaleString('en');
  $('share')?.style.setProperty('width', `${published ? shown / published * 100 : 100}%`);
  $('position').textContent = lastEventId.split('/')[0];
  $('proof').dataset.ok = !lost && !doubled && !stale;
  say($('verdict'), snapshot ? 'Reading the snapshot'
    : lost || doubled ? `${lost} lost, ${doubled} doubled`
    : stale ? 'The table is not the market'
    : conflated ? 'Nothing lost that matters, nothing doubled' : 'Nothing lost, nothing doubled');
  $('detail').textContent = snapshot ? '' : `The table was the market at price ${settled.toLocaleString('en')}`
    + (gaps ? `; ${gaps === 1 ? 'a gap was' : `${gaps} gaps were`} told (${reason}) and closed by a snapshot` : '');
}

// A status is read aloud when it is written: only when it changes, then.
function say(element, text) { if (element.textContent !== text) element.textContent = text; }

$('curl').textContent = `curl -N ${location.origin}/market/ACME`;
