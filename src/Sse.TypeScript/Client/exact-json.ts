/**
 * Where JSON has numbers that a JavaScript number can't hold. `integer`: a 64-bit or longer integer, read as bigint.
 * `decimal`: read as its text. A function is for shapes that contain themselves.
 */
export type SseShape =
  | 'integer'
  | 'decimal'
  | { readonly members: Readonly<Record<string, SseShape>> }
  | { readonly items: SseShape }
  | { readonly values: SseShape }
  | { readonly tag: string; readonly cases: Readonly<Record<string, SseShape>> }
  | (() => SseShape);

/** Reads JSON as `JSON.parse` does, but for the numbers that the shape names: they lose no digit. */
export function parseExactly(json: string, shape: SseShape): unknown {
  const reader = new ExactReader(json);
  const value = reader.value(shape);
  reader.end();
  return value;
}

const token = /[ \t\r\n]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d[\d.eE+-]*)|(true|false|null)|([[\]{},:]))/y;

class ExactReader {
  readonly #json: string;
  #at = 0;

  constructor(json: string) {
    this.#json = json;
  }

  value(shape: SseShape | undefined): unknown {
    const resolved = typeof shape === 'function' ? shape() : shape;
    if (typeof resolved === 'function') return this.value(resolved);
    const word = this.#next();
    if (word === '{') return this.#object(resolved);
    if (word === '[') return this.#array(isObject(resolved) && 'items' in resolved ? resolved.items : undefined);
    if (/^[-\d]/.test(word)) return numberOf(word, resolved);
    return JSON.parse(word) as unknown;
  }

  end(): void {
    if (this.#json.slice(this.#at).trim() !== '') throw this.#error();
  }

  #object(shape: SseShape | undefined): object {
    const value: Record<string, unknown> = {};
    let members = shape;
    if (this.#skip('}')) return value;
    do {
      const name: unknown = JSON.parse(this.#next());
      if (typeof name !== 'string' || !this.#skip(':')) throw this.#error();
      const member = this.value(isObject(members) ? shapeOf(members, name) : undefined);
      // As JSON.parse has it: a member of this name is one like others.
      if (name === '__proto__') Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
      else value[name] = member;
      if (isObject(members) && 'tag' in members && members.tag === name) members = caseOf(members.cases, member);
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#error();
    return value;
  }

  #array(items: SseShape | undefined): unknown[] {
    const value: unknown[] = [];
    if (this.#skip(']')) return value;
    do value.push(this.value(items));
    while (this.#skip(','));
    if (!this.#skip(']')) throw this.#error();
    return value;
  }

  #next(): string {
    token.lastIndex = this.#at;
    const match = token.exec(this.#json);
    const word = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
    if (word === undefined) throw this.#error();
    this.#at = token.lastIndex;
    return word;
  }

  #skip(word: string): boolean {
    const before = this.#at;
    if (this.#next() === word) return true;
    this.#at = before;
    return false;
  }

  #error(): SyntaxError {
    return new SyntaxError(`Unexpected JSON at position ${this.#at}`);
  }
}

function isObject(shape: SseShape | undefined): shape is Exclude<SseShape, string | (() => SseShape)> {
  return typeof shape === 'object';
}

function shapeOf(shape: Exclude<SseShape, string | (() => SseShape)>, name: string): SseShape | undefined {
  if ('values' in shape) return shape.values;
  return 'members' in shape && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

function caseOf(cases: Readonly<Record<string, SseShape>>, tag: unknown): SseShape | undefined {
  const found = Object.hasOwn(cases, String(tag)) ? cases[String(tag)] : undefined;
  return typeof found === 'function' ? found() : found;
}

function numberOf(word: string, shape: SseShape | undefined): unknown {
  const value = JSON.parse(word) as number;
  if (shape === 'decimal') return word;
  return shape === 'integer' && /^-?\d+$/.test(word) ? BigInt(word) : value;
}
