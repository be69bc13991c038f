import { SseEventTooLargeError } from './errors.js';
import type { SseFrame } from './frames.js';

/**
 * Reads a stream's bytes as WHATWG HTML, "Server-sent events", says, however they are cut. What is unfinished when the
 * stream ends is discarded: just don't feed any more.
 */
export class SseParser {
  readonly #onFrame: (frame: SseFrame) => void;
  readonly #maxEventLength: number;
  readonly #decoder = new TextDecoder();
  #unfinished: string[] = [];
  #unfinishedLength = 0;
  #endedInCr = false;
  #data: string | undefined;
  #type = '';
  #id: string | undefined;
  #lastEventId: string;
  /** The characters of the block's lines so far: an event is never longer. */
  #blockLength = 0;

  /**
   * @param onFrame - Is given what the bytes complete, in order.
   * @param lastEventId - The id that the stream was asked to go on from: events keep it until the stream sets another.
   * @param maxEventLength - The longest event that is accepted, in characters.
   */
  constructor(onFrame: (frame: SseFrame) => void, lastEventId = '', maxEventLength = 8 * 1024 * 1024) {
    this.#onFrame = onFrame;
    this.#lastEventId = lastEventId;
    this.#maxEventLength = maxEventLength;
  }

  /** Takes what has come. Throws an {@link SseEventTooLargeError} behind what came before such an event; the stream is of no use then. */
  feed(bytes: Uint8Array): void {
    const text = this.#decoder.decode(bytes, { stream: true });
    let start = 0;
    if (this.#endedInCr && text !== '') {
      if (text.charCodeAt(0) === 10) start = 1;
      this.#endedInCr = false;
    }
    let cr = text.indexOf('\r', start);
    let lf = text.indexOf('\n', start);
    while (cr >= 0 || lf >= 0) {
      const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf;
      if (this.#unfinishedLength === 0) this.#line(text, start, end);
      else this.#finish(text.slice(start, end));
      start = end + 1;
      if (end === cr) {
        if (start === text.length) this.#endedInCr = true;
        else if (lf === start) start++;
        cr = text.indexOf('\r', start);
      }
      if (lf >= 0 && lf < start) lf = text.indexOf('\n', start);
    }
    if (start < text.length) {
      this.#unfinished.push(text.slice(start));
      this.#unfinishedLength += text.length - start;
      this.#bound(this.#unfinishedLength);
    }
  }

  #finish(rest: string): void {
    const line = this.#unfinished.join('') + rest;
    this.#unfinished = [];
    this.#unfinishedLength = 0;
    this.#line(line, 0, line.length);
  }

  #line(text: string, start: number, end: number): void {
    if (start === end) {
      this.#dispatch();
      return;
    }
    if ((this.#blockLength += end - start) > this.#maxEventLength) this.#bound(end - start);
    // The commonest fields are known without a copy of their names; up to three characters at once are compared without a call.
    if (text.startsWith('dat', start) && text.startsWith('a:', start + 3)) this.#addData(valueOf(text, start + 4, end));
    else if (text.startsWith('id:', start)) this.#setId(valueOf(text, start + 2, end));
    else if (text.startsWith('eve', start) && text.startsWith('nt:', start + 3)) this.#type = valueOf(text, start + 5, end);
    else {
      let colon = text.indexOf(':', start);
      if (colon < 0 || colon > end) colon = end;
      this.#field(text.slice(start, colon), valueOf(text, colon, end));
    }
  }

  #field(name: string, value: string): void {
    switch (name) {
      case 'event':
        this.#type = value;
        break;
      case 'id':
        this.#setId(value);
        break;
      case 'data':
        this.#addData(value);
        break;
      case 'retry':
        if (/^[0-9]+$/.test(value)) this.#onFrame({ kind: 'retry', delay: Math.min(Number(value), longestTimer) });
        break;
      case '':
        this.#onFrame({ kind: 'comment', text: value });
        break;
    }
  }

  #addData(value: string): void {
    if (this.#data === undefined) this.#data = value;
    else this.#data += `\n${value}`;
  }

  #setId(value: string): void {
    if (!value.includes('\0')) this.#id = value;
  }

  #dispatch(): void {
    const moved = this.#id !== undefined;
    if (this.#id !== undefined) this.#lastEventId = this.#id;
    if (this.#data !== undefined) this.#onFrame({ kind: 'event', type: this.#type || 'message', data: this.#data, id: this.#lastEventId });
    else if (moved) this.#onFrame({ kind: 'position', id: this.#lastEventId });
    this.#data = this.#id = undefined;
    this.#type = '';
    this.#blockLength = 0;
  }

  #bound(line: number): void {
    if (line + (this.#data?.length ?? 0) + this.#type.length + (this.#id?.length ?? 0) <= this.#maxEventLength) return;
    throw new SseEventTooLargeError(this.#maxEventLength);
  }
}

/** The longest time that a timer holds, in milliseconds. */
export const longestTimer = 2 ** 31 - 1;

/** What follows the colon, without its one space; nothing where there is no colon. */
function valueOf(text: string, colon: number, end: number): string {
  const start = text.charCodeAt(colon + 1) === 32 && colon + 1 < end ? colon + 2 : colon + 1;
  return start < end ? text.slice(start, end) : '';
}
