/**
 * @internal Whether a `Content-Type` makes an answer an event stream. As Fetch's "extract a MIME type" has it, of several values the
 * last that is a MIME type counts; case and parameters don't.
 */
export function isEventStream(contentType: string | null): boolean {
  let found = '';
  for (const value of splitOutsideQuotes(contentType ?? '')) {
    const essence = (value.split(';')[0] ?? '').trim().toLowerCase();
    if (/^[^\s"(),/:;<=>?@[\\\]{}]+\/[^\s"(),/:;<=>?@[\\\]{}]+$/.test(essence) && essence !== '*/*') found = essence;
  }
  return found === 'text/event-stream';
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
    else if (text[i] === ',' && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
