import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Collector, RawServer, TestOptions, textHub, until } from './support.js';

async function silence(given: TestOptions, time: number): Promise<void> {
  await until(() => given.clock.armed === 1, 'the watchdog is armed');
  given.clock.advance(time);
}

test('Drops a stream that is silent for three of the intervals its first comment told', async () => {
  using server = await RawServer.start();
  const given = new TestOptions();
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  const first = await server.acceptStream();
  first.send(': heartbeat=15000\n\nid: 1\ndata: 1\n\n');
  await reader.next();
  await silence(given, 44_999);
  assert.equal(given.retries.length, 0);
  given.clock.advance(1);
  assert.equal((await given.passRetry()).reason, 'silence');
  await until(() => first.closed, 'the connection is closed');
  assert.equal((await server.accept()).lastEventId, '1');
  hub.close();
});

test('Any byte resets it, also one that ends nothing', async () => {
  using server = await RawServer.start();
  const given = new TestOptions({ readTimeout: 10_000 });
  let fed: ReadableStreamDefaultController<Uint8Array> | undefined;
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({ start: controller => void (fed = controller), pull: () => void pulls++ }, { highWaterMark: 0 });
  const hub = textHub(server.address, { ...given.options, fetch: () => Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })) });
  const reader = new Collector(hub);
  let seen = 0;
  for (const byte of new TextEncoder().encode('data: "slow"\n\n')) {
    await until(() => pulls > seen, 'a read has begun');
    seen = pulls;
    given.clock.advance(9_000);
    fed?.enqueue(Uint8Array.of(byte));
  }
  assert.equal((await reader.next()).data, 'slow');
  await until(() => pulls > seen, 'a read has begun');
  given.clock.advance(9_000);
  assert.equal(given.retries.length, 0);
  given.clock.advance(1_000);
  await until(() => given.retries[0]?.reason === 'silence', 'silence is told');
  hub.close();
});

test('What is configured goes before what the server told', async () => {
  using server = await RawServer.start();
  const given = new TestOptions({ readTimeout: 100_000 });
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  (await server.acceptStream()).send(': heartbeat=15000\n\ndata: 1\n\n');
  await reader.next();
  await silence(given, 99_000);
  assert.equal(given.retries.length, 0);
  given.clock.advance(1_000);
  assert.equal((await given.passRetry()).reason, 'silence');
  hub.close();
});

test('Waits forever when the first comment tells nothing or the options say so', async () => {
  for (const [stream, readTimeout] of [['data: 1\n\n'], ['data: 1\n\n: heartbeat=15000\n\n'], [': hello\n: heartbeat=15000\n\ndata: 1\n\n'], [': heartbeat=15000\n\ndata: 1\n\n', Infinity]] as const) {
    using server = await RawServer.start();
    const given = new TestOptions(readTimeout === undefined ? {} : { readTimeout });
    const hub = textHub(server.address, given.options);
    const reader = new Collector(hub);
    const connection = await server.acceptStream();
    connection.send(stream);
    await reader.next();
    given.clock.advance(86_400_000);
    connection.send('data: 2\n\n');
    assert.equal((await reader.next()).data, 2);
    assert.equal(given.clock.armed, 0);
    hub.close();
  }
});

test('Does not count the time in which nobody reads', async () => {
  using server = await RawServer.start();
  const given = new TestOptions({ readTimeout: 10_000 });
  const events = textHub(server.address, given.options).read();
  const first = events.next();
  const connection = await server.acceptStream();
  connection.send('data: 1\n\n');
  await first;
  given.clock.advance(3_600_000);
  connection.send('data: 2\n\n');
  const second = await events.next();
  assert.equal(second.done ? undefined : second.value.data, 2);
  assert.equal(given.retries.length, 0);
  await events.return();
});

test('Gives up waiting for an answer after the connect timeout', async () => {
  using server = await RawServer.start();
  const given = new TestOptions({ connectTimeout: 20_000 });
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  await server.accept();
  await silence(given, 20_000);
  assert.equal((await given.passRetry()).reason, 'connect-timeout');
  (await server.acceptStream()).send('data: 1\n\n');
  assert.equal((await reader.next()).data, 1);
  hub.close();
});
