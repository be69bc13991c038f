/** An event of a hub. */
export interface SseEvent<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
  /** The topic through which it came; left out for one to the whole hub. */
  readonly topic?: string;
  /** The id as it came: keep it, and give it as `lastEventId` to go on behind the event. */
  readonly id: string;
  /** The place after the event: its id without the topic. */
  readonly position: string;
  /** Whether it is part of a snapshot: the newest of its key, and not new. */
  readonly snapshot: boolean;
}

/** Any event of any hub. */
export type SseAnyEvent = SseEvent<string, unknown>;

/** What a hub's stream tells of itself, between its events. */
export type SseControlEvent = SseEvent<'sse-gap', SseGap> | SseEvent<'sse-live', SseLive>;

/** The types of event that a hub's readers get. */
export type SseTypeOf<Event extends SseAnyEvent> = Event['type'] | SseControlEvent['type'];

/** The events of a type. */
export type SseEventOf<Event extends SseAnyEvent, Type extends string> = Extract<Event | SseControlEvent, { readonly type: Type }>;

/** The server could not go on where reading had stopped: events may be missing. Load the present state again, then go on. */
export interface SseGap {
  readonly reason: 'Evicted' | 'OtherEpoch' | 'Ahead' | 'Malformed' | 'Bounded';
  /** What was asked for; null if it was longer than any id can be. */
  readonly requested: string | null;
  /** The position right before the oldest event that is still retained. */
  readonly oldest: string;
  /** The position after which the stream goes on. */
  readonly resumed: string;
}

/** Ends a snapshot: what comes now is live. Keys that the snapshot didn't name are gone. */
export interface SseLive {
  /** How many events of the snapshot came on this connection. */
  readonly count: number;
  /** Where live begins. */
  readonly position: string;
  /** False when the hub lost a key without a removal: what is still held may be true. */
  readonly complete: boolean;
}

const snapshotForm = /^[a-z0-9]{1,32}-(?:s[^/.]+|x[^/.]{22})\./;

/** @internal Where an event belongs, read from its id. */
export function placeOf(id: string): { readonly id: string; readonly position: string; readonly snapshot: boolean; readonly topic?: string } {
  const slash = id.indexOf('/');
  const position = slash < 0 ? id.replace(/~end$/, '') : id.slice(0, slash);
  const topic = slash < 0 ? undefined : decoded(id.slice(slash + 1).replace(/~end$/, ''));
  return { ...(topic === undefined ? {} : { topic }), id, position, snapshot: snapshotForm.test(id) };
}

/** @internal A gap is always told: what of it can't be read is left out. */
export function gapOf(data: string, id: string): SseGap {
  const unread: SseGap = { reason: 'Malformed', requested: null, oldest: '', resumed: id };
  try {
    return { ...unread, ...(JSON.parse(data) as Partial<SseGap>) };
  } catch {
    return unread;
  }
}

/** @internal As {@link gapOf}. */
export function liveOf(data: string, id: string): SseLive {
  const unread: SseLive = { count: 0, position: id, complete: false };
  try {
    return { ...unread, ...(JSON.parse(data) as Partial<SseLive>) };
  } catch {
    return unread;
  }
}

function decoded(topic: string): string | undefined {
  try {
    return decodeURIComponent(topic);
  } catch {
    return undefined;
  }
}
