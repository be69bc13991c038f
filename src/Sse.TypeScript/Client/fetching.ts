import { withQuery } from './address.js';
import { isEventStream } from './content-type.js';
import { SseNetworkError, SseRefusedError } from './errors.js';
import type { SseFrame } from './frames.js';
import type { SseHeaders, SseOptions } from './options.js';
import { longestTimer, SseParser } from './parser.js';
import type { SseAnswer, SseSource, SseTransport } from './transport.js';

/** @internal Streams by `fetch`: with headers, any method, and heartbeats that can be missed. */
export class SseFetching implements SseTransport {
  readonly #options: SseOptions;

  constructor(options: SseOptions) {
    this.#options = options;
  }

  async open(address: string, lastEventId: string, signal: AbortSignal): Promise<SseAnswer> {
    const body = this.#options.body?.();
    const response = await send(this.#options, lastEventId === '' ? address : withQuery(address, 'lastEventId', lastEventId), {
      method: this.#options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { accept: 'text/event-stream', ...(await headersOf(this.#options.headers)) },
      ...(body === undefined ? {} : { body }),
      signal,
    });
    if (response.status === 204) return { kind: 'completed' };
    if (response.status !== 200 || response.body === null || !isEventStream(response.headers.get('content-type'))) return refusal(response, this.#options);
    return { kind: 'stream', source: new Body(response.body, lastEventId, this.#options, signal) };
  }
}

/** The body of an answer, read when it is asked for: what its reader doesn't take waits with the server. */
class Body implements SseSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #parser: SseParser;
  #frames: SseFrame[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(body: ReadableStream<Uint8Array>, lastEventId: string, options: SseOptions, signal: AbortSignal) {
    this.#reader = body.getReader();
    // A body of someone else's fetch may not know the signal.
    signal.addEventListener('abort', () => void this.#reader.cancel(signal.reason).catch(() => undefined), { once: true });
    this.#parser = new SseParser(frame => this.#frames.push(frame), lastEventId, options.maxEventLength);
  }

  async receive(): Promise<readonly SseFrame[] | undefined> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const { done, value } = await this.#reader.read().catch(asNetworkFailure);
    if (done) return undefined;
    try {
      this.#parser.feed(value);
    } catch (error) {
      this.#failure = { error };
    }
    const frames = this.#frames;
    this.#frames = [];
    if (this.#failure !== undefined && frames.length === 0) throw this.#failure.error;
    return frames;
  }
}

/** @internal Sends a request as all requests of a client are sent. */
export function send(options: SseOptions, address: string, init: RequestInit): Promise<Response> {
  const ask = options.fetch ?? globalThis.fetch;
  return ask(address, { cache: 'no-store', credentials: options.withCredentials ? 'include' : 'same-origin', ...init }).catch(asNetworkFailure);
}

/** @internal The headers of one request. */
export async function headersOf(headers: SseHeaders | undefined): Promise<Readonly<Record<string, string>>> {
  return typeof headers === 'function' ? await headers() : (headers ?? {});
}

/** @internal Makes an error of an answer that is not what was asked for. */
export async function refusal(response: Response, options: SseOptions): Promise<SseAnswer> {
  const isTemporary = options.temporaryStatuses?.includes(response.status) === true;
  const why = response.status === 200 ? `the type '${response.headers.get('content-type') ?? ''}', not text/event-stream` : `status ${response.status}`;
  const error = new SseRefusedError(`'${response.url.split('?')[0]}' answered with ${why}.`, response.status, await beginningOf(response));
  return isTemporary ? { kind: 'temporary', error, retryAfter: retryAfter(response.headers.get('retry-after')) } : { kind: 'refused', error };
}

/** The body up to a bound, which one that never ends doesn't exceed. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (reader !== undefined && text.length < 64 * 1024) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The error is the answer's: what of it could not be read doesn't hide it.
  }
  void reader?.cancel().catch(() => undefined);
  return text.slice(0, 64 * 1024);
}

/** In milliseconds. */
function retryAfter(header: string | null): number {
  if (header === null) return 0;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), longestTimer);
}

function asNetworkFailure(cause: unknown): never {
  throw new SseNetworkError(cause);
}
