/** People who asked for something, for tests of how they are told: many at once, and their clients. */
import { randomUUID } from 'node:crypto';
import {
  createFlag,
  createOpportunity,
  createRelease,
  getRelease,
  listLoops,
  moveRelease,
  updateRelease,
  type askMessages,
  type Answer,
  type Call,
  type Client,
  type LoopMessage,
  type ProjectId,
} from '@tandem/contract';
import { compileFlags, evaluate, type Attributes, type FlagsDefinition } from '@tandem/flags';
import type { App } from '../compose.ts';
import type { World } from './world.ts';
import { hashOfWords } from '../evidence/highlights/rules.ts';

type Params = { readonly project: number };

export type Wish = {
  readonly distinctId: string;
  readonly text: string;
  readonly mayContact: boolean;
  readonly deviceId?: string;
};

/** Everybody says their sentence and is marked as having asked for the opportunity, all in two rows each. */
export async function askFor(
  app: App,
  project: { readonly id: ProjectId; readonly send: Send },
  opportunity: string,
  wishes: readonly Wish[],
): Promise<void> {
  const signals = wishes.map((wish) => ({
    source: 'widget',
    sourceId: randomUUID(),
    time: '2026-05-04T10:00:00.000Z',
    mayQuote: false,
    ...wish,
  }));
  const answer = await project.send('/api/v1/signals', { signals });
  const { results } = (await answer.json()) as { results: { id: string }[] };
  const said = wishes.map(({ text }, i) => ({ id: results[i]!.id, text }));
  await linkAll(app, project.id, said, { id: opportunity, relation: 'asked_for' });
}

/** Signals, from some unit on, stand for an opportunity: as their highlights would, all in two rows each. */
export async function linkAll(
  app: App,
  project: ProjectId,
  said: readonly { readonly id: string; readonly text: string }[],
  to: {
    readonly id: string;
    readonly relation: 'asked_for' | 'supports';
    /** Where the span begins; the same one stands in the records once. */
    readonly from?: number;
  },
): Promise<void> {
  if (said.length === 0) return;
  const { from = 0 } = to;
  const common = { author: 'Tester', at: new Date('2026-05-05T10:00:00.000Z') };
  const highlights = said.map(({ id: signal, text }) => ({
    ...common,
    id: randomUUID(),
    signal,
    from_unit: from,
    to_unit: text.length,
    text_hash: hashOfWords(text.slice(from)),
    type: 'job' as const,
    is_stated: true,
    is_redacted: false,
  }));
  const links = highlights.map(({ id }) => ({
    ...common,
    id: randomUUID(),
    highlight: id,
    to_kind: 'opportunity',
    to_id: to.id,
    relation: to.relation,
    note: null,
  }));
  await app.platform.records.write(project, async (writer) => {
    await writer.insertInto('highlights').values(highlights).execute();
    await writer.insertInto('evidence_links').values(links).execute();
  });
}

/** A flag, an opportunity and a release of both: first to those who are `early`, then to everybody. */
export async function planRelease(call: Client, params: Params, key = 'picks') {
  const { id: opportunity } = await call(createOpportunity, {
    params,
    body: { statement: 'I waste my time looking for what fits' },
  });
  const flag = await call(createFlag, { params, body: { key, name: key, kind: 'boolean' } });
  const rings = [{ name: 'Early', share: 1, condition: { early: true } }];
  const release = await call(createRelease, {
    params,
    body: { name: key, flag: flag.id, opportunities: [opportunity], rings },
  });
  const at = { ...params, id: release.id };
  await call(updateRelease, {
    params: at,
    body: { version: 1, announcement: { kind: 'none', reason: 'askers are told' } },
  });
  return {
    opportunity,
    flag: flag.id,
    release: release.id,
    key,
    move: (move: Move, reason?: string) => stepOn(call, at, move, reason),
  };
}
type Move = Call<typeof moveRelease>['body']['move'];

/** Moves a release from the version that is there. */
export async function stepOn(
  call: Client,
  params: Params & { readonly id: string },
  move: Move,
  reason = 'because',
) {
  const { version } = await call(getRelease, { params });
  return call(moveRelease, { params, body: { version, move, reason } });
}

export type Send = (path: string, body: unknown) => Promise<Response>;
export type Definitions = FlagsDefinition & { readonly version: number };
type Asked = Call<typeof askMessages>['body'];

/** What a client asks with: the flags that it sees on by these definitions. */
export function question(
  definitions: Definitions,
  who: Pick<Asked, 'distinctId' | 'deviceId' | 'proof'> & { readonly attributes?: Attributes },
): Asked {
  const { attributes, ...ids } = who;
  const flags = compileFlags(definitions);
  const given = { id: ids.distinctId, ...attributes };
  const on = Object.keys(definitions.features ?? {}).flatMap((key) => {
    const { on: isOn, value } = evaluate(flags, key, { attributes: given });
    return isOn ? [[key, value] as const] : [];
  });
  return {
    ...ids,
    flags: Object.fromEntries(on),
    definitions: definitions.version,
    client: randomUUID(),
  };
}

/** The calls of a client; every answer that is no success is thrown. */
export function messagesOf(send: Send) {
  async function post<T>(path: string, body: unknown): Promise<T> {
    const answer = await send(`/api/v1/messages${path}`, body);
    if (answer.ok) return (await answer.json()) as T;
    throw Object.assign(new Error(await answer.text()), { status: answer.status });
  }
  return {
    ask: (asked: Asked) => post<Answer<typeof askMessages>>('', asked),
    showing: async ({ token }: Pick<LoopMessage, 'token'>) =>
      (await post<{ isMine: boolean }>('/receipts', { token, step: 'showing' })).isMine,
    shown: ({ token }: Pick<LoopMessage, 'token'>) => post('/receipts', { token, step: 'shown' }),
    answer: ({ token }: Pick<LoopMessage, 'token'>, answer: string, words?: string) =>
      post<{ answer: string }>('/answers', { token, answer, ...(words && { words }) }),
    stop: ({ token }: Pick<LoopMessage, 'token'>) => post('/stops', { token }),
  };
}

export const sentence = 'I waste too much time browsing; just show me what I’ll love.';
export const wish = (distinctId: string, more: Partial<Wish> = {}): Wish => ({
  distinctId,
  text: sentence,
  mayContact: true,
  ...more,
});

/** A release that reached everybody, and for which these people had asked. */
export async function launch(world: World, wishes: readonly Wish[]) {
  const project = await world.project();
  const plan = await planRelease(project.call, project.params);
  await askFor(world.app, project, plan.opportunity, wishes);
  await plan.move('complete');
  const definitions = async () =>
    (await (await world.request(`/api/v1/flags?key=${project.publicKey}`)).json()) as Definitions;
  const client = messagesOf(project.send);
  const asking = async (distinctId: string, more: Pick<Asked, 'deviceId' | 'proof'> = {}) =>
    question(await definitions(), { distinctId, ...more });
  return {
    project,
    plan,
    ...client,
    definitions,
    asking,
    message: async (...who: Parameters<typeof asking>) =>
      (await client.ask(await asking(...who))).message,
    /** As the SDK says it: this device is this user's. */
    merge: (user: string, deviceId: string) => sayMerged(project.send, user, deviceId),
    loop: async () => {
      await world.app.platform.facts.deliver();
      const { loops } = await project.call(listLoops, { params: project.params });
      return loops[0]!;
    },
  };
}

/** As the SDK says it: this device is this user's. */
export const sayMerged = (send: Send, user: string, deviceId: string, at = new Date()) =>
  send('/api/v1/events', {
    events: [
      {
        id: randomUUID(),
        event: '$identify',
        distinctId: user,
        anonymousId: deviceId,
        timestamp: at.toISOString(),
        properties: {},
      },
    ],
  });
