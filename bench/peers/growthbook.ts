/** GrowthBook's own SDK, installed into `peers/growthbook` when first asked for. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Answer = {
  readonly value: unknown;
  readonly source: string;
  readonly ruleId: string;
  readonly experimentResult?: {
    readonly variationId: number;
    readonly key: string;
    readonly bucket?: number;
  };
};
type Options = {
  readonly attributes?: object;
  readonly features?: object;
  readonly savedGroups?: object;
};

/** What of it the benchmark uses. */
export type GrowthBookSdk = {
  /** For one person, in the browser. */
  readonly GrowthBook: new (options: Options) => { evalFeature(key: string): Answer };
  /** For many people, on a server. */
  readonly GrowthBookClient: new () => {
    initSync(options: { readonly payload: object }): unknown;
    evalFeature(key: string, person: { readonly attributes: object }): Answer;
  };
};

export async function growthBook(): Promise<GrowthBookSdk> {
  const folder = join(import.meta.dirname, 'growthbook');
  const entry = join(folder, 'node_modules/@growthbook/growthbook/dist/esm/index.mjs');
  if (!existsSync(entry)) {
    const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'inherit' });
    if (status !== 0) throw new Error('bench/peers/growthbook could not be installed');
  }
  // Otherwise it writes a log line for every step of every evaluation.
  process.env['NODE_ENV'] = 'production';
  return (await import(pathToFileURL(entry).href)) as GrowthBookSdk;
}
