import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Everything } from './exact/everything.js';
import { parseExactly } from './exact/sse.js';
import { Everything as Plain } from './plain/everything.js';
import { Collector, RawServer } from './support.js';

const json = `{"tiny":7,"large":9223372036854775807,"larger":340282366920938463463374607431768211455,"text64":"9223372036854775807",
  "price":79228162514264337593543950335.10,"prices":[0.1000,null],"byName":{"a":-9223372036854775808,"__proto__":1},"rate":"NaN",
  "shape":{"$type":"circle","radius":1.50},"shapes":[{"$type":"square","side":1.50},{"$type":"circle","radius":2.50}],
  "tree":{"count":9007199254740993,"children":[{"count":1,"children":[]}]},"self":null,"__proto__":12345678901234567,"anything":{"large":1.0},"text":"\\"1\\\\"}`;

async function readOne(hub: (address: string) => AsyncIterable<{ readonly type: string; readonly data: unknown }>): Promise<unknown> {
  using server = await RawServer.start();
  const reader = new Collector(hub(server.address));
  (await server.acceptStream()).send(`event: it's "quoted"\n${json.split('\n').map(line => `data: ${line}\n`).join('')}\nid: 1~end\n\n`);
  return (await reader.next()).data;
}

test('Large integers are read as bigint, decimals as their text, and all else as JSON.parse does', async () => {
  const data = (await readOne(address => new Everything(address))) as Record<string, unknown>;
  assert.equal(data['tiny'], 7);
  assert.equal(data['large'], 9223372036854775807n);
  assert.equal(data['larger'], 340282366920938463463374607431768211455n);
  assert.equal(data['text64'], '9223372036854775807');
  assert.equal(data['price'], '79228162514264337593543950335.10');
  assert.deepEqual(data['prices'], ['0.1000', null]);
  assert.equal((data['byName'] as Record<string, bigint>)['a'], -9223372036854775808n);
  assert.equal(Object.getOwnPropertyDescriptor(data['byName'], '__proto__')?.value, 1n);
  assert.equal(data['rate'], 'NaN');
  assert.deepEqual(data['shape'], { $type: 'circle', radius: '1.50' });
  assert.deepEqual(data['shapes'], [{ $type: 'square', side: 1.5 }, { $type: 'circle', radius: '2.50' }]);
  assert.deepEqual(data['tree'], { count: 9007199254740993n, children: [{ count: 1n, children: [] }] });
  assert.equal(Object.getOwnPropertyDescriptor(data, '__proto__')?.value, 12345678901234567n);
  assert.deepEqual(data['anything'], { large: 1 });
  assert.equal(data['text'], '"1\\');
});

test('Without the option they are numbers, with the digits that these hold', async () => {
  const data = (await readOne(address => new Plain(address))) as Record<string, unknown>;
  assert.deepEqual(data, JSON.parse(json));
  assert.equal(data['large'], 9223372036854776000);
});

test('What a shape leaves alone is read as JSON.parse reads it', () => {
  const texts = ['1', '-0', '1e5', '0.1', '"a\\u0041\\n"', '[]', '{}', '[1,[2,{"a":[null,true,false]}]]', ' { "a" : 1 , "b" : [ 1 , 2 ] } ', '{"a":1,"a":2}', `"${'x'.repeat(5_000_000)}\\""`, '{"":{"":""}}'];
  for (const text of texts) assert.deepEqual(parseExactly(text, { members: {} }), JSON.parse(text), text.slice(0, 40));
  for (const text of ['', '{', '[1,]', '{"a":}', '{"a" 1}', '{a:1}', '01', '1.', '.5', '-', '+1', '"\n"', '"\\x"', 'nul', 'nulll', '[1 2]', '{"a":1,}', '1 2', '[1}', "'a'", '{1:2}', 'NaN', '"a', '{"a":1']) {
    assert.throws(() => JSON.parse(text) as unknown, SyntaxError, text);
    assert.throws(() => parseExactly(text, { members: {} }), SyntaxError, text);
  }
});
