// Sse's hubs in Vue. Written by 'dotnet sse typescript': changes here are lost.

import { onScopeDispose, shallowRef, type Ref } from 'vue';
import { newestOf, stateOf, type SseAnyEvent, type SseEventOf, type SseHub, type SseState, type SseTypeOf, type SseValue } from './sse.js';

/** The newest event of one type; undefined before the first. The hub is read as long as the scope lives. */
export function useSse<Event extends SseAnyEvent, Type extends SseTypeOf<Event>>(
  hub: SseHub<Event>,
  type: Type,
): Readonly<Ref<SseEventOf<Event, Type> | undefined>> {
  return refOf(newestOf(hub, type));
}

/** Where the hub's reading stands. */
export function useSseState<Event extends SseAnyEvent>(hub: SseHub<Event>): Readonly<Ref<SseState>> {
  return refOf(stateOf(hub));
}

function refOf<Value>(value: SseValue<Value>): Readonly<Ref<Value>> {
  const ref = shallowRef(value.get());
  onScopeDispose(value.subscribe(() => (ref.value = value.get())));
  return ref;
}
