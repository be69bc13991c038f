import { withQuery } from './address.js';
import { headersOf, refusal, send } from './fetching.js';
import type { SseOptions } from './options.js';
import type { SseAnswer, SseTransport } from './transport.js';

/** @internal Opens each stream with a ticket of its own. */
export class SseTicketing implements SseTransport {
  readonly #options: SseOptions;
  readonly #inner: SseTransport;

  constructor(options: SseOptions, inner: SseTransport) {
    this.#options = options;
    this.#inner = inner;
  }

  async open(address: string, lastEventId: string, signal: AbortSignal): Promise<SseAnswer> {
    const ticket = typeof this.#options.ticket === 'function' ? await this.#options.ticket(signal) : await this.#ask(address, signal);
    if (typeof ticket !== 'string') return ticket;
    return this.#inner.open(withQuery(address, 'ticket', ticket), lastEventId, signal);
  }

  /** A ticket; or an answer that is none. */
  async #ask(address: string, signal: AbortSignal): Promise<string | SseAnswer> {
    const response = await send(this.#options, address, { method: 'POST', headers: await headersOf(this.#options.headers), signal });
    if (!response.ok) return refusal(response, this.#options);
    const { ticket } = (await response.json()) as { readonly ticket?: unknown };
    if (typeof ticket !== 'string') throw new TypeError(`'${response.url}' answered without a ticket: AcceptsTickets is an option of the endpoint.`);
    return ticket;
  }
}
