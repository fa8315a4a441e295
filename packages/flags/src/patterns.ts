/**
 * Regular expressions of other people, tested in a time that cannot run away. The engine's own
 * matcher takes exponential time on patterns such as `(a+)+$`; only patterns too plain for that go
 * to it. The others are walked as a set of states (Thompson, 1968: at most pattern times text), in
 * which the engine decides about single characters only. What neither can do (back references or
 * look-around in a pattern that is not plain) never matches.
 */
const maxText = 4_096;
const maxStates = 500;

export type Pattern = (text: string) => boolean;

/** A pattern that is no regular expression never matches. */
export function compilePattern(source: string, flags: '' | 'i'): Pattern {
  try {
    const native = new RegExp(source, flags);
    const test = isPlain(source) ? (text: string) => native.test(text) : walker(source, flags);
    return (text) => text.length <= maxText && test(text);
  } catch {
    return () => false;
  }
}

/** At most one quantifier, not on a group, and two groups: at worst the square of the text. */
function isPlain(source: string): boolean {
  const bare = source.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, 'x').replaceAll('(?', '(');
  const quantifiers = bare.match(/[*+?{]/g)?.length ?? 0;
  const groups = bare.split('(').length - 1;
  return quantifiers <= 1 && groups <= 2 && !/\)[*+?{]/.test(bare);
}

/** Without a test it passes on freely; with one of no width (an anchor) it passes on where it holds. */
type State = { readonly test?: RegExp; readonly width: 0 | 1; next: readonly State[] };
/** The states of a part of the pattern, given what comes after it. */
type Build = (next: State) => State;

const tokens =
  /\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z]|\D)|\[(?:\\[^]|[^\]\\])*\]|\(\?(?::|<\w+>)|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gi;
const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/;
const beyond = /^\\(?:\d|k|$)|^\(\?$/;

function walker(source: string, flags: string): Pattern {
  const accept: State = { width: 0, next: [] };
  const start = parse(source.match(tokens) ?? [], flags)(accept);
  return (text) => {
    let current = new Set<State>();
    for (let at = 0; at <= text.length; at++) {
      const following = new Set<State>();
      // A set that grows while it is walked: states without width lead on within the same place.
      for (const state of current.add(start)) {
        if (state === accept) return true;
        if (state.test !== undefined) {
          state.test.lastIndex = at;
          if (!state.test.test(text)) continue;
        }
        for (const next of state.next) (state.width === 1 ? following : current).add(next);
      }
      current = following;
    }
    return false;
  };
}

/** Throws where the pattern asks for more than states can do, or for too many of them. */
function parse(parts: readonly string[], flags: string): Build {
  let at = 0;
  let states = 0;
  const state = (next: readonly State[], width: 0 | 1 = 0, test?: RegExp): State => {
    if (++states > maxStates) throw new RangeError('too many states');
    return test === undefined ? { width, next } : { width, next, test };
  };

  function either(): Build {
    const branches = [sequence()];
    while (parts[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return (next) => state(branches.map((branch) => branch(next)));
  }

  function sequence(): Build {
    const builds: Build[] = [];
    for (
      let part = parts[at];
      part !== undefined && part !== '|' && part !== ')';
      part = parts[at]
    ) {
      at++;
      builds.push(repeated(one(part)));
    }
    return (next) => builds.reduceRight((after, build) => build(after), next);
  }

  function one(part: string): Build {
    if (beyond.test(part) || (part === '(' && parts[at] === '?')) throw new SyntaxError(part);
    if (part.startsWith('(')) {
      const inner = either();
      at++;
      return inner;
    }
    const width = /^(?:[$^]|\\b)$/i.test(part) ? 0 : 1;
    const test = new RegExp(
      part === '{' || part === '}' || part === ']' ? `\\${part}` : part,
      `${flags}y`,
    );
    return (next) => state([next], width, test);
  }

  function repeated(build: Build): Build {
    const [symbol, exact, comma, most] = quantifier.exec(parts[at] ?? '') ?? [];
    if (symbol === undefined) return build;
    at++;
    const least = Number(exact ?? (symbol === '+' ? 1 : 0));
    const open = symbol === '*' || symbol === '+' || (comma === ',' && most === '');
    const extra = symbol === '?' ? 1 : Number(most) - least;
    return (next) => {
      let after = next;
      if (open) {
        const loop = state([]);
        loop.next = [build(loop), next];
        after = loop;
      }
      for (let i = 0; !open && i < extra; i++) after = state([build(after), next]);
      for (let i = 0; i < least; i++) after = build(after);
      return after;
    };
  }

  return either();
}
