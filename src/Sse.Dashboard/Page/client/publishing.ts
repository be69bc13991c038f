import { act } from './actions.js';
import type { Board } from './board.js';
import { $, make, say } from './dom.js';
import type { DeclaredEvent } from './sse/dashboard-hub.js';

/** The form to publish an event by hand. */
export class Publishing {
  readonly #event = $<HTMLSelectElement>('publishEvent');
  readonly #data = $<HTMLTextAreaElement>('publishData');
  #hub = '';
  #events: readonly DeclaredEvent[] = [];

  constructor() {
    this.#event.onchange = () => this.#showExample();
    $<HTMLFormElement>('publishForm').onsubmit = event => {
      event.preventDefault();
      void this.#publish();
    };
  }

  draw({ declared }: Board, hub: string): void {
    const events = declared.get(hub)?.events;
    if (events === undefined || (hub === this.#hub && events.length === this.#events.length)) return;
    [this.#hub, this.#events] = [hub, events];
    this.#event.replaceChildren(...events.map(({ name }) => make('option', '', name)));
    this.#showExample();
  }

  get #chosen(): DeclaredEvent | undefined {
    return this.#events.find(({ name }) => name === this.#event.value);
  }

  #showExample(): void {
    this.#data.value = this.#chosen?.example ?? '';
    say($('publishAbout'), [this.#chosen?.description, this.#chosen?.isKeyed === true ? 'It has a key: what it holds takes the place of the last one.' : null].filter(text => text).join(' '));
  }

  async #publish(): Promise<void> {
    const button = $<HTMLButtonElement>('publishButton'), said = $('publishSaid');
    button.disabled = true;
    const { isDone, text } = await act('publish', { hub: this.#hub, event: this.#event.value, topic: $<HTMLInputElement>('publishTopic').value }, this.#data.value);
    said.dataset['done'] = String(isDone);
    say(said, text);
    button.disabled = false;
  }
}
