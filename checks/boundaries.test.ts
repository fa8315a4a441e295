/** Every rule holds in the repository, and every rule can fail: each is fed something that breaks it. */
import { expect, test } from 'vitest';
import * as checks from './boundaries.ts';
import { readSources, readTexts, type Source } from './sources.ts';

const sources = readSources();
const file = (path: string, text: string): Source => ({ path, text });
const server = (path: string, text: string) => file(`apps/server/src/${path}`, text);

const table: readonly [string, checks.Check, readonly Source[], readonly Source[]][] = [
  [
    'a domain imports only lower ranks',
    checks.domainRanks,
    sources,
    [server('people/reads.ts', `import { x } from '../voice/index.ts';`)],
  ],
  [
    'a migration imports only the platform',
    checks.domainRanks,
    sources,
    [server('migrations/records/0009-x.ts', `import { x } from '../../people/index.ts';`)],
  ],
  [
    'every domain has a rank',
    checks.domainRanks,
    sources,
    [server('novelty/reads.ts', `import { x } from '../people/index.ts';`)],
  ],
  [
    'a domain is entered only through its index.ts',
    checks.onlyThroughIndex,
    sources,
    [server('voice/reads.ts', `import type { X } from '../people/tables.ts';`)],
  ],
  [
    'a domain keeps to its vocabulary',
    checks.closedVocabulary,
    sources,
    [server('voice/scoring.ts', ''), server('voice/words/rules.ts', '')],
  ],
  [
    'only the events door imports a ClickHouse client',
    checks.doorsOnly,
    sources,
    [server('insights/reads.ts', `import { createClient } from '@clickhouse/client';`)],
  ],
  [
    'only the records door imports a driver',
    checks.doorsOnly,
    sources,
    [server('access/reads.ts', `import { Pool } from 'pg';`)],
  ],
  [
    'only the records door names a dialect',
    checks.doorsOnly,
    sources,
    [server('access/auth.ts', `import { PostgresDialect } from 'kysely';`)],
  ],
  [
    'a package imports only what it may',
    checks.packagePurity,
    sources,
    [file('packages/query/src/x.ts', `import { readFileSync } from 'node:fs';`)],
  ],
  [
    'a pure package does not ask for the time',
    checks.packagePurity,
    sources,
    [file('packages/query/src/x.ts', `const now = Date.now();`)],
  ],
  [
    'apps stand apart',
    checks.appsApart,
    sources,
    [file('apps/web/src/x.ts', `import { x } from '../../server/src/people/index.ts';`)],
  ],
  [
    'only named parts reach across projects',
    checks.acrossProjects,
    sources,
    [server('voice/reads.ts', `records.installation.read((r) => r);`)],
  ],
  [
    'only source() names a fact table',
    checks.factTablesNamed,
    sources,
    [server('insights/reads.ts', 'sql`SELECT 1 FROM events WHERE 1`')],
  ],
  [
    'a file is at most 400 lines',
    checks.fileSizes,
    sources,
    [server('people/reads.ts', 'x\n'.repeat(401))],
  ],
  [
    'nothing names a machine',
    checks.noMachineTraces,
    readTexts(),
    [server('people/reads.ts', `const folder = '/${'home'}/somebody/data';`)],
  ],
  [
    'no import cycles',
    checks.noCycles,
    sources,
    [
      file('packages/query/src/a.ts', `import { b } from './b.ts';`),
      file('packages/query/src/b.ts', `export { a } from './a.ts';`),
    ],
  ],
  [
    'files are named after what they hold',
    checks.plainNames,
    sources,
    [server('people/utils.ts', ''), server('people/PersonReads.ts', '')],
  ],
];

test.each(table)('%s', (_name, check, all) => {
  expect(check(all)).toEqual([]);
});

test.each(table)('it is noticed when not: %s', (_name, check, _all, bad) => {
  expect(check(bad)).toHaveLength(bad.length === 2 && check === checks.plainNames ? 2 : 1);
});

test('what is allowed stays allowed', () => {
  const fine = [
    server('voice/reads.ts', `import { x } from '../people/index.ts';`),
    server('voice/themes/rules.ts', `import type { X } from '../tables.ts';`),
    server('compose.ts', `import { x } from './voice/index.ts';`),
    server('voice/reads.test.ts', `import { openWorld } from '../testing/world.ts';`),
    file('packages/query/src/a.ts', `import type { B } from './b.ts'; // FROM events`),
    file('packages/query/src/b.ts', `import { a } from './a.ts';`),
  ];
  const found = Object.values(checks).flatMap((check) => check(fine));
  expect(found).toEqual([]);
});
