/** What a stream says, one thing after another. */
export type SseFrame =
  /** An event; `id` is the last event id with it. */
  | { readonly kind: 'event'; readonly type: string; readonly data: string; readonly id: string }
  /** A block with an id and no data: the place has moved. */
  | { readonly kind: 'position'; readonly id: string }
  | { readonly kind: 'comment'; readonly text: string }
  /** How long to wait before coming back, in milliseconds. */
  | { readonly kind: 'retry'; readonly delay: number };
