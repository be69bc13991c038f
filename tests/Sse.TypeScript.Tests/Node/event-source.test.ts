import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarketHub } from './plain/market-hub.js';
import { SseRefusedError, type SseEventSource, type SseOptions } from './plain/sse.js';
import { Collector, RawServer, soon, TestOptions, until } from './support.js';

type Listener = (event: { readonly data?: unknown; readonly lastEventId?: string }) => void;

/** An EventSource that does what a test says. */
class FakeEventSource implements SseEventSource {
  static opened: FakeEventSource[] = [];
  readonly #listeners = new Map<string, Listener[]>();
  readonly url: string;
  readonly init: { withCredentials?: boolean } | undefined;
  readyState = 0;

  constructor(url: string, init?: { withCredentials?: boolean }) {
    this.url = url;
    this.init = init;
    FakeEventSource.opened.push(this);
  }

  get query(): URLSearchParams {
    return new URL(this.url).searchParams;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.readyState = 2;
  }

  open(): void {
    this.readyState = 1;
    this.fire('open', {});
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.fire('error', {});
  }

  fire(type: string, event: { readonly data?: unknown; readonly lastEventId?: string }): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

async function opened(index: number): Promise<FakeEventSource> {
  await until(() => FakeEventSource.opened.length > index, 'an EventSource is opened');
  return FakeEventSource.opened[index] as FakeEventSource;
}

function start(address: string, more: SseOptions = {}): { readonly hub: MarketHub; readonly reader: Collector<{ readonly type: string; readonly id: string; readonly topic?: string }>; readonly given: TestOptions } {
  FakeEventSource.opened = [];
  const given = new TestOptions({ transport: 'event-source', eventSource: FakeEventSource, ...more });
  const hub = new MarketHub(address, given.options);
  return { hub, reader: new Collector(hub), given };
}

const halted = (id: string): { readonly data: string; readonly lastEventId: string } => ({ data: '{"symbol":"A"}', lastEventId: id });

test('Reads what an EventSource hands on, and leaves its reconnects to it', async () => {
  const { hub, reader, given } = start('http://x/market', { topics: ['A'], lastEventId: 'e-1', withCredentials: true });
  const source = await opened(0);
  assert.deepEqual([source.query.get('topic'), source.query.get('lastEventId'), source.init?.withCredentials], ['A', 'e-1', true]);
  source.open();
  await until(() => hub.state === 'open', 'it is open');
  source.fire('halted', halted('e-2/A'));
  const event = await reader.next();
  assert.deepEqual([event.type, event.id, event.topic], ['halted', 'e-2/A', 'A']);
  source.fail(0);
  await until(() => hub.state === 'waiting', 'it waits');
  source.open();
  source.fire('sse-gap', { data: '{"reason":"Evicted"}', lastEventId: 'e-9' });
  source.fire('halted', halted('e-10'));
  assert.equal((await reader.next()).type, 'sse-gap');
  assert.equal((await reader.next()).id, 'e-10');
  assert.equal(given.retries.length, 0);
  assert.equal(FakeEventSource.opened.length, 1);
  hub.close();
  await soon(reader.ended);
  assert.equal(source.readyState, 2);
});

test('Where it gives up, fetch asks why: completed', async () => {
  using server = await RawServer.start();
  const { reader, given } = start(server.address);
  const source = await opened(0);
  source.open();
  source.fire('halted', halted('e-2'));
  await reader.next();
  source.fail(2);
  assert.equal((await given.passRetry()).reason, 'event-source-closed');
  const asking = await server.acceptStream();
  assert.equal(asking.lastEventId, 'e-2');
  asking.send('id: e-2~end\n\n');
  await soon(reader.ended);
  assert.ok(reader.isEmpty);
});

test('Where it gives up, fetch asks why: refused, or nothing that lasts', async () => {
  using server = await RawServer.start();
  const refused = start(server.address);
  (await opened(0)).fail(2);
  await refused.given.passRetry();
  await server.answer('403 Forbidden');
  await assert.rejects(soon(refused.reader.ended), SseRefusedError);

  const passing = start(server.address);
  (await opened(0)).fail(2);
  await passing.given.passRetry();
  const connection = await server.acceptStream();
  connection.send('id: e-5\nevent: halted\ndata: {"symbol":"A"}\n\n');
  assert.equal((await passing.reader.next()).id, 'e-5');
  connection.close();
  assert.equal((await passing.given.passRetry()).reason, 'end-of-stream');
  assert.equal((await opened(1)).query.get('lastEventId'), 'e-5', 'the next is an EventSource again');
  passing.hub.close();
});

test('A ticket is asked for before each opening, with the headers', async () => {
  using server = await RawServer.start();
  for (const transport of ['event-source', 'fetch'] as const) {
    const { hub, reader, given } = start(server.address, { transport, ticket: true, headers: { authorization: 'Bearer alice' }, topics: ['A'], temporaryStatuses: [503] });
    await server.answer('503 Later');
    assert.equal((await given.passRetry()).reason, 'temporary-status');
    const asking = await server.answer('200 OK\r\nContent-Type: application/json', '{"ticket":"one-time","expires":30}');
    assert.ok(asking.line.startsWith('POST /events?topic=A '));
    assert.equal(asking.headers['authorization'], 'Bearer alice');
    if (transport === 'fetch') assert.equal((await server.acceptStream()).query.get('ticket'), 'one-time');
    else assert.equal((await opened(0)).query.get('ticket'), 'one-time');
    hub.close();
    await soon(reader.ended);
  }
  const refused = start(server.address, { ticket: true });
  await server.answer('401 Unauthorized');
  await assert.rejects(soon(refused.reader.ended), SseRefusedError);
  const own = start(server.address, { transport: 'fetch', ticket: () => Promise.resolve('own') });
  assert.equal((await server.acceptStream()).query.get('ticket'), 'own');
  own.hub.close();
});

test('Where there is no EventSource, that is said', async () => {
  await assert.rejects(soon(new Collector(new MarketHub('http://x/', { transport: 'event-source' })).ended), TypeError);
});
