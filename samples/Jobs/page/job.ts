import { $ } from '../../Shared/page/dom.js';
import type { JobChanged, JobState } from './sse/job-hub.js';

const states: readonly JobState[] = ['Waiting', 'Running', 'Finished', 'Failed'];   // in the order in which a job can have them
const lists: Readonly<Record<JobState, string>> = { Waiting: 'waiting', Running: 'running', Finished: 'done', Failed: 'done' };

/** A job's line, in the list of its state. */
export class Job {
  readonly #id: string;
  readonly #element: HTMLElement;
  #state: JobState | undefined;
  #done = 0;

  constructor(id: string, title: string) {
    this.#id = id;
    this.#element = $<HTMLTemplateElement>('job').content.firstElementChild!.cloneNode(true) as HTMLElement;
    this.#element.dataset['id'] = id;
    this.#part('.number').textContent = `#${id}`;
    const name = this.#part('.title');
    [name.textContent, name.id] = [title, `job-${id}`];
    this.#part('progress').setAttribute('aria-labelledby', name.id);
  }

  /** Whether it was further than that already. */
  isAheadOf({ state, done }: JobChanged): boolean {
    return done < this.#done || (this.#state !== undefined && states.indexOf(state) < states.indexOf(this.#state));
  }

  take({ state, done, of }: JobChanged): void {
    if (state !== this.#state) this.#move(state);
    [this.#state, this.#done] = [state, done];
    Object.assign(this.#part('progress'), { max: of, value: done });
    this.#part('.percent').textContent = state === 'Running' ? `${Math.floor((done / of) * 100)} %` : state.toLowerCase();
  }

  /** What is shown may no longer be so. */
  age(): void {
    this.#element.dataset['stale'] = 'true';
  }

  remove(): void {
    this.#element.remove();
  }

  // Running and waiting jobs stand in the order of their numbers; of the others the last one that ended is the first.
  #move(state: JobState): void {
    this.#element.dataset['state'] = state;
    const list = $(lists[state]);
    const next = [...list.children].find(other => list.id === 'done' || Number((other as HTMLElement).dataset['id']) > Number(this.#id));
    list.insertBefore(this.#element, next ?? null);
  }

  #part(selector: string): Element & { textContent: string } {
    return this.#element.querySelector(selector)!;
  }
}
