import type { Platform } from '../platform/platform.ts';
import { dayOf } from './cookieless.ts';
import './tables.ts';

/** Deletes the salts of days gone by, also of projects to which nobody came since. */
export function scheduleForgetting({ jobs, records, clock }: Platform): void {
  jobs.schedule('forget-cookieless-salts', '2 0 * * *', async () => {
    const today = dayOf(clock.now());
    await records.installation.write((w) =>
      w.deleteFrom('cookieless_salts').where('day', '<', today).execute(),
    );
  });
}
