/** The query part of the address as flat words: readable, stable, and safe to paste anywhere. */

export type Search = Readonly<Record<string, string | undefined>>;

/** "?a=1&b=x" -> { a: "1", b: "x" }. Of a key given twice the last counts. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Keeps the order of the keys; empty values are left out. Only what must be escaped is. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  if (pairs.length === 0) return '';
  return `?${pairs.map(([key, value]) => `${escape(key)}=${escape(value)}`).join('&')}`;
}

function escape(text: string): string {
  return encodeURIComponent(text).replaceAll(/%(24|2C|3A|3B|2F|40|20|7C)/g, (code) =>
    code === '%20' ? '+' : decodeURIComponent(code),
  );
}
