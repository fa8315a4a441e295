/**
 * What the command line asks of a running server. Whoever can read the secret in the data folder
 * owns the installation already; the token is derived from it, so the secret itself never travels.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { backup } from './backup.ts';
import { parseJson } from './body.ts';
import { answerProblem, asProblem, type Wire } from './http.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problem.ts';

export const operatorToken = (secret: string): string =>
  createHmac('sha256', secret).update('operator').digest('hex');

const backupBody = z.object({
  folder: z.string().refine((path) => isAbsolute(path), { message: 'must be an absolute path' }),
});

export function operatorWire(platform: Platform, version: string): Wire {
  return (app) => {
    app.post('/api/operator/backup', async (context) => {
      try {
        admit(context.req.header('authorization'), platform.config.secret);
        const { folder } = backupBody.parse(parseJson(await context.req.text()));
        return context.json(await backup(platform, folder, { at: platform.clock.now(), version }));
      } catch (error) {
        return answerProblem(context, asProblem(error), platform.log);
      }
    });
  };
}

function admit(authorization: string | undefined, secret: string): void {
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Operator ${operatorToken(secret)}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new Problem('unauthenticated', 'Only the command line on this machine may ask this.', {
    hint: 'Run it as the user who owns the data folder, with the same TANDEM_DATA and TANDEM_SECRET.',
  });
}
