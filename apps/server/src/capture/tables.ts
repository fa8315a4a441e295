/** Records that the capture domain owns. */
import type { Generated } from 'kysely';

declare module '../platform/records.ts' {
  interface Tables {
    cookieless_salts: {
      project: Generated<number>;
      day: string;
      salt: string;
    };
  }
}
