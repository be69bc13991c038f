// Sse's hubs in React. Written by 'dotnet sse typescript': changes here are lost.

import { useMemo, useSyncExternalStore } from 'react';
import { newestOf, stateOf, type SseAnyEvent, type SseEventOf, type SseHub, type SseState, type SseTypeOf } from './sse.js';

/**
 * The newest event of one type; undefined before the first. Keep the hub outside of components, or in `useMemo`: all that use it
 * share its connection, which is open while one of them is shown.
 */
export function useSse<Event extends SseAnyEvent, Type extends SseTypeOf<Event>>(
  hub: SseHub<Event>,
  type: Type,
): SseEventOf<Event, Type> | undefined {
  const newest = useMemo(() => newestOf(hub, type), [hub, type]);
  return useSyncExternalStore(newest.subscribe, newest.get, newest.get);
}

/** Where the hub's reading stands. */
export function useSseState<Event extends SseAnyEvent>(hub: SseHub<Event>): SseState {
  const state = useMemo(() => stateOf(hub), [hub]);
  return useSyncExternalStore(state.subscribe, state.get, state.get);
}
