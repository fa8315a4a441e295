/**
 * Who is who: ids, merges, traits, accounts, consent, erasure. A stored event carries the person of
 * its own id, for ever; merges are override rows that every query maps through, and traits are
 * facts that are folded when read. Emits `person.merged` and `person.erased`.
 */
import type { Person, ProjectId } from '@tandem/contract';
import type { Access } from '../access/index.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { createErasure, type Erasure } from './erasure/actions.ts';
import { allJoined, createMerges, type Unjoined } from './identity/actions.ts';
import {
  distinctIdsOf,
  namesOf,
  personsIn,
  profilesOf,
  resolvePerson,
  type Called,
  type Resolved,
} from './reads.ts';
import { peopleRoutes } from './routes.ts';
import type { PersonChange } from './rules.ts';
import { createTraits } from './traits/actions.ts';

export type { Erased } from './erasure/actions.ts';
export { holdMerges } from './identity/actions.ts';
export { mostIds } from './identity/rules.ts';
export { callNames, overrides, personsIn, resolveIn, type Called, type Resolved } from './reads.ts';
export {
  accountOf,
  namedUuid,
  personOf,
  storable,
  storableJson,
  type PersonChange,
} from './rules.ts';
export { asSignal, signalColumns, type SignalRow } from './timeline/rules.ts';

type Lower = Pick<Access, 'audit' | 'forget'>;

export interface People {
  /**
   * Applies what a batch says of people, in order; resolves once durable, with how many joins were
   * refused. Idempotent.
   */
  learn(project: ProjectId, changes: readonly PersonChange[]): Promise<Unjoined>;
  /** The person that an id of theirs leads to now, with all person ids that were theirs. */
  resolve(project: ProjectId, id: string): Promise<Resolved>;
  /** Everything known of these people (canonical ids), those without any trace left out. */
  profiles(project: ProjectId, people: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** By stored person id: who that is now, and what to call them. Reads no events. */
  names(project: ProjectId, stored: readonly string[]): Promise<ReadonlyMap<string, Called>>;
  /** Who these stored persons are now, those that were never merged left out: no fact is read. */
  persons(project: ProjectId, stored: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Every id under which these people (canonical) are known, up to a hundred each. */
  distinctIds(
    project: ProjectId,
    people: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A domain that keeps something of people says here how it forgets them; idempotent. */
  onErasure(...answer: Parameters<Erasure['answer']>): void;
  /**
   * Runs work that takes in data of people; it is told of a distinct id whether what it did at that
   * time was erased and must stay so. An erasure waits for the work that began before it.
   */
  readonly whileTaking: Erasure['whileTaking'];
}

export function createPeople(platform: Platform, access: Lower): People & Parts {
  const merges = createMerges(platform);
  const traits = createTraits(platform);
  const erasure = createErasure(platform);

  erasure.answer('access', (project, { people }) => access.forget(project, people));
  erasure.answer('people', async (project, { people }) => {
    await erasure.settled(project);
    await platform.records.write(project, (w) =>
      w
        .deleteFrom('person_ids')
        .where('own', 'in', [...people])
        .execute(),
    );
    merges.forget(project);
    traits.forget();
    await platform.events.erase(project, people);
  });

  return {
    async learn(project, changes) {
      if (changes.length === 0) return allJoined;
      return erasure.whileTaking(project, async (wasErased) => {
        const news = changes.filter(({ distinctId, time }) => !wasErased(distinctId, time));
        const [unjoined] = await Promise.all([
          merges.learn(project, news),
          traits.learn(project, news),
        ]);
        return unjoined;
      });
    },
    resolve: (project, id) => resolvePerson(platform, project, id),
    profiles: (project, people) => profilesOf(platform, project, people),
    names: (project, stored) => namesOf(platform, project, stored),
    persons: (project, stored) =>
      platform.records.read(project, (reader) => personsIn(reader, stored)),
    distinctIds: (project, ids) => distinctIdsOf(platform, project, ids),
    onErasure: (domain, forget) => erasure.answer(domain, forget),
    whileTaking: erasure.whileTaking,
    routes: peopleRoutes({ doors: platform, erasure, audit: access.audit }),
  };
}
