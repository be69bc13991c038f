import type { ReactElement } from 'react';
import type { Readable } from 'svelte/store';
import type { Ref } from 'vue';
import { Access, Level, type EverythingEvent } from './plain/everything.js';
import { MarketHub, type MarketEvent, type PriceChanged } from './plain/market-hub.js';
import { useSse, useSseState } from './plain/sse-react.js';
import { newest } from './plain/sse-svelte.js';
import { useSse as useSseVue } from './plain/sse-vue.js';
import type { SseGap, SseState } from './plain/sse.js';
import { Everything } from './plain/everything.js';

// What compiles here is typed, and what must not compile is expected not to: nothing of this runs.

export function Page({ market }: { readonly market: MarketHub }): ReactElement {
  const price = useSse(market, 'price');
  const state: SseState = useSseState(market);
  // @ts-expect-error A hub has no other events.
  useSse(market, 'prices');
  // @ts-expect-error A price's data has no such member.
  const wrong = price?.data.prize;
  return <p title={state}>{price === undefined ? 'none yet' : `${price.data.symbol} ${price.data.price.toFixed(2)} ${String(wrong)}`}</p>;
}

export function listen(market: MarketHub): void {
  const leave: () => void = market.on('price', event => {
    const data: PriceChanged = event.data;
    const side: 'Buy' | 'Sell' = data.side;
    void side;
  });
  market.on('halted', event => event.data.why?.toUpperCase());
  market.on('sse-gap', event => event.data satisfies SseGap);
  market.on('sse-state', state => state satisfies SseState);
  // @ts-expect-error No event of this name.
  market.on('nothing', () => undefined);
  leave();
}

export async function read(market: MarketHub): Promise<void> {
  for await (const event of market) {
    switch (event.type) {
      case 'price':
        event.data satisfies PriceChanged;
        break;
      case 'halted':
        event.data.symbol satisfies string;
        break;
      case 'note':
        event.data satisfies unknown;
        break;
      case 'sse-gap':
      case 'sse-live':
        break;
      default:
        event satisfies never;
    }
  }
}

export const values = (market: MarketHub): readonly [Readable<MarketEvent | undefined>, Readonly<Ref<MarketEvent | undefined>>] => [newest(market, 'price'), useSseVue(market, 'price')];

export function everything(event: EverythingEvent): void {
  if (event.type !== 'it\'s "quoted"') return;
  const { level, shape, access } = event.data;
  if (level === Level.Bad || ((access ?? 0) & Access.Read) !== 0) return;
  if (shape.$type === 'circle') shape.radius satisfies number;
  else shape.side satisfies number;
  // @ts-expect-error Data is read, not written.
  event.data.tiny = 1;
}

// @ts-expect-error A hub without topics takes none.
export const none = new Everything('/everything', { topics: ['A'] });
