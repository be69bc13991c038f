/** An element of the page. */
export function $<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element '${id}'.`);
  return element as Kind;
}

/** A new element with a class and what is in it. Text is only ever text. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', ...content: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.append(...content);
  return element;
}

/** Writes only what changes: less to lay out, and a status is read aloud once. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** How full a bar is, from 0 to 1. */
export function fill(element: HTMLElement, part: number): void {
  element.style.inlineSize = `${(Math.min(1, Math.max(0, part)) * 100).toFixed(1)}%`;
}

/** What the page was served with. */
export const root = new URL(document.documentElement.dataset['root'] ?? './', location.href);

export const may = (what: 'tail' | 'publish' | 'disconnect'): boolean => (document.documentElement.dataset['may'] ?? '').split(' ').includes(what);
