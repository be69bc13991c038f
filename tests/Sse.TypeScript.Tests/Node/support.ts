import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SseHub, type SseClock, type SseEvent, type SseOptions, type SseRetrying } from './plain/sse.js';

/** Waits for what is about to be so, and fails when it isn't within ten seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`It is not so that ${what}.`);
    await new Promise(setImmediate);
  }
}

/** A promise that fails when it isn't settled within ten seconds. */
export async function soon<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('It took too long.')), 10_000)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Time that passes when a test says so. */
export class FakeClock implements SseClock {
  #now = 0;
  readonly #timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  get armed(): number {
    return this.#timers.size;
  }

  setTimeout(callback: () => void, delay: number): unknown {
    const timer = { due: this.#now + delay, callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as never);
  }

  advance(time: number): void {
    this.#now += time;
    for (const timer of [...this.#timers].filter(timer => timer.due <= this.#now)) {
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

/** One connection: the request it brought, and what the test sends back. */
export class RawConnection {
  readonly #socket: Socket;
  #text = '';
  closed = false;
  line = '';
  headers: Record<string, string> = {};
  body = '';

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => (this.closed = true));
    socket.on('close', () => (this.closed = true));
    socket.on('end', () => (this.closed = true));
    socket.on('data', data => (this.#text += data.toString('utf8')));
  }

  /** What the client goes on from; null where it names nothing. */
  get lastEventId(): string | null {
    return this.query.get('lastEventId');
  }

  get query(): URLSearchParams {
    return new URL(this.line.split(' ')[1] ?? '', 'http://x').searchParams;
  }

  async readRequest(): Promise<void> {
    await until(() => this.#text.includes('\r\n\r\n') || this.closed, 'a request has come');
    const [head = '', ...rest] = this.#text.split('\r\n\r\n');
    const [line = '', ...headers] = head.split('\r\n');
    this.line = line;
    this.headers = Object.fromEntries(headers.map(header => [header.split(':')[0]?.toLowerCase(), header.slice(header.indexOf(':') + 1).trim()]));
    const length = Number(this.headers['content-length'] ?? 0);
    await until(() => Buffer.byteLength(this.#text.slice(head.length + 4)) >= length, 'the body has come');
    this.body = rest.join('\r\n\r\n');
  }

  open(headers = ''): void {
    this.send(`HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n${headers}Connection: close\r\n\r\n`);
  }

  send(data: string | Uint8Array): void {
    this.#socket.write(data);
  }

  /** How many bytes nobody has taken. */
  get unsent(): number {
    return this.#socket.writableLength;
  }

  close(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }
}

/** Of an answer that isn't over when its connection breaks: without a length, fetch takes any end for a good one. */
export const withLength = 'Content-Length: 1000000\r\n';

/** A server of nothing but sockets: the test says every byte, and every way to misbehave. */
export class RawServer {
  readonly #server: Server;
  readonly #waiting: RawConnection[] = [];
  readonly #all: RawConnection[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', socket => {
      const connection = new RawConnection(socket);
      this.#waiting.push(connection);
      this.#all.push(connection);
    });
  }

  static async start(): Promise<RawServer> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new RawServer(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`;
  }

  get hasPending(): boolean {
    return this.#waiting.length > 0;
  }

  /** The next connection, with its request read to the end. */
  async accept(): Promise<RawConnection> {
    await until(() => this.#waiting.length > 0, 'a connection has come');
    const connection = this.#waiting.shift() as RawConnection;
    await connection.readRequest();
    return connection;
  }

  /** The next connection, answered with an open event stream. */
  async acceptStream(headers?: string): Promise<RawConnection> {
    const connection = await this.accept();
    connection.open(headers);
    return connection;
  }

  /** Answers the next request and closes. */
  async answer(head: string, body = ''): Promise<RawConnection> {
    const connection = await this.accept();
    connection.send(`HTTP/1.1 ${head}\r\nConnection: close\r\n\r\n${body}`);
    connection.close();
    return connection;
  }

  stop(): void {
    this.#server.close();
  }

  [Symbol.dispose](): void {
    this.stop();
    for (const connection of this.#all) connection.reset();
  }
}

/** Options under a clock that stands still, with the jitter at its most: what is waited is exactly the ceiling. */
export class TestOptions {
  readonly clock = new FakeClock();
  readonly retries: SseRetrying[] = [];
  readonly options: SseOptions;

  constructor(options: SseOptions = {}) {
    this.options = {
      clock: this.clock,
      connectTimeout: Infinity,
      reconnectDelay: 0,
      random: () => 1,
      onRetrying: retrying => this.retries.push(retrying),
      ...options,
    };
  }

  /** Waits for the next reconnect to be announced and its wait to begin, and lets that time pass. */
  async passRetry(): Promise<SseRetrying> {
    await until(() => this.retries.length > 0, 'a reconnect is announced');
    const retry = this.retries.shift() as SseRetrying;
    await until(() => this.clock.armed > 0, 'the client waits');
    this.clock.advance(retry.delay);
    return retry;
  }
}

export type Text = SseEvent<'message' | 'greeting', unknown>;

/** A hub whose events are JSON of any kind. */
export function textHub(address: string, options?: SseOptions): SseHub<Text> {
  return new SseHub<Text>(address, ['message', 'greeting'], options);
}

/** Reads to the end in the background, and hands on what came, one by one. */
export class Collector<Item> {
  readonly #items: Item[] = [];
  readonly ended: Promise<void>;
  hasEnded = false;

  constructor(items: AsyncIterable<Item>) {
    this.ended = this.#run(items).finally(() => (this.hasEnded = true));
    this.ended.catch(() => undefined);
  }

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  async next(): Promise<Item> {
    await until(() => this.#items.length > 0 || this.hasEnded, 'something has come');
    if (this.#items.length === 0) {
      await this.ended;
      throw new Error('The reading has ended.');
    }
    return this.#items.shift() as Item;
  }

  async #run(items: AsyncIterable<Item>): Promise<void> {
    for await (const item of items) this.#items.push(item);
  }
}
