import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarketHub } from './plain/market-hub.js';
import { newestOf, SseUnreadableEventError, stateOf, type SseState } from './plain/sse.js';
import { Collector, RawServer, soon, TestOptions, textHub, until } from './support.js';

const price = (symbol: string): string => `event: price\ndata: {"symbol":"${symbol}","price":1.5,"volume":2,"side":"Buy","at":"2026-01-01T00:00:00Z"}\n\n`;

test('Yields declared events with topic, position and whether they are of a snapshot', async () => {
  using server = await RawServer.start();
  const hub = new MarketHub(server.address, { topics: ['ACME', 'x/y'], lastEventId: 'snapshot', maxFrequency: 2.5 });
  const reader = new Collector(hub);
  const connection = await server.acceptStream();
  assert.deepEqual(connection.query.getAll('topic'), ['ACME', 'x/y']);
  assert.equal(connection.query.get('maxFrequency'), '2.5');
  assert.equal(connection.lastEventId, 'snapshot');
  const ids = ['k3f9-7/ACME', 'k3f9-s41.17/x%2Fy', 'k3f9-s41_q7d2m0x4.17_a8c3d1/ACME', 'k3f9-x9vTQ2nXe7aRj4sBd6oKy1A.3ZrQ8mYw0cV5tLk1uHb9Pg/ACME', 'k3f9-x3ZrQ8mYw0cV5tLk1uHb9Pg', '42'];
  for (const id of ids) connection.send(`id: ${id}\n${price('ACME')}`);
  const events = [];
  for (const id of ids) {
    const event = await reader.next();
    assert.equal(event.id, id);
    assert.ok(event.type === 'price' && event.data.symbol === 'ACME' && event.data.price === 1.5);
    events.push([event.topic, event.position, event.snapshot]);
  }
  assert.deepEqual(events, [
    ['ACME', 'k3f9-7', false],
    ['x/y', 'k3f9-s41.17', true],
    ['ACME', 'k3f9-s41_q7d2m0x4.17_a8c3d1', true],
    ['ACME', 'k3f9-x9vTQ2nXe7aRj4sBd6oKy1A.3ZrQ8mYw0cV5tLk1uHb9Pg', true],
    [undefined, 'k3f9-x3ZrQ8mYw0cV5tLk1uHb9Pg', false],
    [undefined, '42', false],
  ]);
  hub.close();
});

test('Gaps and the end of a snapshot are told, whatever of them can be read', async () => {
  using server = await RawServer.start();
  const hub = new MarketHub(server.address);
  const reader = new Collector(hub);
  const connection = await server.acceptStream();
  connection.send('id: e-9\nevent: sse-gap\ndata: {"reason":"Evicted","requested":"e-1","oldest":"e-8","resumed":"e-9"}\n\n');
  connection.send('id: e-9\nevent: sse-gap\ndata: {"rea\n\nid: e-10\nevent: sse-live\ndata: {"count":3,"position":"e-10","complete":true}\n\nid: e-s9.1\nevent: sse-live\ndata: ?\n\n');
  const gap = await reader.next();
  assert.ok(gap.type === 'sse-gap' && gap.data.reason === 'Evicted' && gap.data.oldest === 'e-8');
  const unread = await reader.next();
  assert.deepEqual(unread.data, { reason: 'Malformed', requested: null, oldest: '', resumed: 'e-9' });
  assert.deepEqual((await reader.next()).data, { count: 3, position: 'e-10', complete: true });
  const live = await reader.next();
  assert.deepEqual([live.data, live.snapshot], [{ count: 0, position: 'e-s9.1', complete: false }, false]);
  hub.close();
});

test('Passes over what is not declared, and throws or skips what is no JSON', async () => {
  for (const malformedData of ['throw', 'skip'] as const) {
    using server = await RawServer.start();
    const hub = new MarketHub(server.address, { malformedData });
    const reader = new Collector(hub);
    (await server.acceptStream()).send(`event: later\ndata: ?\n\ndata: message\n\nid: 1\nevent: halted\ndata: {"sym\n\nid: 2\n${price('B')}`);
    if (malformedData === 'throw') {
      await assert.rejects(soon(reader.ended), (error: unknown) => error instanceof SseUnreadableEventError && error.type === 'halted' && error.lastEventId === '1');
      const again = new Collector(hub.read('1'));
      assert.equal((await server.acceptStream()).lastEventId, '1');
      hub.close();
      await soon(again.ended);
    } else {
      assert.equal((await reader.next()).id, '2');
      hub.close();
    }
  }
});

test('Listeners share one connection, open while one of them is there, and go on where it stopped', async () => {
  using server = await RawServer.start();
  const hub = new MarketHub(server.address);
  const seen: string[] = [];
  const states: SseState[] = [];
  hub.on('sse-state', state => states.push(state));
  assert.equal(hub.state, 'idle');
  const leave = [hub.on('price', event => seen.push(`one ${event.data.symbol}`)), hub.on('price', event => seen.push(`two ${event.data.symbol}`)), hub.on('sse-gap', event => seen.push(event.data.reason))];
  const first = await server.acceptStream();
  first.send(`id: e-1\n${price('A')}id: e-2\nevent: sse-gap\ndata: {"reason":"Ahead"}\n\n`);
  await until(() => seen.length === 3, 'all have heard');
  assert.deepEqual(seen, ['one A', 'two A', 'Ahead']);
  assert.ok(!server.hasPending);

  // A component that is taken away and put back at once.
  leave[0]?.();
  leave[1]?.();
  leave[2]?.();
  const leaveAgain = hub.on('price', event => seen.push(`three ${event.data.symbol}`));
  first.send(`id: e-3\n${price('B')}`);
  await until(() => seen.at(-1) === 'three B', 'it hears');

  leaveAgain();
  await until(() => first.closed, 'nobody is left, so the connection is closed');
  const last = hub.on('price', event => seen.push(`four ${event.data.symbol}`));
  const second = await server.acceptStream();
  assert.equal(second.lastEventId, 'e-3');
  second.send(`id: e-4\n${price('C')}`);
  await until(() => seen.at(-1) === 'four C', 'it hears');
  last();
  await until(() => hub.state === 'closed', 'it is closed');
  assert.deepEqual(states, ['connecting', 'open', 'closed', 'connecting', 'open', 'closed']);
});

test('Errors are told, and what one event has wrong does not end the others', async () => {
  using server = await RawServer.start();
  const hub = new MarketHub(server.address);
  const [errors, seen]: [unknown[], string[]] = [[], []];
  hub.on('sse-error', error => errors.push(error));
  hub.on('price', event => seen.push(event.data.symbol));
  const connection = await server.acceptStream();
  connection.send(`event: price\ndata: ?\n\n${price('A')}`);
  await until(() => seen.length === 1 && errors.length === 1, 'both are told');
  connection.close();
  await server.answer('403 Forbidden');
  await until(() => errors.length === 2, 'the end is told');
  assert.ok(errors[0] instanceof SseUnreadableEventError);
  assert.equal(hub.state, 'closed');
});

test('Many readings go on at once, and closing ends them all', async () => {
  using server = await RawServer.start();
  const hub = textHub(server.address, new TestOptions().options);
  const readers = [new Collector(hub), new Collector(hub), new Collector(hub.read('5'))];
  const ids = [];
  for (const reader of readers) {
    const connection = await server.acceptStream();
    ids.push(connection.lastEventId);
    connection.send('data: 1\n\n');
    void reader;
  }
  assert.deepEqual(ids.sort(), ['5', null, null].sort());
  for (const reader of readers) assert.equal((await reader.next()).data, 1);
  hub.close();
  for (const reader of readers) await soon(reader.ended);
});

test('The newest event and the state are values to subscribe to', async () => {
  using server = await RawServer.start();
  const hub = new MarketHub(server.address);
  const [newest, state] = [newestOf(hub, 'price'), stateOf(hub)];
  let changes = 0;
  const ends = [newest.subscribe(() => changes++), state.subscribe(() => changes++)];
  assert.equal(newest.get(), undefined);
  (await server.acceptStream()).send(price('A'));
  await until(() => newest.get()?.data.symbol === 'A' && state.get() === 'open', 'both have changed');
  assert.ok(changes >= 2);
  ends.forEach(end => end());
  await until(() => state.get() === 'closed', 'nobody is left');
});

test('A place without a topic and topics without a place are refused at once', () => {
  assert.throws(() => new MarketHub('http://x/{topic}', { topics: ['A', 'B'] }), TypeError);
  assert.throws(() => new MarketHub('http://x/{symbol}', { topics: ['A'] }), TypeError);
  assert.throws(() => new MarketHub('http://x/', { transport: 'event-source', headers: {} }), TypeError);
  assert.throws(() => new MarketHub('http://x/', { transport: 'event-source', method: 'POST' }), TypeError);
});
