import { $, showState } from '../../Shared/page/dom.js';
import { JobList } from './list.js';
import { JobHub } from './sse/job-hub.js';

const list = new JobList();
let hub: JobHub | undefined;
let lastEventId = '';

function connect(): void {
  const opened = (hub = new JobHub('/jobs', { lastEventId }));
  hub.on('sse-state', state => {
    if (opened === hub) show(state);
  });
  hub.on('job', event => list.onJob(event));
  hub.on('sse-gap', event => list.onGap(event));
  hub.on('sse-live', event => list.onLive(event));
}

function cut(): void {
  if (hub === undefined) return;
  lastEventId = hub.lastEventId;
  hub.close();
  hub = undefined;
  show('cut');
}

function show(state: string): void {
  showState(state);
  $('cut').textContent = hub ? 'Cut the connection' : 'Connect again';
}

$('cut').onclick = () => (hub ? cut() : connect());
$('add').onclick = () => fetch('/jobs', { method: 'POST' });
connect();
