/** A published click stream beside the project; where it is absent, one visible line and skipped tests. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TestProject } from './world.ts';

const file = new URL(
  '../../../../../shared/fixtures/ecom-clickstream/ecom.csv.gz',
  import.meta.url,
);
export const hasClickStream = existsSync(file);
if (!hasClickStream) {
  if (process.env['CI'] === 'true') throw new Error('shared/fixtures/ecom-clickstream is absent');
  console.warn('skipped: shared/fixtures/ecom-clickstream is absent');
}

/** `at` is an instant in UTC. */
type Deed = { readonly user: string; readonly event: string; readonly at: string };

/** All rows in the order of the file, which has no quoted fields. */
export function readDeeds(): readonly Deed[] {
  const [, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const [user = '', , event = '', at = ''] = line.split(',');
    return { user, event, at: `${at.replace(' ', 'T')}Z` };
  });
}

const batchSize = 5_000;

/** Sends them in through the real door; throws where any is refused. */
export async function sendDeeds(project: TestProject, deeds: readonly Deed[]): Promise<void> {
  for (let start = 0; start < deeds.length; start += batchSize) {
    const events = deeds.slice(start, start + batchSize).map(({ user, event, at }, i) => ({
      id: `ecom-${start + i}`,
      event,
      distinctId: user,
      timestamp: at,
    }));
    const answer = await project.send('/api/v1/events', { events, historical: true });
    const { refused } = (await answer.json()) as { refused: number };
    if (refused > 0) throw new Error(`${refused} events were refused`);
  }
}
