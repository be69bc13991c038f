const paces = [0.5, 1, 2, 5, 10, 20, null];    // the slider's steps; null is every price
const pace = () => paces[$('pace').value];

function connect() {
  const query = new URLSearchParams();
  if (lastEventId) query.set('lastEventId', lastEventId);
  if (pace()) query.set('maxFrequency', pace());
  read(`/market?${query}`);
}

function cut() {
  source.close();
  source = null;
  show('cut');
}

function show(state) {
  $('state').dataset.state = state;
  say($('state'), state);
  $('cut').textContent = source ? 'Cut the connection' : 'Connect again';
}

$('cut').onclick = () => source ? cut() : connect();
$('pace').oninput = () => {
  $('paceText').textContent = pace() ?? 'every price';
  $('pace').setAttribute('aria-valuetext', pace() ? `at most ${pace()} a second` : 'every price');
};
$('pace').onchange = () => { if (source) { cut(); connect(); } };
connect();
