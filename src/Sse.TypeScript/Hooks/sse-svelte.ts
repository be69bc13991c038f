// Sse's hubs as Svelte's stores. Written by 'dotnet sse typescript': changes here are lost.

import type { Readable } from 'svelte/store';
import { newestOf, stateOf, type SseAnyEvent, type SseEventOf, type SseHub, type SseState, type SseTypeOf, type SseValue } from './sse.js';

/** The newest event of one type; undefined before the first. The hub is read as long as somebody has subscribed. */
export function newest<Event extends SseAnyEvent, Type extends SseTypeOf<Event>>(
  hub: SseHub<Event>,
  type: Type,
): Readable<SseEventOf<Event, Type> | undefined> {
  return storeOf(newestOf(hub, type));
}

/** Where the hub's reading stands. */
export function state<Event extends SseAnyEvent>(hub: SseHub<Event>): Readable<SseState> {
  return storeOf(stateOf(hub));
}

function storeOf<Value>(value: SseValue<Value>): Readable<Value> {
  return {
    subscribe(run) {
      run(value.get());
      return value.subscribe(() => run(value.get()));
    },
  };
}
