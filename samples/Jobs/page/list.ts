import { $, gapsTold, say } from '../../Shared/page/dom.js';
import { Job } from './job.js';
import type { JobChanged } from './sse/job-hub.js';
import type { SseEvent, SseGap, SseLive } from './sse/sse.js';

const longest = 50;

/** The jobs as the page lists them, and the proof that no bar goes back. */
export class JobList {
  readonly #jobs = new Map<string, Job>();
  #named: Set<string> | undefined = new Set();               // the jobs that a snapshot has named so far; none once live
  #updates = 0;
  #back = 0;
  #gaps = 0;
  #reason = '';

  constructor() {
    $('curl').textContent = `curl -N ${location.origin}/jobs/1`;
  }

  /** A job's number is the topic of what happens to it. */
  onJob({ topic, data, position }: SseEvent<'job', JobChanged>): void {
    const id = topic ?? '';
    const job = this.#jobs.get(id) ?? this.#add(id, data.title);
    if (this.#named !== undefined) this.#named.add(id);
    else {
      this.#updates++;
      if (job.isAheadOf(data)) this.#back++;
    }
    job.take(data);
    for (const old of [...$('done').children].slice(longest)) this.#drop((old as HTMLElement).dataset['id'] ?? '');
    this.#prove(position);
  }

  /** From here to the snapshot's end, it replaces what the page shows. */
  onGap({ data, position }: SseEvent<'sse-gap', SseGap>): void {
    this.#gaps++;
    this.#reason = data.reason;
    this.#named = new Set();
    this.#prove(position);
  }

  onLive({ data, position }: SseEvent<'sse-live', SseLive>): void {
    for (const [id, job] of this.#jobs) {
      if (this.#named?.has(id) !== false) continue;
      if (data.complete) this.#drop(id);
      else job.age();
    }
    this.#named = undefined;
    this.#prove(position);
  }

  #add(id: string, title: string): Job {
    const job = new Job(id, title);
    this.#jobs.set(id, job);
    return job;
  }

  #drop(id: string): void {
    this.#jobs.get(id)?.remove();
    this.#jobs.delete(id);
  }

  #prove(position: string): void {
    for (const list of ['running', 'waiting', 'done']) $(`${list}-count`).textContent = String($(list).children.length);
    $('position').textContent = position;
    $('proof').dataset['ok'] = String(this.#back === 0);
    say($('verdict'), this.#named ? 'Reading the snapshot' : this.#back > 0 ? `Bars went back: ${this.#back}` : 'No bar ever went back');
    $('detail').textContent = this.#named ? ''
      : `${this.#updates.toLocaleString('en')} updates since the page was opened${gapsTold(this.#gaps, this.#reason)}`;
  }
}
