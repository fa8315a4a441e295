/** Pure checks: sources in, lines out. An empty list means that the rule holds. */
import { posix } from 'node:path';
import * as rules from './rules.ts';
import { importsOf, isTest, type Import, type Source } from './sources.ts';

export type Check = (sources: readonly Source[]) => readonly string[];

const server = 'apps/server/src/';
const code = (sources: readonly Source[]) => sources.filter(({ path }) => !isTest(path));
const imports = (sources: readonly Source[]) => sources.flatMap(importsOf);
const says = ({ from, to }: Import, why: string) => `${from} imports ${to}: ${why}`;

/** The first folder below the server's sources, or the file itself. */
function partOf(path: string): string | undefined {
  return path.startsWith(server) ? path.slice(server.length).split('/')[0] : undefined;
}

export const domainRanks: Check = (sources) =>
  imports(code(sources)).flatMap((one) => {
    const from = partOf(one.from);
    const to = partOf(one.to);
    if (from === undefined || to === undefined || from === to) return [];
    if (rules.composition.includes(from)) return [];
    if (from === rules.migrations.folder) {
      return rules.migrations.mayImport.includes(to) ? [] : [says(one, 'migrations stand alone')];
    }
    // The door reads the migrations it applies.
    if (from === 'platform' && to === rules.migrations.folder) return [];
    const mine = rules.ranks[from];
    const theirs = rules.ranks[to];
    if (mine === undefined) return [`${one.from}: ${from} has no rank in checks/rules.ts`];
    if (theirs === undefined) return [says(one, `${to} is put together, not imported`)];
    return theirs < mine ? [] : [says(one, `rank ${mine} may import only lower ranks`)];
  });

export const onlyThroughIndex: Check = (sources) =>
  imports(code(sources)).flatMap((one) => {
    const from = partOf(one.from);
    const to = partOf(one.to);
    if (to === undefined || from === to || from === undefined) return [];
    if (rules.ranks[to] === undefined || to === 'platform') return [];
    if (rules.composition.includes(from)) return [];
    return one.to === `${server}${to}/index.ts` ? [] : [says(one, 'only through its index.ts')];
  });

export const closedVocabulary: Check = (sources) =>
  code(sources).flatMap(({ path }) => {
    const domain = partOf(path) ?? '';
    if (!(domain in rules.ranks) || domain === 'platform') return [];
    if (rules.foreign.includes(domain)) return [];
    const name = posix.basename(path, '.ts');
    const known = [...rules.vocabulary, ...(rules.ownFiles[domain] ?? [])];
    if (known.includes(name)) return [];
    return [
      `${path}: a domain has ${rules.vocabulary.join(', ')}; what is more is a folder of these`,
    ];
  });

export const doorsOnly: Check = (sources) => [
  ...imports(code(sources)).flatMap((one) =>
    rules.doors
      .filter(({ library, only }) => library.test(one.to) && !only.test(one.from) && !one.isType)
      .filter(() => one.from.startsWith('apps/') || one.from.startsWith('packages/'))
      .map(({ only }) => says(one, `only ${only.source} may`)),
  ),
  ...code(sources)
    .filter(({ path, text }) => rules.dialects.names.test(text) && !rules.dialects.only.test(path))
    .filter(({ path }) => !rules.aboutTheRules.test(path))
    .map(({ path }) => `${path} names a dialect: only ${rules.dialects.only.source} may`),
];

export const packagePurity: Check = (sources) =>
  code(sources).flatMap((source) => {
    const name = /^packages\/([\w-]+)\/src\//.exec(source.path)?.[1];
    if (name === undefined) return [];
    const allowed = rules.packages[name];
    if (allowed === undefined) return [`packages/${name} has no entry in checks/rules.ts`];
    const foreign = importsOf(source)
      .filter(({ to }) => !to.startsWith('packages/') && !allowed.includes(to))
      .map((one) => says(one, `packages/${name} may import ${allowed.join(', ') || 'nothing'}`));
    const world = rules.pure.includes(name)
      ? rules.worldly.exec(withoutComments(source.text))
      : null;
    return world === null ? foreign : [...foreign, `${source.path} uses ${world[0]}: it is pure`];
  });

export const appsApart: Check = (sources) =>
  imports(sources).flatMap((one) => {
    const from = /^(apps|packages)\/([\w-]+)\//.exec(one.from);
    const app =
      /^apps\/([\w-]+)\//.exec(one.to)?.[1] ?? /^@tandem\/(server|web)$/.exec(one.to)?.[1];
    if (from === null || app === undefined) return [];
    if (from[1] === 'apps' && from[2] === app) return [];
    return [says(one, 'apps are not imported by packages or by other apps')];
  });

export const acrossProjects: Check = (sources) =>
  code(sources)
    .filter(({ path, text }) => path.startsWith(server) && /\.installation\b/.test(text))
    .filter(({ path }) => !rules.acrossProjects.test(path))
    .map(({ path }) => `${path} reaches across projects: use records.read(project, ...)`);

const factSql = new RegExp(
  `\\b(FROM|INTO|JOIN|TABLE|UPDATE)\\s+(${rules.factTables.join('|')})\\b`,
);
export const factTablesNamed: Check = (sources) =>
  code(sources)
    .filter(({ path }) => !rules.mayNameFactTables.test(path) && !rules.aboutTheRules.test(path))
    .flatMap(({ path, text }) => {
      const found = factSql.exec(withoutComments(text));
      return found === null ? [] : [`${path}: "${found[0]}": use source() of packages/query`];
    });

export const fileSizes: Check = (sources) =>
  sources
    .filter(({ path }) => !rules.exemptFromSize.test(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > rules.maxLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, at most ${rules.maxLines}`);

export const noMachineTraces: Check = (sources) =>
  sources
    .filter(({ path }) => !rules.aboutTheRules.test(path))
    .flatMap(({ path, text }) =>
      rules.machineTraces.flatMap((trace) => {
        const found = trace.exec(text);
        return found === null ? [] : [`${path}: "${found[0]}" belongs to one machine`];
      }),
    );

/** Cycles of imports that exist at run time, each named once by its smallest file. */
export const noCycles: Check = (sources) => {
  const edges = new Map<string, string[]>();
  for (const one of imports(sources)) {
    if (!one.isType) edges.set(one.from, [...(edges.get(one.from) ?? []), one.to]);
  }
  const found = new Set<string>();
  for (const start of edges.keys()) {
    const cycle = wayBack(start, edges);
    if (cycle !== undefined && cycle.every((path) => path >= start)) found.add(cycle.join(' -> '));
  }
  return [...found];
};

/** The shortest way from a file back to itself. */
function wayBack(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of edges.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

export const plainNames: Check = (sources) =>
  sources.flatMap(({ path }) => {
    const name = posix.basename(path).replace(/(\.test|\.config|\.d)?\.\w+$/, '');
    if (/^(utils?|helpers?|common|managers?|base|misc)$/.test(name)) {
      return [`${path}: name it after what it holds`];
    }
    const isComponent = path.endsWith('.tsx');
    const fits = isComponent ? /^([A-Z]\w*|[a-z0-9-]+)$/ : /^[a-z0-9]+([.-][a-z0-9]+)*$/;
    return fits.test(name) ? [] : [`${path}: kebab-case, a React component PascalCase`];
  });

const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
