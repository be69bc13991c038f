import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { heartbeatOf, isEventStream, SseBackoff, SseEventTooLargeError, SseParser, withTopics, type SseFrame } from './plain/sse.js';

interface Cases {
  readonly streams: readonly { readonly rule: string; readonly bytes: string; readonly frames: readonly SseFrame[] }[];
  readonly limits: readonly { readonly stream: string; readonly limit: number; readonly accepted: boolean }[];
  readonly heartbeats: readonly { readonly comment: string; readonly milliseconds: number | null }[];
  readonly addresses: readonly { readonly address: string; readonly topics: readonly string[]; readonly expected: string }[];
  readonly impossibleAddresses: readonly { readonly address: string; readonly topics: readonly string[]; readonly said: string }[];
  readonly streamTypes: readonly string[];
  readonly waits: readonly { readonly first: number; readonly retry: number | null; readonly random: number; readonly waits: readonly number[] }[];
}

const cases = JSON.parse(readFileSync(new URL('../cases.json', import.meta.url), 'utf8')) as Cases;

function parse(...pieces: readonly Uint8Array[]): SseFrame[] {
  const frames: SseFrame[] = [];
  const parser = new SseParser(frame => frames.push(frame));
  for (const piece of pieces) parser.feed(piece);
  return frames;
}

for (const { rule, bytes, frames } of cases.streams) {
  test(`A stream, however it is cut: ${rule}`, () => {
    const stream = new Uint8Array(Buffer.from(bytes, 'base64'));
    assert.deepEqual(parse(stream), frames);
    assert.deepEqual(parse(...Array.from(stream, byte => Uint8Array.of(byte))), frames, 'byte by byte');
    for (let cut = 0; cut <= stream.length; cut++) assert.deepEqual(parse(stream.subarray(0, cut), stream.subarray(cut)), frames, `cut at ${cut}`);
  });
}

test('An event is accepted up to the limit, and not a character more', () => {
  for (const { stream, limit, accepted } of cases.limits) {
    const bytes = new TextEncoder().encode(`data: a\n\n${stream}`);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const frames: SseFrame[] = [];
      const parser = new SseParser(frame => frames.push(frame), '', limit);
      const feed = (): void => [bytes.subarray(0, cut), bytes.subarray(cut)].forEach(piece => parser.feed(piece));
      if (accepted) feed();
      else assert.throws(feed, SseEventTooLargeError, `${stream} of ${limit}, cut at ${cut}`);
      assert.deepEqual(frames[0], { kind: 'event', type: 'message', data: 'a', id: '' }, 'what came before was handed on');
    }
  }
});

test('An event is dispatched as soon as its blank line is known', () => {
  for (const block of ['data: x\r\r', 'data: x\n\r', 'data: x\r\n\r', 'data: x\n\n']) {
    const bytes = new TextEncoder().encode(block);
    assert.equal(parse(bytes).length, 1, JSON.stringify(block));
    assert.equal(parse(bytes.subarray(0, -1)).length, 0, JSON.stringify(block));
  }
});

test('Events keep the id of an earlier connection until the stream sets another', () => {
  const frames: SseFrame[] = [];
  new SseParser(frame => frames.push(frame), '5').feed(new TextEncoder().encode('data: x\n\nid: 6\ndata: y\n\n'));
  assert.deepEqual(frames.map(frame => (frame.kind === 'event' ? frame.id : '')), ['5', '6']);
});

test('A large event in small pieces takes time by its length, not by its square', () => {
  const piece = new TextEncoder().encode('x'.repeat(100));
  const frames: SseFrame[] = [];
  const parser = new SseParser(frame => frames.push(frame));
  parser.feed(new TextEncoder().encode('data: '));
  for (let i = 0; i < 80_000; i++) parser.feed(piece);
  parser.feed(new TextEncoder().encode('\n\n'));
  assert.equal(frames[0]?.kind === 'event' ? frames[0].data.length : 0, 8_000_000);
});

test('The first comment tells the interval of heartbeats', () => {
  for (const { comment, milliseconds } of cases.heartbeats) assert.equal(heartbeatOf(comment) ?? null, milliseconds, comment);
});

test('Topics go into their place or the query', () => {
  for (const { address, topics, expected } of cases.addresses) assert.equal(withTopics(address, topics), expected, address);
  for (const { address, topics, said } of cases.impossibleAddresses) assert.throws(() => withTopics(address, topics), (error: Error) => error.message.includes(said), address);
});

test('The type of an event stream is known whatever its case and parameters', () => {
  for (const type of cases.streamTypes) assert.ok(isEventStream(type), type);
  for (const type of ['text/plain', 'text/event-streams', 'text/event-stream, text/plain', 'text/event-stream x', 'text/plain; a="x, text/event-stream"', '', null]) assert.ok(!isEventStream(type), String(type));
});

test('Waits are as long as failures and the server say', () => {
  for (const { first, retry, random, waits } of cases.waits) {
    const backoff = new SseBackoff({ reconnectDelay: first * 1_000, maxReconnectDelay: 30_000 }, () => random);
    if (retry !== null) backoff.setRetry(retry * 1_000);
    assert.deepEqual(waits.map(() => backoff.next() / 1_000), waits);
  }
});

test('A good end is no failure and waits about as long as the server says', () => {
  const backoff = new SseBackoff({}, () => 1);
  backoff.next();
  assert.equal(backoff.nextAfterGoodEnd(), 1_000);
  assert.equal(backoff.failures, 0);
  backoff.setRetry(100_000);
  for (let i = 0; i < 10; i++) assert.equal(Math.round(backoff.nextAfterGoodEnd()), 110_000);
  backoff.setRetry(2 ** 31 - 1);
  assert.equal(backoff.nextAfterGoodEnd(), 2 ** 31 - 1);
});
