import type { Effects } from './effects.ts';

/**
 * UUIDv7 (RFC 9562, 5.7) whose text order is the order of making: within one millisecond, or when
 * the clock steps back, the 12 bits of `rand_a` count up.
 */
export function uuidMaker({ now, randomBytes }: Pick<Effects, 'now' | 'randomBytes'>) {
  let last = 0;
  let count = 0;
  return (): string => {
    const time = now();
    if (time > last) {
      last = time;
      count = 0;
    } else if (++count > 0xfff) {
      last += 1;
      count = 0;
    }
    const tail = [...randomBytes(8)];
    tail[0] = (tail[0]! & 0x3f) | 0x80;
    const hex = last.toString(16).padStart(12, '0');
    const end = tail.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const counter = count.toString(16).padStart(3, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter}-${end.slice(0, 4)}-${end.slice(4)}`;
  };
}
