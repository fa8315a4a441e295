/**
 * What clients ask for all day: the definitions of fifty flags, from Tandem and from Unleash, in
 * turns. Both answer whole, then with "nothing changed" to the tag of what the client has.
 *
 *   npm run bench -- definitions [seconds]
 */
import { createClient, createFlag } from '@tandem/contract';
import { load, type LoadResult } from '../load.ts';
import { machine, median } from '../machine.ts';
import { clientToken, startUnleash } from '../peers/unleash.ts';
import { privateKey, publicKey, startServer, type Running } from '../processes.ts';

const seconds = Number(process.argv[2] ?? 8);
const rounds = 3;
const least = 2;
const connections = 32;
const names = Array.from({ length: 50 }, (_, i) => `flag-${i}`);

type Side = { readonly running: Running; readonly path: string; readonly authorization: string };

const tandem = await startTandem();
const unleash: Side = {
  running: await startUnleash(names),
  path: '/api/client/features',
  authorization: clientToken,
};
try {
  console.log(machine());
  await check(tandem);
  await check(unleash);
  await compare('whole', false);
  await compare('unchanged', true);
} finally {
  await tandem.running.stop();
  await unleash.running.stop();
}

async function startTandem(): Promise<Side> {
  const running = await startServer();
  const headers = { authorization: `Bearer ${privateKey}` };
  const call = createClient({ baseUrl: running.url, fetch, headers });
  for (const key of names) {
    const rules = [{ id: 'some', share: 0.3, variant: 'on' }];
    await call(createFlag, {
      params: { project: 1 },
      body: { key, name: key, kind: 'boolean', rules },
    });
  }
  return { running, path: '/api/v1/flags', authorization: `Bearer ${publicKey}` };
}

/** Both know all fifty. */
async function check({ running, path, authorization }: Side): Promise<void> {
  const answer = await fetch(running.url + path, { headers: { authorization } });
  const text = await answer.text();
  const missing = names.filter((name) => !text.includes(`"${name}"`));
  if (!answer.ok || missing.length > 0) throw new Error(`${path}: ${missing.join(', ')} missing`);
}

async function compare(title: string, isTagged: boolean): Promise<void> {
  const ours: LoadResult[] = [];
  const theirs: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await measure(unleash, isTagged));
    ours.push(await measure(tandem, isTagged));
  }
  const rate = (all: readonly LoadResult[]) => median(all.map((one) => one.perSecond));
  const ratio = rate(ours) / rate(theirs);
  const failed = [...ours, ...theirs].reduce((sum, one) => sum + one.failed, 0);
  console.log(
    `\n${title}, ${connections} connections, ${rounds} rounds of ${seconds} s each, in turns, failed ${failed}`,
  );
  console.log(`  Unleash ${Math.round(rate(theirs))} requests/s`);
  console.log(
    `  Tandem  ${Math.round(rate(ours))} requests/s: ${ratio.toFixed(1)} times (at least ${least})`,
  );
  if (ratio < least || failed > 0) process.exitCode = 1;
}

async function measure({ running, path, authorization }: Side, isTagged: boolean) {
  const url = running.url + path;
  const first = await fetch(url, { headers: { authorization } });
  const tag = first.headers.get('etag') ?? '';
  const headers = { authorization, ...(isTagged && { 'if-none-match': tag }) };
  const expects = isTagged ? 304 : 200;
  await load({ url, headers, connections, seconds: 1, batch: 0, expects });
  return load({ url, headers, connections, seconds, batch: 0, expects });
}
