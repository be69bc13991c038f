import { MarketHub } from './sse/market-hub.js';

/** The hub that all of a page's components share. */
export const market = new MarketHub('/market');
