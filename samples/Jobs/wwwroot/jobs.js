const $ = id => document.getElementById(id);
const states = ['Waiting', 'Running', 'Finished', 'Failed'];   // in the order in which a job can have them
const lists = { Waiting: $('waiting'), Running: $('running'), Finished: $('done'), Failed: $('done') };
const jobs = new Map();                        // topic → what the page shows
const proof = { updates: 0, back: 0, gaps: 0, reason: '' };
let snapshot = new Set();                      // the jobs that a snapshot has named so far; null once live
let lastEventId = '', source = null;

function connect() {
  source = new EventSource('/jobs' + (lastEventId && `?lastEventId=${encodeURIComponent(lastEventId)}`));
  source.onopen = () => show('open');
  source.onerror = () => show('connecting');
  for (const [name, handle] of Object.entries({ job: change, 'sse-gap': gap, 'sse-live': live }))
    source.addEventListener(name, e => { lastEventId = e.lastEventId; handle(JSON.parse(e.data), topicOf(e)); prove(); });
}

// An event's id ends in its topic, which is the job's number here.
const topicOf = e => decodeURIComponent(e.lastEventId.split('/')[1] ?? '');

function cut() {
  source.close();
  source = null;
  show('cut');
}

function change({ title, state, done, of }, id) {
  const job = jobs.get(id) ?? addJob(id, title);
  if (snapshot) snapshot.add(id);
  else {
    proof.updates++;
    if (done < job.done || states.indexOf(state) < states.indexOf(job.state)) proof.back++;
  }
  if (state !== job.state) move(id, job, state);
  Object.assign(job, { state, done });
  Object.assign(job.bar, { max: of, value: done });
  job.percent.textContent = state === 'Running' ? `${Math.floor(done / of * 100)} %` : state.toLowerCase();
}

// Running and waiting jobs stand in the order of their numbers; of the others the last one that ended is the first.
function move(id, { element }, state) {
  element.dataset.state = state;
  const list = lists[state];
  const next = [...list.children].find(other => list === $('done') || Number(other.dataset.id) > Number(id));
  list.insertBefore(element, next ?? null);
  while ($('done').children.length > 50) drop($('done').lastChild.dataset.id);
}

// From here to sse-live, a snapshot replaces what the page shows.
function gap({ reason }) {
  proof.gaps++;
  proof.reason = reason;
  snapshot = new Set();
}

function live({ complete }) {
  for (const [id, job] of jobs) {
    if (snapshot.has(id)) continue;
    if (complete) drop(id);
    else job.element.dataset.stale = true;
  }
  snapshot = null;
}

function addJob(id, title) {
  const element = $('job').content.firstElementChild.cloneNode(true);
  const [number, name, bar, percent] = element.children;
  element.dataset.id = id;
  number.textContent = `#${id}`;
  name.textContent = title;
  name.id = `job-${id}`;
  bar.setAttribute('aria-labelledby', name.id);
  const job = { element, bar, percent, state: '', done: 0 };
  jobs.set(id, job);
  return job;
}

function drop(id) {
  jobs.get(id).element.remove();
  jobs.delete(id);
}

function prove() {
  for (const list of ['running', 'waiting', 'done']) $(`${list}-count`).textContent = $(list).children.length;
  $('position').textContent = lastEventId.split('/')[0];
  $('proof').dataset.ok = !proof.back;
  say($('verdict'), snapshot ? 'Reading the snapshot' : proof.back ? `Bars went back: ${proof.back}` : 'No bar ever went back');
  $('detail').textContent = snapshot ? '' : `${proof.updates.toLocaleString('en')} updates since the page was opened`
    + (proof.gaps ? `; ${proof.gaps === 1 ? 'a gap was' : `${proof.gaps} gaps were`} told (${proof.reason}) and closed by a snapshot` : '');
}

function show(state) {
  $('state').dataset.state = state;
  say($('state'), state);
  $('cut').textContent = source ? 'Cut the connection' : 'Connect again';
}

// A status is read aloud when it is written: only when it changes, then.
function say(element, text) { if (element.textContent !== text) element.textContent = text; }

$('cut').onclick = () => source ? cut() : connect();
$('add').onclick = () => fetch('/jobs', { method: 'POST' });
$('curl').textContent = `curl -N ${location.origin}/jobs/1`;
connect();
