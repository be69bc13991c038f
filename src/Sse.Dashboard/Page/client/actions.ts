import { root } from './dom.js';

/** What came of it, in a sentence. */
export interface Outcome {
  readonly isDone: boolean;
  readonly text: string;
}

/** Asks the server to do something. The header says that it is this page that asks. */
export async function act(what: 'publish' | 'disconnect', query: Readonly<Record<string, string>>, body?: string): Promise<Outcome> {
  const address = new URL(what, root);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  try {
    const answer = await fetch(address, { method: 'POST', headers: { 'Sse-Dashboard': '1', 'Content-Type': 'text/plain; charset=utf-8' }, body: body ?? null });
    const text = (answer.headers.get('content-type') ?? '').startsWith('text/plain') ? await answer.text() : '';
    return { isDone: answer.ok, text: text !== '' ? text : `The server answers with ${answer.status}.` };
  } catch {
    return { isDone: false, text: 'The server can not be reached.' };
  }
}
