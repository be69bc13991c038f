/** An element of the page. */
export function $<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element '${id}'.`);
  return element as Kind;
}

/** A status is read aloud when it is written: only when it changes, then. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows where the connection stands. */
export function showState(state: string, text = state): void {
  $('state').dataset['state'] = state;
  say($('state'), text);
}

/** What the proof line tells of gaps. */
export const gapsTold = (gaps: number, reason: string): string =>
  gaps === 0 ? '' : `; ${gaps === 1 ? 'a gap was' : `${gaps} gaps were`} told (${reason}) and closed by a snapshot`;
