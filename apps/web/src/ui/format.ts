/** Numbers, shares and times as the pages write them: U+2212 for minus, tabular, no false precision. */

const minus = '\u2212';
const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** 46180 -> "46,180"; -5 -> "−5". */
export function formatCount(value: number): string {
  return signed(grouped.format(Math.abs(Math.round(value))), Math.round(value) < 0);
}

/** Large counts where room is short: 1234567 -> "1.2 M", 12345 -> "12.3 k". */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return signed(`${trimmed(size / 1e6)} M`, value < 0);
  if (size >= 1e4) return signed(`${trimmed(size / 1e3)} k`, value < 0);
  if (Number.isInteger(value)) return formatCount(value);
  return signed(trimmed(size), value < 0);
}

/** A share of 1 as a percentage: 0.8318 -> "83.2%"; whole per cents with `digits` 0. */
export function formatShare(share: number, digits = 1): string {
  const percent = Math.abs(share) === 1 ? '100' : (Math.abs(share) * 100).toFixed(digits);
  return signed(`${percent}%`, share < 0);
}

/** A change of a share, in points and with its sign: -0.029 -> "−2.9 pts". */
export function formatPoints(change: number): string {
  const points = (Math.abs(change) * 100).toFixed(1);
  if (points === '0.0') return '0.0 pts';
  return `${change < 0 ? minus : '+'}${points} pts`;
}

/** "−3.6 to −2.2", in points, for an interval of a change of shares. */
export function formatPointRange(low: number, high: number): string {
  return `${withSign(low * 100)} to ${withSign(high * 100)}`;
}

/** Relative change against a base: (120, 100) -> "+20%"; undefined where the base is nothing. */
export function formatChange(now: number, before: number): string | undefined {
  if (before === 0) return undefined;
  const change = Math.round(((now - before) / before) * 100);
  if (change === 0) return '0%';
  return `${change < 0 ? minus : '+'}${grouped.format(Math.abs(change))}%`;
}

/** 168 -> "2 min 48 s", 11 -> "11 s", 7500 -> "2 h 05 min", 180000 -> "2 d 2 h". */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${trimmed(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  if (whole < 86_400)
    return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3600)} h`;
}

/** About how long, in the largest unit that says enough: 4.9 -> "5 min", 90 -> "2 h", 4000 -> "3 days". */
export function formatAbout(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} min`;
  if (minutes < 36 * 60) return `${Math.round(minutes / 60)} h`;
  const days = Math.round(minutes / 1440);
  return `${days} day${days === 1 ? '' : 's'}`;
}

/** "1 person", "2 people": the noun is given in both numbers. */
export function formatPlural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "unnamed" -> "Unnamed". */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A multiple: 2.63 -> "2.6×"; nothing to compare with -> "only here". */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return 'only here';
  return `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`;
}

function signed(text: string, isNegative: boolean): string {
  return isNegative ? `${minus}${text}` : text;
}

function withSign(value: number): string {
  return `${value < 0 ? minus : '+'}${Math.abs(value).toFixed(1)}`;
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
