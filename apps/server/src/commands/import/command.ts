/** `tandem import FILE`: events or signals from CSV or JSON lines, through HTTP. */
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { targetOf, type TargetOptions } from '../target.ts';
import {
  completeMapping,
  fieldsOf,
  parseMapping,
  toEvent,
  toSignal,
  type Kind,
  type Mapping,
} from './mapping.ts';
import { createBar, openProgress } from './progress.ts';
import { formatOf, openRows, type Format, type NumberedRow } from './rows.ts';
import { sendBatch, type Counts, type Target } from './send.ts';

type Options = TargetOptions & {
  readonly kind: Kind;
  readonly map?: string;
  readonly format?: Format;
  readonly delimiter: string;
  readonly source?: string;
};
export type ImportResult = Omit<Counts, 'reasons'> & {
  readonly reasons: ReadonlyMap<string, number>;
};

const batchSize = 1000;

const guide = `
Fields (* needed; columns with usual names are recognised without --map):
  events   ${fieldsOf('events')}
  signals  ${fieldsOf('signals')}

The same file imported again, with the same --source, adds nothing twice.

Examples:
  npx tandem import clicks.csv --key KEY
  npx tandem import log.csv --map event=action,distinctId=customer --key KEY
  npx tandem import reviews.csv --kind signals --source "app store" --key KEY`;

export function addImport(program: Command): void {
  program
    .command('import')
    .description(
      'Import events or signals (reviews, comments, tickets) from CSV or JSON lines, plain or gzip',
    )
    .argument('<file>', 'a .csv, .jsonl, .csv.gz or .jsonl.gz file')
    .addOption(
      new Option('--kind <kind>', 'what the rows are')
        .choices(['events', 'signals'])
        .default('events'),
    )
    .option('--map <fields>', 'FIELD=COLUMN,...; other columns become properties')
    .addOption(
      new Option('--format <format>', 'if the name does not tell').choices(['csv', 'jsonl']),
    )
    .option('--delimiter <character>', 'of CSV', ',')
    .option('--source <name>', 'where signals were said, if no column tells')
    .option('--url <url>', 'the server (TANDEM_URL; default: the one running here)')
    .option('--key <key>', 'project key (TANDEM_PROJECT_KEY)')
    .addHelpText('after', guide)
    .action(async (file: string, options: Options) => {
      const result = await importFile(file, options, targetOf(options));
      report(result);
    });
}

/** Imports a file; running it again, also after a break, adds nothing twice. */
export async function importFile(
  file: string,
  options: Options,
  target: Target,
): Promise<ImportResult> {
  const { bytes, bytesRead, rows } = openRows(
    file,
    options.format ?? formatOf(file),
    options.delimiter,
  );
  const progress = openProgress(
    file,
    JSON.stringify([options.kind, options.map, options.source, target]),
  );
  const bar = createBar(basename(file));
  const tally = createTally();
  const given = parseMapping(options.map);
  let mapping: Mapping | undefined;
  let batch: NumberedRow[] = [];
  let rowsSeen = 0;

  const flush = async (): Promise<void> => {
    const last = batch.at(-1);
    if (last === undefined || mapping === undefined) return;
    tally.add(await sendBatch(target, options.kind, batch.map(converter(options, mapping, file))));
    progress.save(last.line);
    batch = [];
  };
  for await (const numbered of rows) {
    mapping ??= completeMapping(options.kind, given, Object.keys(numbered.row));
    rowsSeen = numbered.line;
    if (numbered.line > progress.line) batch.push(numbered);
    if (batch.length === batchSize) await flush();
    bar(bytesRead() / bytes, numbered.line);
  }
  await flush();
  progress.finish();
  bar(1, rowsSeen, true);
  return tally.result();
}

function converter(options: Options, mapping: Mapping, file: string) {
  const label = options.source ?? basename(file);
  return (numbered: NumberedRow) =>
    options.kind === 'events'
      ? toEvent(numbered, mapping, label)
      : toSignal(numbered, mapping, label);
}

function report(result: ImportResult): void {
  const known = result.known === 0 ? '' : `, ${result.known} known already`;
  console.log(`${result.added} accepted${known}, ${result.refused} refused`);
  for (const [reason, count] of [...result.reasons].toSorted((a, b) => b[1] - a[1]).slice(0, 10)) {
    console.log(`  ${count} x ${reason}`);
  }
  if (result.refused > 0) process.exitCode = 1;
}

/** Adds up what the server said of each batch. */
function createTally() {
  const counts = { added: 0, known: 0, refused: 0 };
  const reasons = new Map<string, number>();
  return {
    add(batch: Counts): void {
      counts.added += batch.added;
      counts.known += batch.known;
      counts.refused += batch.refused;
      for (const reason of batch.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    result: (): ImportResult => ({ ...counts, reasons }),
  };
}
