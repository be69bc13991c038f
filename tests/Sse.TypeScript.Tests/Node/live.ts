import { LiveHub as Exact } from './exact/live-hub.js';
import { LiveHub as Plain } from './plain/live-hub.js';
import type { SseOptions } from './plain/sse.js';

const [folder = 'plain', address = '', json = '{}'] = process.argv.slice(2);
const { countOnly, ...options } = JSON.parse(json) as SseOptions & { readonly countOnly?: boolean };

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? `${member}n` : member))}\n`);
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function count(hub: Plain): Promise<void> {
  let events = 0;
  let inOrder = true;
  let before = 0;
  for await (const event of hub) {
    if (event.type !== 'tick') continue;
    inOrder &&= event.data.n === events;
    if (++events === 100_000) before = heap();
  }
  print({ type: 'counted', events, inOrder, growth: heap() - before });
}

async function show(hub: Plain | Exact): Promise<void> {
  try {
    for await (const event of hub) print(event);
    print({ type: 'end', error: null });
  } catch (error) {
    print({ type: 'end', error: String(error) });
  }
}

if (countOnly) await count(new Plain(address, options));
else await show(folder === 'exact' ? new Exact(address, options as ConstructorParameters<typeof Exact>[1]) : new Plain(address, options));
