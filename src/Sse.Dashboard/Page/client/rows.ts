/** Rows of a table, each under a key: made once, then only moved and written. There are never more than fit a glance. */
export class Rows<Key, Item> {
  static readonly most = 100;
  readonly #body: HTMLElement;
  readonly #rows = new Map<Key, HTMLTableRowElement>();
  readonly #make: (key: Key) => HTMLTableRowElement;
  readonly #write: (row: HTMLTableRowElement, item: Item) => void;

  constructor(body: HTMLElement, make: (key: Key) => HTMLTableRowElement, write: (row: HTMLTableRowElement, item: Item) => void) {
    this.#body = body;
    this.#make = make;
    this.#write = write;
  }

  /** Who points at a row, or is in it by keyboard, must not lose it from under the hand. */
  get isHeld(): boolean {
    return this.#body.matches(':hover, :focus-within');
  }

  get keys(): readonly Key[] {
    return [...this.#rows.keys()];
  }

  /** @param items - In order; those that are too many are left out. */
  show(items: readonly (readonly [Key, Item])[]): void {
    const shown = items.slice(0, Rows.most);
    const keys = new Set(shown.map(([key]) => key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    let next = this.#body.firstElementChild;
    for (const [key, item] of shown) {
      let row = this.#rows.get(key);
      if (row === undefined) this.#rows.set(key, (row = this.#make(key)));
      if (row === next) next = next.nextElementSibling;
      else this.#body.insertBefore(row, next);
      this.#write(row, item);
    }
  }
}
