import { $ } from './dom.js';

/** The parts of the page below the figures, one at a time. */
export class Tabs {
  readonly #tabs = [...$('tabs').querySelectorAll<HTMLButtonElement>('[role=tab]:not([hidden])')];
  readonly #onChange: (name: string) => void;

  constructor(onChange: (name: string) => void) {
    this.#onChange = onChange;
    for (const tab of this.#tabs) tab.onclick = () => this.choose(tab.dataset['panel']!);
    $('tabs').onkeydown = event => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = this.#tabs.at((this.#tabs.findIndex(tab => tab.ariaSelected === 'true') + step) % this.#tabs.length)!;
      this.choose(next.dataset['panel']!);
      next.focus();
    };
  }

  choose(name: string): void {
    for (const tab of this.#tabs) {
      const isChosen = tab.dataset['panel'] === name;
      tab.ariaSelected = String(isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      $(tab.dataset['panel']!).hidden = !isChosen;
    }
    this.#onChange(name);
  }
}
