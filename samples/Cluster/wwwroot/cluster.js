const page = Math.random().toString(36).slice(2);      // the topic in which nodes say that they serve this page
const pace = () => null;
let nodes = [], served = null, last = null, moves = 0;

function drawNodes() {
  $('nodes').replaceChildren(...nodes.map((state, i) => {
    const element = document.createElement('li'), serves = served === i + 1;
    Object.assign(element.dataset, { state, serves });
    element.innerHTML = '<strong></strong><span></span>';
    element.firstChild.textContent = `Node ${i + 1}`;
    element.lastChild.textContent = serves ? 'serves this page' : state.toLowerCase();
    return element;
  }));
  $('kill').disabled = !served;
  $('moves').textContent = moves.toLocaleString('en');
}

function servedBy({ node }) {
  if (last && last !== node) moves++;
  served = last = node;
  show('open');
}

function show(state) {
  if (state !== 'open') served = null;
  $('state').dataset.state = state;
  say($('state'), served ? `served by node ${served}` : state);
  drawNodes();
}

$('kill').onclick = () => fetch(`/nodes/${served}/kill`, { method: 'POST' });
read(`/market?page=${page}`);
source.addEventListener('nodes', e => { nodes = JSON.parse(e.data).states; drawNodes(); });
source.addEventListener('served', e => servedBy(JSON.parse(e.data)));
