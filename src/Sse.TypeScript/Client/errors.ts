/** The server's answer is no stream, and asking again would not change that. */
export class SseRefusedError extends Error {
  override readonly name = 'SseRefusedError';
  /** The answer's status; undefined where there was none to see. */
  readonly status: number | undefined;
  /** The answer's body, up to 64 Ki characters. */
  readonly body: string;

  constructor(message: string, status?: number, body = '') {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** The stream was lost, and its request must not be sent again. */
export class SseConnectionLostError extends Error {
  override readonly name = 'SseConnectionLostError';
  readonly reason: SseLoss;
  /** The last event id, to go on from. */
  readonly lastEventId: string;

  constructor(reason: SseLoss, lastEventId: string, cause?: unknown) {
    super(`The stream was lost (${reason}), and its request is not sent again: 'reconnect' says whether that is safe.`, { cause });
    this.reason = reason;
    this.lastEventId = lastEventId;
  }
}

/** An event is longer than `maxEventLength`. */
export class SseEventTooLargeError extends Error {
  override readonly name = 'SseEventTooLargeError';

  constructor(maxEventLength: number) {
    super(`An event of the stream is longer than ${maxEventLength} characters.`);
  }
}

/** The data of a declared event is not JSON. The stream goes on behind it: `lastEventId` is its place. */
export class SseUnreadableEventError extends Error {
  override readonly name = 'SseUnreadableEventError';
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;

  constructor(type: string, data: string, lastEventId: string, cause: unknown) {
    super(`The data of an event '${type}' can't be read.`, { cause });
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }
}

/** @internal The network's failure, which another attempt may not meet again. */
export class SseNetworkError extends Error {
  override readonly name = 'SseNetworkError';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Why a connection has to be made again. */
export type SseLoss = 'end-of-stream' | 'connection-lost' | 'connect-failed' | 'connect-timeout' | 'silence' | 'temporary-status' | 'restart' | 'event-source-closed';
