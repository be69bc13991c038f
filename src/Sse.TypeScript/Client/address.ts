const place = '{topic}';

/** @internal An address with topics in their place or the query. */
export function withTopics(address: string, topics: readonly string[]): string {
  const text = address.split('#')[0] ?? '';
  if (text.includes(place)) return topics.length === 0 ? withoutPlace(text) : filled(text, topics);
  if (topics.length === 0) return text;
  if (/[{}]/.test(pathOf(text))) throw new TypeError(`The address has a place that nothing goes into: that of the topic is written ${place}, and no other way.`);
  return topics.reduce((to, topic) => withQuery(to, 'topic', topic), text);
}

/** @internal An address with one more value in its query. */
export function withQuery(address: string, name: string, value: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}

function withoutPlace(text: string): string {
  const path = pathOf(text);
  const rest = path.split('/').filter(segment => segment !== place).join('/') + text.slice(path.length);
  if (rest.includes(place)) throw new TypeError(`The address can't be read without a topic: ${place} is not a segment of its path that could be left out.`);
  return rest;
}

function filled(text: string, topics: readonly string[]): string {
  const [only, ...more] = topics;
  if (only === undefined || more.length > 0) throw new TypeError(`The address has a place for one topic; several go into the query of an address without ${place}.`);
  const topic = encodeURIComponent(only);
  if (pathOf(text).split('/').some(segment => segment.includes(place) && isDots(segment.replaceAll(place, () => topic)))) {
    throw new TypeError(`The topic '${only}' can't be a segment of a path: '.' and '..' are resolved on the way. Ask for it by query: an address without ${place}, and TopicsFromQuery on the endpoint.`);
  }
  return text.replaceAll(place, () => topic);
}

function pathOf(text: string): string {
  return text.split('?')[0] ?? '';
}

/** Whether those who read an address take a segment for "here" or "one up". */
function isDots(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}
