/**
 * What a client is told when it asks. The flags are those that the client itself saw on, by the
 * newest definitions; whether the release is open, the person asked and consented, and the words are
 * still there, is looked up at that moment.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, askMessages, Call, ProjectId } from '@tandem/contract';
import { personOf } from '../../people/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Reader } from '../../platform/records.ts';
import type { Sent, Voice } from '../../voice/index.ts';
import { wantLookup, type Lookups } from '../askers/actions.ts';
import { staleReleases } from '../askers/reads.ts';
import { lease } from '../closures/actions.ts';
import { closuresUnder } from '../closures/reads.ts';
import { asker, quoteAround, sealLease, type ClosureRow } from '../closures/rules.ts';
import { readGeneration } from '../identity/reads.ts';
import { identitySecret, isProven, isSameDevice, mayQuote, type Claim } from '../identity/rules.ts';
import { textOf } from '../texts/reads.ts';
import type { OpenRelease, OpenReleases } from './reads.ts';

export type Needs = Pick<Platform, 'records' | 'clock' | 'newId'> & {
  readonly lookups: Lookups;
  readonly open: OpenReleases;
  readonly voice: Pick<Voice, 'byIds' | 'sent' | 'add'>;
  /** Of the installation. */
  readonly secret: string;
};
type Asked = Call<typeof askMessages>['body'];
type Told = Answer<typeof askMessages>;

const nothing: Told = { message: null, isOutdated: false };

export async function ask(needs: Needs, project: ProjectId, asked: Asked): Promise<Told> {
  const { records, clock } = needs;
  const own = personOf(project, asked.distinctId);
  const seen = await look(needs, project, { own, asked });
  if (seen === undefined) return { message: null, isOutdated: true };
  if (seen.rows.length === 0) return nothing;
  const claim = claimOf(needs, project, { asked, generation: seen.generation });
  const waiting = believed(project, {
    claim,
    waiting: await stillConsented(needs, project, { ...seen, own }),
    isVerified: seen.generation !== undefined,
  });
  if (waiting.length === 0) return nothing;
  const by = { actor: asker, at: clock.now() };
  const among = waiting.map(({ row }) => row.id);
  const message = await records.write(project, async (writer) => {
    const row = await lease(writer, by, { project, own, client: asked.client, among });
    const sent = waiting.find((one) => one.row.id === row?.id)?.sent;
    const release = seen.open.find(({ id }) => id === row?.release);
    if (row === undefined || sent === undefined || release === undefined) return null;
    const { body, action } = await textOf(writer, release);
    return {
      token: sealLease(needs.secret, project, { closure: row.id, lease: row.leases }),
      quote: mayQuote(project, claim, sent)
        ? { ...quoteAround(sent.text, row.from_unit, row.to_unit), at: sent.time }
        : null,
      body,
      action,
    };
  });
  return { message, isOutdated: false };
}

type Seen = {
  /** Releases under way whose value this client sees. */
  readonly open: readonly OpenRelease[];
  readonly rows: readonly ClosureRow[];
  /** Of the identity secret; undefined where ids are not verified. */
  readonly generation: number | undefined;
};

/** What may be told, as the records have it; undefined where the client's definitions are old. */
async function look(
  needs: Needs,
  project: ProjectId,
  { own, asked }: { readonly own: string; readonly asked: Asked },
): Promise<Seen | undefined> {
  const read = () =>
    needs.records.read(project, async (reader) => {
      const { version, releases } = await needs.open.of(reader, project);
      if (version !== asked.definitions) return undefined;
      const open = releases.filter(
        ({ flagKey, value }) =>
          Object.hasOwn(asked.flags, flagKey) && isDeepStrictEqual(value, asked.flags[flagKey]),
      );
      if (open.length === 0) return { open, stale: [], rows: [], generation: undefined };
      const stale = await staleReleases(reader, open);
      const rows = await waitingFor(reader, { own, open });
      const generation = rows.length === 0 ? undefined : await readGeneration(reader);
      return { open, stale, rows, generation };
    });
  const seen = await read();
  if (seen === undefined || seen.stale.length === 0) return seen;
  await needs.lookups.refresh(project, seen.open);
  return read();
}

type Wish = { readonly own: string; readonly open: readonly OpenRelease[] };

async function waitingFor(reader: Reader, { own, open }: Wish): Promise<readonly ClosureRow[]> {
  const rows = await closuresUnder(reader, own).execute();
  return rows.filter(
    ({ release, state }) =>
      (state === 'eligible' || state === 'queued') && open.some(({ id }) => id === release),
  );
}

function claimOf(
  { secret }: Needs,
  project: ProjectId,
  { asked, generation }: { readonly asked: Asked; readonly generation: number | undefined },
): Claim {
  const { distinctId, deviceId, proof } = asked;
  const proven =
    generation !== undefined &&
    isProven(identitySecret(secret, project, generation), distinctId, proof);
  return { distinctId, deviceId, isProven: proven };
}

type Waiting = { readonly row: ClosureRow; readonly sent: Sent };

/** Those whose words are still there, with consent; looked up anew where they are not. */
async function stillConsented(
  needs: Needs,
  project: ProjectId,
  { own, open, rows }: Seen & { readonly own: string },
): Promise<readonly Waiting[]> {
  const { records, voice } = needs;
  const withWords = async (some: readonly ClosureRow[]) => {
    const sent = await voice.sent(
      project,
      some.map(({ signal }) => signal),
    );
    return some.flatMap((row): Waiting[] => {
      const words = sent.get(row.signal);
      return words?.mayContact === true ? [{ row, sent: words }] : [];
    });
  };
  const fine = await withWords(rows);
  if (fine.length === rows.length) return fine;
  const lost = rows.filter((row) => !fine.some((one) => one.row === row));
  const releases = open.filter(({ id }) => lost.some((row) => row.release === id));
  await records.write(project, (writer) =>
    wantLookup(
      writer,
      releases.map(({ id }) => id),
    ),
  );
  await needs.lookups.refresh(project, releases);
  return withWords(await records.read(project, (reader) => waitingFor(reader, { own, open })));
}

/** Closures that this client may be given: any, or where ids are verified those of a proven one. */
function believed(
  project: ProjectId,
  given: {
    readonly claim: Claim;
    readonly waiting: readonly Waiting[];
    readonly isVerified: boolean;
  },
): readonly Waiting[] {
  const { claim, waiting, isVerified } = given;
  if (!isVerified || claim.isProven) return waiting;
  return waiting.filter(({ sent }) => isSameDevice(project, claim, sent));
}
