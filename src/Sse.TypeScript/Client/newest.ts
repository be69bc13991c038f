import type { SseAnyEvent, SseEventOf, SseTypeOf } from './events.js';
import type { SseHub } from './hub.js';
import type { SseState } from './options.js';

/** A value that changes, for frameworks that show such. */
export interface SseValue<Value> {
  /** What it is now. */
  get(): Value;
  /** Calls when it has changed. Returns what ends that. */
  subscribe(changed: () => void): () => void;
}

/** The newest event of one type; undefined before the first. The hub is read as long as somebody has subscribed. */
export function newestOf<Event extends SseAnyEvent, Type extends SseTypeOf<Event>>(
  hub: SseHub<Event>,
  type: Type,
): SseValue<SseEventOf<Event, Type> | undefined> {
  let newest: SseEventOf<Event, Type> | undefined;
  return {
    get: () => newest,
    subscribe: changed =>
      hub.on(type, event => {
        newest = event;
        changed();
      }),
  };
}

/** Where a hub's reading stands. */
export function stateOf<Event extends SseAnyEvent>(hub: SseHub<Event>): SseValue<SseState> {
  return { get: () => hub.state, subscribe: changed => hub.on('sse-state', changed) };
}
