/**
 * SQL as a value. A statement is trusted text with typed parameters between; a caller's text can
 * only ever become a parameter. Nothing here runs anything: `render` gives what the door sends.
 */

export type Param = { readonly kind: 'param'; readonly type: string; readonly value: unknown };
export type Sql = { readonly kind: 'sql'; readonly parts: readonly (string | Param)[] };
type Piece = Sql | Param;

/** Tagged template: the literal text is ours, every `${}` is a nested statement or a parameter. */
export function sql(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Sql {
  const parts: (string | Param)[] = [];
  strings.forEach((text, i) => {
    if (text !== '') parts.push(text);
    const piece = pieces[i];
    if (piece === undefined) return;
    if (piece.kind === 'sql') parts.push(...piece.parts);
    else parts.push(piece);
  });
  return { kind: 'sql', parts };
}

const param =
  <T>(type: string) =>
  (value: T): Param => ({ kind: 'param', type, value });

export const str = param<string>('String');
export const strings = param<readonly string[]>('Array(String)');
export const uint = param<number>('UInt64');
export const int = param<number>('Int64');
export const float = param<number>('Float64');
export const uuid = param<string>('UUID');
export const uuids = param<readonly string[]>('Array(UUID)');
/** A calendar day, `2026-03-01`. */
export const date = param<string>('Date');
/** Milliseconds of the Unix epoch, for columns of type DateTime64(3). */
export function time(instant: Date): Sql {
  return sql`fromUnixTimestamp64Milli(${int(instant.getTime())}, 'UTC')`;
}

/** The project that the door runs the statement for; only `source` needs it. */
export const theProject: Sql = { kind: 'sql', parts: ['{project:UInt32}'] };

/** The pieces with the separator between; it is text of ours, never a caller's. */
export function join(pieces: readonly Piece[], separator: string): Sql {
  const parts = pieces.flatMap((piece, i) => [
    ...(i === 0 ? [] : [separator]),
    ...(piece.kind === 'sql' ? piece.parts : [piece]),
  ]);
  return { kind: 'sql', parts };
}
/** All of them; true where there are none. */
export const and = (pieces: readonly Piece[]): Sql =>
  pieces.length === 0 ? sql`true` : join(pieces, ' AND ');

/** Any of them, in brackets; false where there are none. */
export const or = (pieces: readonly Piece[]): Sql =>
  pieces.length === 0 ? sql`false` : sql`(${join(pieces, ' OR ')})`;
export const not = (piece: Piece): Sql => sql`(NOT ${piece})`;
/** A whole number of our own making as text, where the engine takes no parameter. Throws a RangeError for any other. */
export function literal(number: number): Sql {
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a whole number: ${number}`);
  return { kind: 'sql', parts: [String(number)] };
}

/** A quoted identifier, for names that cannot be parameters (aliases of our own making). */
export function ident(name: string): Sql {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('`', '\\`');
  return { kind: 'sql', parts: [`\`${escaped}\``] };
}

/** Text with `{p0:Type}` placeholders and the values beside it, equal values named once. */
export function render(statement: Sql): { text: string; params: Record<string, unknown> } {
  const params: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const text = statement.parts.map((part) => {
    if (typeof part === 'string') return part;
    const key = `${part.type} ${JSON.stringify(part.value)}`;
    const name = names.get(key) ?? `p${names.size}`;
    names.set(key, name);
    params[name] = part.value;
    return `{${name}:${part.type}}`;
  });
  return { text: text.join(''), params };
}
