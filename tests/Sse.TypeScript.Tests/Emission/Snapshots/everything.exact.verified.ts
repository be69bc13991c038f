// Generated from the contract of Everything by 'dotnet sse typescript': changes here are lost.

import { SseHub, type SseEvent, type SseOptions, type SseShape } from './sse.js';

/**
 * All forms of members.
 * Only the newest of its topic matters.
 */
export interface Everything2 {
  readonly tiny: number;
  readonly large: bigint;
  readonly larger?: bigint | null;
  readonly text64?: string;
  /** A decimal, as its text. */
  readonly price: string;
  readonly prices?: readonly (string | null)[];
  readonly byName?: { readonly [key: string]: bigint };
  readonly rate?: number | 'NaN' | 'Infinity' | '-Infinity';
  /**
   * Which.
   * A UUID.
   */
  readonly id?: string;
  /** A date, ISO 8601. */
  readonly day?: string | null;
  /**
   * A duration, `[-][d.]HH:mm:ss[.fffffff]`.
   * @deprecated
   */
  readonly span?: string;
  /** Base64. */
  readonly bytes?: string;
  /** How bad. */
  readonly level?: Level;
  readonly access?: Access;
  readonly accessNames?: AccessNames;
  readonly colour?: Colour | null;
  readonly shape: Circle | Square;
  readonly shapes: readonly (Circle | Square)[];
  readonly tree: Node;
  readonly self?: Everything2 | null;
  readonly anything?: unknown;
  readonly nothing?: unknown;
  readonly 'not-a-name'?: boolean;
  readonly '1st'?: boolean;
  readonly __proto__: bigint;
  readonly class?: boolean;
}

export interface Record {
  readonly level?: Level2;
  readonly hub?: SseHub2;
}

export type string_ = string;

export const Level = {
  /** All is well. */
  Fine: 0,
  Bad: -1,
} as const;
export type Level = (typeof Level)[keyof typeof Level];

export const Access = {
  Read: 1,
  Write: 2,
} as const;
/** The sum of flags. */
export type Access = number;

export const AccessNames = {
  Read: 1,
  Write: 2,
} as const;
/** Names of flags, with `, ` between them. */
export type AccessNames = string;

/** A colour. */
export type Colour =
  /** As blood. */
  | 'Red'
  | 'not blue';

export interface Circle {
  readonly $type: 'circle';
  /** A decimal, as its text. */
  readonly radius: string;
}

export interface Square {
  readonly $type: 'square';
  readonly side: number;
}

export interface Node {
  readonly count: bigint;
  readonly children: readonly Node[];
}

export type Level2 = 'Low' | 'High';

export type SseHub2 = readonly (string | null)[];

const everything2Shape: SseShape = { members: { large: 'integer', larger: 'integer', price: 'decimal', prices: { items: 'decimal' }, byName: { values: 'integer' }, shape: { tag: '$type', cases: { circle: () => circleShape } }, shapes: { items: { tag: '$type', cases: { circle: () => circleShape } } }, tree: () => nodeShape, self: () => everything2Shape, ['__proto__']: 'integer' } };
const circleShape: SseShape = { members: { radius: 'decimal' } };
const nodeShape: SseShape = { members: { count: 'integer', children: { items: () => nodeShape } } };

/** The events of {@link Everything}. */
export type EverythingEvent =
  | SseEvent<'it\'s "quoted"', Everything2>
  | SseEvent<'clash', Record>
  | SseEvent<'again', string_>;

/**
 * One of each.
 * A comment that ends early: *\/ doesn't.
 * @deprecated
 */
export class Everything extends SseHub<EverythingEvent> {
  /** @param url - Where the application has mapped the hub, such as `/market`. */
  constructor(url: string | URL, options: Omit<SseOptions, 'topics'> = {}) {
    super(url, ['it\'s "quoted"', 'clash', 'again'], options, { 'it\'s "quoted"': everything2Shape });
  }
}
