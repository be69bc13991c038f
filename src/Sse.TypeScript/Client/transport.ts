import type { SseFrame } from './frames.js';
import type { SseRefusedError } from './errors.js';

/** @internal An opened stream. */
export interface SseSource {
  /** The next things that have come, perhaps none yet; undefined at the end of the stream. Rejects when the connection breaks. */
  receive(): Promise<readonly SseFrame[] | undefined>;
}

/** @internal What came of asking for a stream. */
export type SseAnswer =
  | { readonly kind: 'stream'; readonly source: SseSource }
  /** There will never be more. */
  | { readonly kind: 'completed' }
  /** Later rather than never. */
  | { readonly kind: 'temporary'; readonly error: SseRefusedError; readonly retryAfter: number }
  | { readonly kind: 'refused'; readonly error: SseRefusedError };

/** @internal A way to ask for a stream. What it throws is the network's failure. */
export interface SseTransport {
  open(address: string, lastEventId: string, signal: AbortSignal): Promise<SseAnswer>;
}
