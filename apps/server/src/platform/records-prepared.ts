/**
 * PGlite parses, describes and plans each statement anew, in six calls of its engine. Here a statement
 * whose text came before is only bound and executed, in one call: five times as quick. The engine
 * itself plans again where the role, a policy or a table has changed.
 */
import { parse, protocol, type PGlite, type messages } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';

type Engine = Exclude<PGliteDialectConfig['pglite'], (...given: never) => unknown>;
type Query = Engine['query'];
type Message = messages.BackendMessage;
type Statement = {
  readonly name: string;
  readonly parameters: readonly number[];
  /** Absent where the statement gives no rows. */
  readonly row: Message | undefined;
};

/** So many plans are kept, the ones used last. */
const kept = 300;
/** Rows by the hundred are written once with this text, and never again with as many. */
const mostParameters = 100;
const isPlain = /^\s*(?:select|insert|update|delete|with)\b/i;

/** The same engine for Kysely, whose plain statements are prepared. */
export function prepared(pglite: PGlite): Engine {
  const statements = createStatements(pglite);
  const queryOn =
    (whole: Query): Query =>
    (text, parameters = [], options) => {
      if (isPlain.test(text) && parameters.length <= mostParameters) {
        return statements.run(text, parameters);
      }
      // It may have changed a table: a plan would give rows of another form, which is an error.
      if (!isPlain.test(text)) statements.forget();
      return whole(text, parameters, options);
    };
  return {
    close: () => pglite.close(),
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
    // A plain statement on its own is a transaction: nobody else's comes between its calls.
    query: (text, parameters, options) =>
      isPlain.test(text)
        ? pglite.transaction((tx) =>
            queryOn((...given) => tx.query(...given))(text, parameters, options),
          )
        : queryOn((...given) => pglite.query(...given))(text, parameters, options),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({ query: queryOn((...given) => tx.query(...given)), rollback: () => tx.rollback() }),
      ),
  };
}

const { serialize } = protocol;

function createStatements(pglite: PGlite) {
  const known = new Map<string, Statement>();
  let closing: Uint8Array[] = [];
  let made = 0;

  /** Closes one with the next call. */
  function drop(text: string, { name }: Statement): void {
    known.delete(text);
    closing.push(serialize.close({ type: 'S', name }));
  }

  async function send(...parts: readonly Uint8Array[]): Promise<readonly Message[]> {
    const whole = Buffer.concat([...closing, ...parts, serialize.sync()]);
    closing = [];
    return pglite.execProtocolStream(whole, { syncToFs: false });
  }

  async function prepare(text: string): Promise<Statement> {
    const name = `s${made++}`;
    const said = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    );
    return {
      name,
      parameters: parse.parseDescribeStatementResults([...said]),
      row: said.find((message) => message.name === 'rowDescription'),
    };
  }

  async function answer<T>(text: string, values: readonly unknown[]) {
    const statement = known.get(text) ?? (await prepare(text));
    // Set anew, it is the one used last.
    known.delete(text);
    known.set(text, statement);
    const oldest = known.size > kept ? known.entries().next().value : undefined;
    if (oldest !== undefined) drop(...oldest);
    const said = await send(
      serialize.bind({
        statement: statement.name,
        values: values.map((value, i) => written(pglite, statement.parameters[i]!, value)),
      }),
      serialize.execute({}),
    );
    const whole = statement.row === undefined ? said : [statement.row, ...said];
    const [result] = parse.parseResults([...whole], pglite.parsers, { rowMode: 'object' });
    return result as { rows: T[]; fields: []; affectedRows?: number };
  }

  return {
    /** One after another, also those that a transaction asks at once. */
    run: <T>(text: string, values: readonly unknown[]) =>
      pglite.runExclusive(() => answer<T>(text, values)),
    forget(): void {
      for (const [text, statement] of known) drop(text, statement);
    },
  };
}

/** As PGlite writes a value of this type. */
function written(pglite: PGlite, type: number, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const serialize = pglite.serializers[type];
  return serialize === undefined ? textOf(value) : serialize(value);
}

const textOf = (value: { toString(): string }): string => value.toString();
