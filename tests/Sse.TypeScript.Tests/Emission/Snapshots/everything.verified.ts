// Generated from the contract of Everything by 'dotnet sse typescript': changes here are lost.

import { SseHub, type SseEvent, type SseOptions } from './sse.js';

/**
 * All forms of members.
 * Only the newest of its topic matters.
 */
export interface Everything2 {
  readonly tiny: number;
  /** A large integer: a number holds it up to 2^53. */
  readonly large: number;
  /** A large integer: a number holds it up to 2^53. */
  readonly larger?: number | null;
  readonly text64?: string;
  /** A decimal: a number holds 15 of its digits. */
  readonly price: number;
  readonly prices?: readonly (number | null)[];
  readonly byName?: { readonly [key: string]: number };
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
  /** A large integer: a number holds it up to 2^53. */
  readonly __proto__: number;
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
  /** A decimal: a number holds 15 of its digits. */
  readonly radius: number;
}

export interface Square {
  readonly $type: 'square';
  readonly side: number;
}

export interface Node {
  /** A large integer: a number holds it up to 2^53. */
  readonly count: number;
  readonly children: readonly Node[];
}

export type Level2 = 'Low' | 'High';

export type SseHub2 = readonly (string | null)[];

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
    super(url, ['it\'s "quoted"', 'clash', 'again'], options);
  }
}
