import { withQuery } from './address.js';
import { SseAttempt } from './attempt.js';
import { SseBackoff } from './backoff.js';
import { SseConnectionLostError, SseNetworkError, type SseLoss } from './errors.js';
import { SseEventSourcing, SseGaveUp } from './event-source.js';
import { SseFetching } from './fetching.js';
import type { SseFrame } from './frames.js';
import { systemClock, type SseClock, type SseOptions, type SseState } from './options.js';
import { longestTimer } from './parser.js';
import { SseTicketing } from './ticketing.js';
import type { SseSource, SseTransport } from './transport.js';

/** @internal An event as it came. */
export type SseEventFrame = Extract<SseFrame, { kind: 'event' }>;

/** Servers refuse requests whose ids are longer, in bytes. */
const longestId = 4 * 1024;

interface Failure {
  readonly reason: SseLoss;
  readonly error?: unknown;
  readonly retryAfter?: number;
}

/**
 * @internal One reading, from its first request to its end: connect, read, lose, wait, connect again. It runs in its reader's
 * own flow: what nobody asks for waits with the server.
 */
export class SseReading {
  readonly #options: SseOptions;
  readonly #address: string;
  readonly #clock: SseClock;
  readonly #backoff: SseBackoff;
  readonly #fetching: SseTransport;
  readonly #preferred: SseTransport;
  readonly #onState: (state: SseState) => void;
  #transport: SseTransport;
  #attempt: SseAttempt | undefined;
  #lastEventId: string;
  #heartbeat: number | undefined;
  #heard = false;
  #complete = false;

  constructor(address: string, types: readonly string[], options: SseOptions, onState: (state: SseState) => void) {
    this.#options = options;
    this.#address = options.maxFrequency === undefined ? address : withQuery(address, 'maxFrequency', String(options.maxFrequency));
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new SseBackoff(options, options.random);
    this.#onState = onState;
    this.#lastEventId = options.lastEventId ?? '';
    const ticketed = (transport: SseTransport): SseTransport => (options.ticket ? new SseTicketing(options, transport) : transport);
    this.#fetching = ticketed(new SseFetching(options));
    this.#preferred = options.transport === 'event-source' ? ticketed(new SseEventSourcing(options, types, onState)) : this.#fetching;
    this.#transport = this.#preferred;
  }

  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** Gives the connection up and makes another, without a wait. */
  restart(): void {
    this.#attempt?.drop('restart');
  }

  /** The events until there will never be more, or `ended` is aborted; throws what is final. */
  async *run(ended: AbortSignal): AsyncGenerator<SseEventFrame, void, undefined> {
    try {
      while (!ended.aborted) {
        const attempt = (this.#attempt = new SseAttempt(this.#clock, ended));
        try {
          const failure = yield* this.#connect(attempt);
          if (ended.aborted || failure === undefined || this.#isOver(failure)) return;
          await this.#wait(failure, ended);
        } finally {
          attempt.close();
        }
      }
    } finally {
      this.#onState('closed');
    }
  }

  /** One connection, from the request to its loss; nothing when the stream is complete. */
  async *#connect(attempt: SseAttempt): AsyncGenerator<SseEventFrame, Failure | undefined, undefined> {
    this.#onState('connecting');
    this.#heard = false;
    this.#heartbeat = undefined;
    let openedAt: number | undefined;
    try {
      attempt.arm(this.#options.connectTimeout ?? 100_000, 'connect-timeout');
      const asked = this.#idToSend();
      const answer = await this.#transport.open(this.#address, asked, attempt.signal);
      attempt.disarm();
      if (answer.kind === 'completed') return undefined;
      if (answer.kind === 'refused') throw answer.error;
      if (answer.kind === 'temporary') return { reason: 'temporary-status', error: answer.error, retryAfter: answer.retryAfter };
      openedAt = this.#clock.now();
      this.#onState('open');
      yield* this.#receive(answer.source, attempt, asked.endsWith('~end'));
      return this.#complete ? undefined : { reason: 'end-of-stream' };
    } catch (error) {
      if (error instanceof SseGaveUp) {
        // An EventSource doesn't tell why: fetch sees the status, and goes on.
        this.#transport = this.#fetching;
        return { reason: 'event-source-closed' };
      }
      if (attempt.dropped !== undefined) return { reason: attempt.dropped };
      if (!attempt.signal.aborted && !(error instanceof SseNetworkError) && this.#options.isTransient?.(error) !== true) throw error;
      this.#transport = this.#preferred;
      return { reason: openedAt === undefined ? 'connect-failed' : 'connection-lost', error: error instanceof SseNetworkError ? error.cause : error };
    } finally {
      if (openedAt !== undefined && this.#clock.now() - openedAt >= (this.#options.healthyAfter ?? 10_000)) this.#backoff.reset();
    }
  }

  async *#receive(source: SseSource, attempt: SseAttempt, beganAtEnd: boolean): AsyncGenerator<SseEventFrame, void, undefined> {
    while (!this.#complete) {
      if (!(this.#transport instanceof SseEventSourcing)) attempt.arm(this.#silence, 'silence');
      const frames = await source.receive();
      attempt.disarm();
      if (frames === undefined) {
        if (attempt.signal.aborted) throw attempt.signal.reason;
        this.#transport = this.#preferred;
        return;
      }
      for (const frame of frames) {
        const event = this.#take(frame, beganAtEnd);
        if (event !== undefined) yield event;
        if (this.#complete) return;
        if (attempt.signal.aborted) throw attempt.signal.reason;
      }
    }
  }

  get #silence(): number {
    if (this.#options.readTimeout !== undefined) return this.#options.readTimeout;
    return this.#heartbeat === undefined ? Infinity : this.#heartbeat * (this.#options.missedHeartbeats ?? 3);
  }

  #take(frame: SseFrame, beganAtEnd: boolean): SseEventFrame | undefined {
    const isFirst = !this.#heard;
    this.#heard = true;
    switch (frame.kind) {
      case 'comment':
        if (isFirst) this.#heartbeat = heartbeatOf(frame.text);
        this.#options.onComment?.(frame.text);
        return undefined;
      case 'retry':
        this.#backoff.setRetry(frame.delay);
        return undefined;
      case 'position':
        this.#lastEventId = frame.id;
        this.#complete = frame.id.endsWith('~end');
        return undefined;
      case 'event': {
        this.#lastEventId = frame.id;
        const isMark = this.#options.endMarks?.includes(frame.data) === true;
        // An event without an id of its own still has the one that the stream was asked for with.
        this.#complete = isMark || this.#options.lastEventTypes?.includes(frame.type) === true || (frame.id.endsWith('~end') && !beganAtEnd);
        return isMark ? undefined : frame;
      }
    }
  }

  async #wait(failure: Failure, ended: AbortSignal): Promise<void> {
    const wait = failure.reason === 'restart' || failure.reason === 'event-source-closed' ? 0
      : failure.reason === 'end-of-stream' && this.#heard ? this.#backoff.nextAfterGoodEnd()
      : this.#backoff.next();
    const delay = Math.max(wait, failure.retryAfter ?? 0);
    this.#onState('waiting');
    const waiting = (this.#attempt = new SseAttempt(this.#clock, ended));
    try {
      const { reason, error } = failure;
      this.#options.onRetrying?.({ reason, delay, attempt: this.#backoff.failures, ...(error === undefined ? {} : { error }) });
      await waiting.wait(delay);
    } finally {
      waiting.close();
    }
  }

  /** True when the stream has ended well and its request isn't to be sent again; a loss throws then. */
  #isOver(failure: Failure): boolean {
    const isSafe = (this.#options.method ?? 'GET') === 'GET' && this.#options.body === undefined;
    const policy = this.#options.reconnect ?? (isSafe ? 'always' : 'when-resumable');
    if (policy === 'always' || (policy === 'when-resumable' && (this.#idToSend() !== '' || failure.reason === 'temporary-status'))) return false;
    if (failure.reason === 'end-of-stream') return true;
    if (failure.reason === 'temporary-status') throw failure.error;
    throw new SseConnectionLostError(failure.reason, this.#lastEventId, failure.error);
  }

  /** The last event id, or nothing when it is too long to be sent. */
  #idToSend(): string {
    return new TextEncoder().encode(this.#lastEventId).length <= longestId ? this.#lastEventId : '';
  }
}

/** @internal The interval that a server tells in its first comment, in milliseconds. */
export function heartbeatOf(comment: string): number | undefined {
  const milliseconds = Number(/^heartbeat=([0-9]{1,10})$/.exec(comment)?.[1]);
  return milliseconds > 0 && milliseconds <= longestTimer ? milliseconds : undefined;
}
