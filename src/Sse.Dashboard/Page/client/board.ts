import type { DashboardEvent, HubDeclared, HubReport, StoreReport, StreamReport, TopicReport } from './sse/dashboard-hub.js';
import type { SseControlEvent } from './sse/sse.js';

/** One look at a hub, to draw a line of. */
export interface Point {
  readonly published: number;
  readonly delivered: number;
  readonly conflated: number;
  readonly lag: number;
}

const mostPoints = 60;

/** What is known of the application's hubs: of all at large, and of the one that is watched in detail. */
export class Board {
  readonly declared = new Map<string, HubDeclared>();
  readonly hubs = new Map<string, HubReport>();
  readonly stores = new Map<string, StoreReport>();
  readonly topics = new Map<string, TopicReport>();
  readonly streams = new Map<number, StreamReport>();
  readonly #points = new Map<string, Point[]>();
  #named: Set<string> | undefined = new Set();               // what a snapshot has named so far; nothing once live

  /** Whether a snapshot is being read: what is shown may be what was. */
  get isReading(): boolean {
    return this.#named !== undefined;
  }

  get hubNames(): string[] {
    return [...this.declared.values()].sort((one, other) => one.order - other.order).map(hub => hub.hub);
  }

  points(hub: string): readonly Point[] {
    return this.#points.get(hub) ?? [];
  }

  /** Another hub is watched: what is known of the last one in detail goes. */
  leave(): void {
    this.topics.clear();
    this.streams.clear();
    this.#named = new Set();
  }

  /** A connection begins with a snapshot. */
  begin(): void {
    this.#named = new Set();
  }

  take(event: DashboardEvent | SseControlEvent): void {
    switch (event.type) {
      case 'declared':
        this.declared.set(event.data.hub, event.data);
        break;
      case 'hub':
        this.hubs.set(event.data.hub, event.data);
        this.#addPoint(event.data);
        break;
      case 'store':
        this.stores.set(event.data.hub, event.data);
        break;
      case 'topic':
        this.topics.set(event.data.topic, event.data);
        this.#named?.add(`topic ${event.data.topic}`);
        break;
      case 'topic-gone':
        this.topics.delete(event.data.topic);
        break;
      case 'stream':
        this.streams.set(event.data.id, event.data);
        this.#named?.add(`stream ${event.data.id}`);
        break;
      case 'stream-gone':
        this.streams.delete(event.data.id);
        break;
      case 'sse-gap':
        this.begin();
        break;
      case 'sse-live':
        this.#settle(event.data.complete);
        break;
    }
  }

  /** The snapshot is whole: what it didn't name is gone. */
  #settle(isComplete: boolean): void {
    const named = this.#named;
    this.#named = undefined;
    if (named === undefined || !isComplete) return;
    for (const topic of this.topics.keys()) if (!named.has(`topic ${topic}`)) this.topics.delete(topic);
    for (const stream of this.streams.keys()) if (!named.has(`stream ${stream}`)) this.streams.delete(stream);
  }

  #addPoint({ hub, published, delivered, conflated, lag }: HubReport): void {
    const points = this.#points.get(hub) ?? [];
    this.#points.set(hub, points);
    points.push({ published: published.perSecond, delivered: delivered.perSecond, conflated: conflated.perSecond, lag });
    if (points.length > mostPoints) points.shift();
  }
}
