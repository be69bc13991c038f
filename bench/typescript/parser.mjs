// Time per event of the client's parser and of npm's eventsource-parser, over the same bytes in pieces of 16 KiB.
// node bench/typescript/parser.mjs artifacts/node/out/plain/sse.js
import { pathToFileURL } from 'node:url';
import { createParser } from 'eventsource-parser';

const { SseParser } = await import(pathToFileURL(process.argv[2]).href);
const events = 200_000;
const encoder = new TextEncoder();

function pieces(event) {
  const bytes = encoder.encode(Array.from({ length: events }, (_, n) => event(n)).join(''));
  return Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, i) => bytes.subarray(i * 16_384, (i + 1) * 16_384));
}

const streams = {
  'a price, 118 bytes': pieces(n => `id: k3f9x2ab-${n}/ACME\nevent: price\ndata: {"symbol":"ACME","price":12.5,"n":${n},"at":"2026-01-01T00:00:00Z","pad":"x"}\n\n`),
  'a token, 16 bytes': pieces(() => 'data: {"t":"a"}\n\n'),
  'ten lines of data': pieces(n => `id: ${n}\n${'data: a line of text\n'.repeat(10)}\n`),
};

const parsers = {
  'Sse': stream => {
    let count = 0;
    const parser = new SseParser(frame => frame.kind === 'event' && count++);
    for (const piece of stream) parser.feed(piece);
    return count;
  },
  'eventsource-parser': stream => {
    let count = 0;
    const decoder = new TextDecoder();
    const parser = createParser({ onEvent: () => count++ });
    for (const piece of stream) parser.feed(decoder.decode(piece, { stream: true }));
    return count;
  },
};

for (const [name, stream] of Object.entries(streams)) {
  const times = Object.fromEntries(Object.keys(parsers).map(parser => [parser, []]));
  for (let round = 0; round < 11; round++) {
    for (const [parser, run] of Object.entries(parsers)) {
      const before = process.cpuUsage();
      if (run(stream) !== events) throw new Error(`${parser} has lost events.`);
      const { user, system } = process.cpuUsage(before);
      if (round > 0) times[parser].push(((user + system) * 1_000) / events);
    }
  }
  for (const [parser, rounds] of Object.entries(times)) console.log(`${name}\t${parser}\t${rounds.sort((a, b) => a - b)[5].toFixed(0)} ns`);
}
