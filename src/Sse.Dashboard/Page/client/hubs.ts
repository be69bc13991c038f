import type { Board } from './board.js';
import { $, make, say } from './dom.js';
import { rate } from './text.js';

/** The choice of a hub, each with its rate. */
export class Hubs {
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #onChoose: (hub: string) => void;

  constructor(onChoose: (hub: string) => void) {
    this.#onChoose = onChoose;
  }

  draw(board: Board, chosen: string): void {
    for (const name of board.hubNames) {
      const button = this.#buttons.get(name) ?? this.#add(name);
      button.ariaPressed = String(name === chosen);
      say(button.querySelector('small')!, `${rate(board.hubs.get(name)?.published.perSecond ?? 0)}/s`);
      button.dataset['level'] = (board.stores.get(name)?.problem ?? null) !== null ? 'high' : 'none';
    }
  }

  #add(name: string): HTMLButtonElement {
    const button = make('button', '', make('span', '', name), ' ', make('small'));
    button.type = 'button';
    button.onclick = () => this.#onChoose(name);
    this.#buttons.set(name, button);
    $('hubs').append(button);
    return button;
  }
}
