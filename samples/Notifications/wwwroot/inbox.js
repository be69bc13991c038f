// What both pages show: the list, toasts for what is new, and the state of the stream.
export const $ = id => document.getElementById(id);

const shown = new Map();                        // a notification's id → its line in the list
let source = null, isLive = false, lastEventId = '';

export const lastId = () => lastEventId;

// Reads a stream. The end is told when the browser has given up: signed out, or banned.
export function follow(url, onEnd) {
  source?.close();
  const own = source = new EventSource(url);
  own.onopen = () => show('open');
  own.onerror = () => {
    show('connecting');
    if (own.readyState === EventSource.CLOSED) onEnd();
  };
  const handlers = { notification: add, 'sse-gap': begin, 'sse-live': () => { isLive = true; } };
  for (const [name, handle] of Object.entries(handlers))
    own.addEventListener(name, e => {
      lastEventId = e.lastEventId;
      $('position').textContent = lastEventId.split('/')[0];
      handle(JSON.parse(e.data));
    });
}

export function leave(state, why = '') {
  source?.close();
  source = null;
  begin();
  lastEventId = '';
  $('position').textContent = '–';
  $('toasts').replaceChildren();
  for (const id of ['inbox', 'signout', 'letter', 'admin']) if ($(id)) $(id).hidden = true;
  $('signin').hidden = false;
  $('refusal').textContent = why;
  show(state);
}

export function enter(name) {
  $('name').textContent = name;
  $('signin').hidden = true;
  $('inbox').hidden = $('signout').hidden = false;
}

// A snapshot follows: it replaces what is shown.
function begin() {
  isLive = false;
  shown.clear();
  $('list').replaceChildren();
  $('count').textContent = 0;
}

function add({ id, from, text, at }) {
  if (shown.has(id)) return;
  const line = $('item').content.firstElementChild.cloneNode(true);
  const [who, when, what] = line.children;
  who.textContent = from;
  when.dateTime = at;
  when.textContent = new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' });
  what.textContent = text;                       // never as HTML: others have typed it
  shown.set(id, line);
  $('list').prepend(line);
  $('count').textContent = shown.size;
  if (isLive) toast(`${from}: ${text}`);
}

function toast(text) {
  const element = document.createElement('p');
  element.textContent = text;
  $('toasts').append(element);
  while ($('toasts').children.length > 3) $('toasts').firstChild.remove();
  setTimeout(() => element.remove(), 6000);
}

function show(state) {
  const text = state === 'out' ? 'signed out' : state;
  $('state').dataset.state = state;
  if ($('state').textContent !== text) $('state').textContent = text;
}

export const post = (url, body, headers = {}) =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
