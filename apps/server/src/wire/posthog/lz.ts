/**
 * What lz-string packed into base64, unpacked no further than a limit. Its own library unpacks first
 * and tells the size afterwards: a body of 60 KB can stand for half a gigabyte.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const bitsPerLetter = 6;
const unknown = 255;
/** By the code of the letter. */
const valueOf = new Uint8Array(256).fill(unknown);
for (const [value, letter] of Buffer.from(alphabet, 'latin1').entries()) valueOf[letter] = value;
/** Codes that are no entry of the dictionary. */
const [newByte, newUnit, end] = [0, 1, 2];

/** More than the limit: a value that no text is. */
export const tooLong = Symbol('too long');

/** Undefined where the text is nothing that lz-string writes; `tooLong` beyond the limit. */
export function unpackLz(text: string, maxUnits: number): string | typeof tooLong | undefined {
  const read = bitsOf(text);
  const dictionary = ['', '', ''];
  const parts: string[] = [];
  let [width, room, units] = [2, 1, 0];
  let before: string | undefined;

  function learn(entry: string): void {
    dictionary.push(entry);
    room -= 1;
    if (room === 0) room = 2 ** width++;
  }

  for (;;) {
    let code = read(width);
    if (code === undefined) return undefined;
    if (code === end) return parts.join('');
    if (code === newByte || code === newUnit) {
      const unit = read(code === newByte ? 8 : 16);
      if (unit === undefined) return undefined;
      code = dictionary.length;
      learn(String.fromCharCode(unit));
    }
    const isNext = code === dictionary.length && before !== undefined;
    const entry = isNext ? before + before!.charAt(0) : dictionary[code];
    if (entry === undefined) return undefined;
    units += entry.length;
    if (units > maxUnits) return tooLong;
    parts.push(entry);
    if (before !== undefined) learn(before + entry.charAt(0));
    before = entry;
  }
}

/** Reads so many bits, the lowest first; undefined past the end. */
function bitsOf(text: string): (count: number) => number | undefined {
  const letters = Buffer.from(text.replace(/=+$/, ''), 'latin1');
  let [place, letter, left] = [0, 0, 0];
  return (count) => {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (left === 0) {
        letter = valueOf[letters[place] ?? 0] ?? unknown;
        if (letter === unknown) return undefined;
        place += 1;
        left = bitsPerLetter;
      }
      left -= 1;
      value += ((letter >> left) & 1) * 2 ** i;
    }
    return value;
  };
}
