/** What every domain may use: the doors and the few things of the world, made once in compose.ts. */
import type { Clock, NewId } from './clock.ts';
import type { Config } from './config.ts';
import type { EventsDoor } from './events.ts';
import type { Facts } from './facts.ts';
import type { Route, Wire } from './http.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail.ts';
import type { Meters } from './meters.ts';
import type { RecordsDoor } from './records.ts';

export type Platform = {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly events: EventsDoor;
  readonly records: RecordsDoor;
  readonly facts: Facts;
  readonly jobs: Jobs;
  readonly mail: Mail;
  readonly meters: Meters;
};

/** What a domain gives to the whole, beside what other domains may ask of it. */
export type Parts = { readonly routes: readonly Route[]; readonly wires?: readonly Wire[] };
