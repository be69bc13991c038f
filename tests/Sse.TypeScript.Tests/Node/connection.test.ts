import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SseConnectionLostError, SseEventTooLargeError, SseRefusedError, type SseState } from './plain/sse.js';
import { Collector, RawServer, soon, TestOptions, textHub, until, withLength } from './support.js';

test('Resumes after the last event whatever ended the connection', async () => {
  using server = await RawServer.start();
  const given = new TestOptions();
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);

  const first = await server.acceptStream();
  assert.equal(first.headers['accept'], 'text/event-stream');
  assert.equal(first.lastEventId, null);
  first.send('id: 1\ndata: "a"\n\nid: 2\ndata: "unfinished"\n');
  assert.equal((await reader.next()).data, 'a');
  first.close();
  assert.equal((await given.passRetry()).reason, 'end-of-stream');

  const second = await server.acceptStream(withLength);
  assert.equal(second.lastEventId, '1', "an unfinished event's id is discarded with it");
  second.send('id: 2\ndata: "b"\n\ndata: "c"\n\n');
  assert.equal((await reader.next()).data, 'b');
  assert.equal((await reader.next()).data, 'c');
  second.reset();
  assert.equal((await given.passRetry()).reason, 'connection-lost');

  const third = await server.acceptStream();
  assert.equal(third.lastEventId, '2', 'an event without an id keeps the one before');
  third.send('id: 3\n\n');
  await until(() => hub.lastEventId === '3', 'the id of a block without data is committed');
  third.close();
  await given.passRetry();

  const fourth = await server.acceptStream();
  assert.equal(fourth.lastEventId, '3');
  fourth.send(': a blank line commits nothing new\n\ndata: "d"\n\nid\ndata: "e"\n\n');
  assert.equal((await reader.next()).id, '3');
  assert.equal((await reader.next()).id, '');
  fourth.close();
  await given.passRetry();
  assert.equal((await server.accept()).lastEventId, null, 'the server has reset the id');
  hub.close();
  await soon(reader.ended);
});

test('Sends an id of any text back as it came, up to 4 KiB', async () => {
  for (const [id, sent] of [['中文/100%', true], ['é' + 'x'.repeat(4094), true], ['é' + 'x'.repeat(4095), false]] as const) {
    using server = await RawServer.start();
    const given = new TestOptions();
    const hub = textHub(server.address, given.options);
    const reader = new Collector(hub);
    const first = await server.acceptStream();
    first.send(`id: ${id}\ndata: 1\n\n`);
    assert.equal((await reader.next()).id, id);
    first.close();
    await given.passRetry();
    assert.equal((await server.accept()).lastEventId, sent ? id : null);
    hub.close();
  }
});

test('Backs off while connecting fails and starts over after a healthy connection', async () => {
  using server = await RawServer.start();
  const given = new TestOptions({ reconnectDelay: 1_000, maxReconnectDelay: 4_000, healthyAfter: 10_000 });
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  for (const delay of [1_000, 2_000, 4_000, 4_000]) {
    (await server.acceptStream()).close();
    assert.equal((await given.passRetry()).delay, delay);
  }
  for (const [open, delay] of [[9_900, 4_000], [10_000, 1_000]] as const) {
    const connection = await server.acceptStream();
    await until(() => hub.state === 'open', 'the stream is open');
    given.clock.advance(open);
    connection.close();
    assert.equal((await given.passRetry()).delay, delay);
  }
  hub.close();
  await soon(reader.ended);
});

test('Asks again after about retry as often as the server ends a good stream', async () => {
  using server = await RawServer.start();
  const given = new TestOptions();
  const hub = textHub(server.address, given.options);
  void new Collector(hub);
  for (let i = 0; i < 4; i++) {
    const connection = await server.acceptStream();
    connection.send('retry: 3000\n\n');
    connection.close();
    const retry = await given.passRetry();
    assert.ok(Math.abs(retry.delay - 3_300) < 1e-6);
    assert.equal(retry.attempt, 0);
  }
  hub.close();
});

test('Keeps trying while nobody listens', async () => {
  const server = await RawServer.start();
  const { address } = server;
  server.stop();
  const given = new TestOptions({ reconnectDelay: 100 });
  const hub = textHub(address, given.options);
  const reader = new Collector(hub);
  for (let attempt = 1; attempt < 5; attempt++) {
    const retry = await given.passRetry();
    assert.equal(retry.reason, 'connect-failed');
    assert.equal(retry.attempt, attempt);
  }
  hub.close();
  await soon(reader.ended);
});

test('Restarts at once on request with nothing lost or doubled', async () => {
  using server = await RawServer.start();
  const given = new TestOptions();
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  const first = await server.acceptStream();
  first.send('id: 1\ndata: 1\n\n');
  assert.equal((await reader.next()).data, 1);
  hub.restart();
  assert.equal((await given.passRetry()).reason, 'restart');
  const second = await server.acceptStream();
  assert.equal(second.lastEventId, '1');
  await until(() => first.closed, 'the first connection is closed');
  second.send('id: 2\ndata: 2\n\n');
  assert.equal((await reader.next()).data, 2);
  hub.close();
});

test('Ends at the mark, without another request', async () => {
  for (const end of ['id: e1-7~end\n\n', 'id: e1-7~end\nretry: 500\n\ndata: 9\n\n']) {
    using server = await RawServer.start();
    const given = new TestOptions();
    const states: SseState[] = [];
    const hub = textHub(server.address, given.options);
    hub.on('sse-state', state => states.push(state));
    const reader = new Collector(hub);
    const connection = await server.acceptStream();
    connection.send(`id: e1-7\ndata: 1\n\n${end}`);
    assert.equal((await reader.next()).data, 1);
    await soon(reader.ended);
    assert.ok(reader.isEmpty);
    await until(() => connection.closed, 'the connection is closed');
    assert.equal(hub.lastEventId, 'e1-7~end');
    assert.deepEqual(states, ['connecting', 'open', 'closed']);
  }
});

test('Ends at an event that carries the mark, at an end mark and behind a last type', async () => {
  for (const [stream, events] of [['id: 7~end\ndata: 1\n\ndata: 2\n\n', 1], ['data: 1\n\ndata: [DONE]\n\ndata: 2\n\n', 1], ['event: greeting\ndata: 1\n\ndata: 2\n\n', 1]] as const) {
    using server = await RawServer.start();
    const hub = textHub(server.address, { endMarks: ['[DONE]'], lastEventTypes: ['greeting'] });
    const reader = new Collector(hub);
    (await server.acceptStream()).send(stream);
    for (let i = 0; i < events; i++) await reader.next();
    await soon(reader.ended);
    assert.ok(reader.isEmpty, stream);
  }
});

test('Takes nothing else for the end', async () => {
  for (const text of ['id: 7~end\ndata: unfinished\n', 'id: 7~END\n\n', 'id: ~end/7\n\n', 'event: ~end\ndata: ~end\n\n', ': ~end\n\n', 'id: 7~end\nid: 8\n\n']) {
    using server = await RawServer.start();
    const given = new TestOptions();
    const hub = textHub(server.address, given.options);
    void new Collector(hub);
    const connection = await server.acceptStream();
    connection.send(text);
    connection.close();
    await given.passRetry();
    await server.accept();
    hub.close();
  }
});

test('Goes on as the server says when it is opened after the end', async () => {
  using server = await RawServer.start();
  const hub = textHub(server.address, { lastEventId: '7~end' });
  const reader = new Collector(hub);
  const connection = await server.acceptStream();
  assert.equal(connection.lastEventId, '7~end');
  connection.send('data: 1\n\ndata: 2\n\nid: 8~end\n\n');
  assert.equal((await reader.next()).data, 1);
  assert.equal((await reader.next()).data, 2);
  await soon(reader.ended);
});

test('Stops without an error at 204, and for good at any other status or type', async () => {
  using server = await RawServer.start();
  const none = new Collector(textHub(server.address));
  await server.answer('204 No Content');
  await soon(none.ended);
  for (const head of ['201 Created', '400 Bad Request', '401 Unauthorized', '404 Not Found', '429 Too Many Requests', '500 Oh', '503 Later', '200 OK\r\nContent-Type: text/plain']) {
    const reader = new Collector(textHub(server.address));
    await server.answer(head, 'because');
    await assert.rejects(soon(reader.ended), (error: unknown) => error instanceof SseRefusedError && error.status === Number(head.split(' ')[0]) && error.body === 'because', head);
  }
  assert.ok(!server.hasPending);
});

test('Waits as a temporary status asks but never less than its own delay', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
  for (const [header, least, most] of [['Retry-After: 120', 120_000, 120_000], [`Retry-After: ${tomorrow}`, 86_000_000, 86_400_000], ['Retry-After: 1', 4_000, 4_000], ['Retry-After: soon', 4_000, 4_000], ['X: 1', 4_000, 4_000]] as const) {
    using server = await RawServer.start();
    const given = new TestOptions({ reconnectDelay: 4_000, temporaryStatuses: [503] });
    const hub = textHub(server.address, given.options);
    void new Collector(hub);
    await server.answer(`503 Later\r\n${header}`);
    const retry = await given.passRetry();
    assert.equal(retry.reason, 'temporary-status');
    assert.ok(retry.delay >= least && retry.delay <= most, `${header}: ${retry.delay}`);
    await server.accept();
    hub.close();
  }
});

test('Does not send a request again that may have started something', async () => {
  for (const options of [{ body: () => 'prompt' }, { method: 'POST' }, { reconnect: 'never' }, { reconnect: 'when-resumable' }] as const) {
    using server = await RawServer.start();
    const reader = new Collector(textHub(server.address, new TestOptions(options).options));
    const connection = await server.acceptStream(withLength);
    assert.equal(connection.line.split(' ')[0], 'body' in options || 'method' in options ? 'POST' : 'GET');
    assert.equal(connection.body, 'body' in options ? 'prompt' : '');
    connection.send('data: 1\n\n');
    await reader.next();
    connection.reset();
    await assert.rejects(soon(reader.ended), SseConnectionLostError);
    assert.ok(!server.hasPending);

    const again = new Collector(textHub(server.address, options));
    const whole = await server.acceptStream();
    whole.send('data: 1\n\n');
    whole.close();
    await again.next();
    await soon(again.ended);
  }
});

test('Sends it again with an id to go on from, body and fresh headers included', async () => {
  using server = await RawServer.start();
  let asked = 0;
  const given = new TestOptions({ body: () => `prompt ${++asked}`, headers: () => Promise.resolve({ authorization: `Bearer ${asked + 1}` }) });
  const hub = textHub(server.address, given.options);
  const reader = new Collector(hub);
  const first = await server.acceptStream(withLength);
  first.send('id: 1\ndata: 1\n\n');
  await reader.next();
  first.reset();
  await given.passRetry();
  const second = await server.accept();
  assert.deepEqual([second.body, second.lastEventId], ['prompt 2', '1']);
  assert.deepEqual([first.headers['authorization'], second.headers['authorization']], ['Bearer 2', 'Bearer 3']);
  hub.close();
});

test('What headers or a body throw ends the reading, unless it is said to pass', async () => {
  using server = await RawServer.start();
  const thrown = new Error('no token');
  const fails = (): never => {
    throw thrown;
  };
  for (const options of [{ headers: fails }, { body: fails }]) await assert.rejects(soon(new Collector(textHub(server.address, options)).ended), thrown);
  let asked = 0;
  const given = new TestOptions({ headers: () => (asked++ === 0 ? fails() : {}), isTransient: error => error === thrown });
  const hub = textHub(server.address, given.options);
  void new Collector(hub);
  assert.equal((await given.passRetry()).error, thrown);
  await server.accept();
  hub.close();
});

test('Tries again when there is no answer to speak of', async () => {
  for (const answer of ['', 'HTTP/1.1 200', 'no HTTP at all\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: half']) {
    using server = await RawServer.start();
    const given = new TestOptions();
    const hub = textHub(server.address, given.options);
    void new Collector(hub);
    const connection = await server.accept();
    connection.send(answer);
    connection.close();
    assert.equal((await given.passRetry()).reason, 'connect-failed', answer);
    await server.accept();
    hub.close();
  }
});

test('Ends with a clear error at an event beyond the limit, behind what came before it', async () => {
  using server = await RawServer.start();
  const reader = new Collector(textHub(server.address, { maxEventLength: 20 }));
  (await server.acceptStream()).send(`id: 1\ndata: 1\n\ndata: ${'x'.repeat(30)}\n\n`);
  assert.equal((await reader.next()).data, 1);
  await assert.rejects(soon(reader.ended), SseEventTooLargeError);
});

test('A signal ends an iteration with its reason, and leaving a loop closes the connection', async () => {
  using server = await RawServer.start();
  const abort = new AbortController();
  const reader = new Collector(textHub(server.address, { signal: abort.signal }));
  const connection = await server.acceptStream();
  const reason = new Error('enough');
  abort.abort(reason);
  await assert.rejects(soon(reader.ended), reason);
  await until(() => connection.closed, 'the connection is closed');

  const left = (async () => {
    for await (const event of textHub(server.address)) if (event.data === 1) break;
  })();
  const second = await server.acceptStream();
  second.send('data: 1\n\n');
  await soon(left);
  await until(() => second.closed, 'the connection is closed');
});

test('A stream that nobody reads waits with the server', async () => {
  using server = await RawServer.start();
  const hub = textHub(server.address);
  const events = hub.read();
  const first = events.next();
  const connection = await server.acceptStream();
  connection.send(`data: 1\n\n`);
  await soon(first);
  const piece = new TextEncoder().encode(`data: "${'x'.repeat(60_000)}"\n\n`);
  for (let i = 0; i < 1_000; i++) connection.send(piece);
  for (let i = 0; i < 1_000; i++) await new Promise(setImmediate);
  assert.ok(connection.unsent > 30_000_000, `${connection.unsent} bytes wait`);
  let read = 0;
  for await (const event of events) if (typeof event.data === 'string' && ++read === 1_000) break;
  assert.equal(read, 1_000);
});

test('Follows redirects', async () => {
  using server = await RawServer.start();
  const hub = textHub(server.address);
  const reader = new Collector(hub);
  await server.answer('307 Elsewhere\r\nLocation: /other');
  const connection = await server.acceptStream();
  assert.equal(connection.line, 'GET /other HTTP/1.1');
  connection.send('data: 1\n\n');
  await reader.next();
  hub.close();
});
