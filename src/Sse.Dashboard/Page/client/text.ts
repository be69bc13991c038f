const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A count: all its digits while they are few. */
export const count = (value: number): string => (value < 100_000 ? whole.format(value) : short.format(value));

/** So many a second. */
export const rate = (value: number): string => (value === 0 ? '0' : value < 10 ? value.toFixed(1) : count(value));

/** So many bytes. */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const power = Math.min(4, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  return `${scaled < 10 ? scaled.toFixed(1) : scaled.toFixed(0)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

/** So many seconds, in its largest unit or two. */
export function duration(seconds: number): string {
  const left = Math.max(0, Math.round(seconds));
  const days = Math.floor(left / 86_400), hours = Math.floor(left / 3600) % 24, minutes = Math.floor(left / 60) % 60;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return left % 60 > 0 ? `${minutes} min ${left % 60} s` : `${minutes} min`;
  return `${left} s`;
}

/** The moment, to the millisecond. */
export const moment = (at: Date): string => `${at.toLocaleTimeString('en-GB')}.${String(at.getMilliseconds()).padStart(3, '0')}`;
