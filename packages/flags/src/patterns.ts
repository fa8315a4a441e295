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
  const bare = source
    .replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, 'x')
    .replaceAll('(?', '(')
    .replaceAll(/([*+?}])\?/g, '$1');
  const quantifiers = bare.match(/[*+?{]/g)?.length ?? 0;
  const groups = bare.split('(').length - 1;
  return quantifiers <= 1 && groups <= 2 && !/\)[*+?{]/.test(bare);
}

/** Without a test it leads on freely; with one of no width (an anchor) it leads on where that holds. */
type State = { readonly test: RegExp | undefined; readonly width: 0 | 1; next: readonly State[] };
/** The states of a part of the pattern, given what comes after it. */
type Build = (next: State) => State;
type Parser = {
  readonly parts: readonly string[];
  readonly flags: string;
  at: number;
  states: number;
};

/** An escape, a class, the opening of a group, a quantifier, or a single character. */
const token =
  /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[a-zA-Z]|\D)|\[(?:\\[^]|[^\]\\])*\]|\(\?(?::|<\w+>)|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/g;
const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/;
const anchor = /^(?:[$^]|\\[bB])$/;
/** A reference to a group, or what is left of one. */
const reference = /^\\(?:k|$)/;

function walker(source: string, flags: string): Pattern {
  const parser: Parser = { parts: source.match(token) ?? [], flags: `${flags}y`, at: 0, states: 0 };
  const accept = state(parser, []);
  const start = either(parser)(accept);
  return (text) => {
    let current = new Set<State>();
    for (let at = 0; at <= text.length; at++) {
      const following = new Set<State>();
      // A set that grows while it is walked: states without width lead on within the same place.
      for (const state of current.add(start)) {
        if (state === accept) return true;
        if (!holds(state, text, at)) continue;
        for (const next of state.next) (state.width === 1 ? following : current).add(next);
      }
      current = following;
    }
    return false;
  };
}

/** Also what stops `((a{99}){99}){99}`: every repetition makes at least one state. */
function state(parser: Parser, next: readonly State[], test?: RegExp): State {
  if (++parser.states > maxStates) throw new RangeError('too many states');
  return { width: test === undefined || anchor.test(test.source) ? 0 : 1, next, test };
}

function holds({ test }: State, text: string, at: number): boolean {
  if (test === undefined) return true;
  test.lastIndex = at;
  return test.test(text);
}

function either(parser: Parser): Build {
  const branches = [sequence(parser)];
  while (parser.parts[parser.at] === '|') {
    parser.at++;
    branches.push(sequence(parser));
  }
  return (next) =>
    state(
      parser,
      branches.map((branch) => branch(next)),
    );
}

function sequence(parser: Parser): Build {
  const builds: Build[] = [];
  for (;;) {
    const part = parser.parts[parser.at];
    if (part === undefined || part === '|' || part === ')') break;
    parser.at++;
    builds.push(repeated(parser, one(parser, part)));
  }
  return (next) => builds.reduceRight((after, build) => build(after), next);
}

function one(parser: Parser, part: string): Build {
  const isLookAround = part === '(' && parser.parts[parser.at]?.startsWith('?') === true;
  if (isLookAround || reference.test(part)) throw new SyntaxError('more than states can do');
  if (part.startsWith('(')) {
    const inner = either(parser);
    parser.at++;
    return inner;
  }
  const test = new RegExp(/^[{}\]]$/.test(part) ? `\\${part}` : part, parser.flags);
  return (next) => state(parser, [next], test);
}

function repeated(parser: Parser, build: Build): Build {
  const [symbol, exact, comma, most] = quantifier.exec(parser.parts[parser.at] ?? '') ?? [];
  if (symbol === undefined) return build;
  parser.at++;
  const least = Number(exact ?? (symbol === '+' ? 1 : 0));
  const isOpen = symbol === '*' || symbol === '+' || (comma === ',' && most === '');
  const optional = symbol === '?' ? 1 : Number(most) - least;
  return (next) => {
    let after = next;
    if (isOpen) {
      const loop = state(parser, []);
      loop.next = [build(loop), next];
      after = loop;
    }
    for (let i = 0; !isOpen && i < optional; i++) after = state(parser, [build(after), next]);
    for (let i = 0; i < least; i++) after = build(after);
    return after;
  };
}
