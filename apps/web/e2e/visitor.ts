/** A signed-in browser page, and the projects to look at. */
import {
  addScopeItem,
  answerBetQuestion,
  createBet,
  createClient,
  createHighlight,
  createProject,
  getMe,
  listBets,
  listBriefs,
  listExperiments,
  listFlags,
  listMetrics,
  listOpportunities,
  listOutcomes,
  listPeople,
  listReleases,
  listSignals,
  listSprints,
  makePack,
  ProblemError,
} from '@tandem/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { recordPaths, type PlacedPage } from './pages.ts';
import type { RunningServer } from './server.ts';

export type Projects = { readonly empty: number; readonly demo: number };

export async function signIn(context: BrowserContext, server: RunningServer): Promise<void> {
  const answer = await context.request.post(`${server.url}/api/auth/sign-in/email`, {
    data: { email: server.email, password: server.password },
    headers: { origin: server.url },
  });
  if (!answer.ok()) throw new Error(`sign-in was refused: ${answer.status()}`);
}

/** Makes the demo project and waits until all of it is there. */
export async function prepareDemo(
  context: BrowserContext,
  server: RunningServer,
): Promise<Projects> {
  const call = clientOf(context, server);
  const me = await call(getMe, {});
  const demo = await call(createProject, {
    params: { workspace: me.workspace.id },
    body: { name: 'Northfell (demo)', demo: true },
  });
  await untilLoaded(call, demo.id);
  return { empty: me.projects[0]!.id, demo: demo.id };
}

type Records = Readonly<Record<keyof typeof recordPaths, string>>;

/** Pages of single records of the demo, and the week's pack, which somebody has to make. */
export async function recordPages(
  context: BrowserContext,
  server: RunningServer,
  project: number,
): Promise<readonly PlacedPage[]> {
  const call = clientOf(context, server);
  await somePack(call, project);
  const ids: Records = {
    ...(await knownIds(call, { project })),
    'bet-idea': await aBet(call, project),
  };
  return Object.entries(recordPaths).map(([name, path]) => {
    const id = ids[name as keyof Records];
    if (id === '') throw new Error(`the demo has no ${name}`);
    return { name, path: path.replace('$id', id) };
  });
}

/** The job of the week may make one at the same moment: then there is one. */
async function somePack(call: Client, project: number): Promise<void> {
  try {
    await call(makePack, { params: { project } });
  } catch (error) {
    const isThere = error instanceof ProblemError && error.code === 'conflict';
    if (!isThere) throw error;
  }
}

/** The first of each kind that has something to show. */
async function knownIds(
  call: Client,
  params: { readonly project: number },
): Promise<Omit<Records, 'bet-idea'>> {
  const { people } = await call(listPeople, { params, query: { limit: 200 } });
  const { experiments } = await call(listExperiments, { params });
  const { bets } = await call(listBets, { params });
  const { opportunities } = await call(listOpportunities, { params });
  const first = (all: readonly { readonly id: string }[]) => all[0]?.id ?? '';
  return {
    person: first(people.filter(({ signals, name }) => signals > 0 && name !== null)),
    sprint: first((await call(listSprints, { params })).sprints),
    outcome: first((await call(listOutcomes, { params })).outcomes),
    bet: first(bets.filter(({ state }) => state !== 'idea')),
    release: first((await call(listReleases, { params })).releases),
    experiment: first(experiments.filter(({ startedAt }) => startedAt !== null)),
    brief: first((await call(listBriefs, { params })).briefs),
    signal: first((await call(listSignals, { params, query: { limit: 1 } })).signals),
    opportunity: first(opportunities.filter(({ signatures }) => signatures.length === 1)),
    metric: first((await call(listMetrics, { params })).metrics),
    flag: first((await call(listFlags, { params })).flags),
  };
}

/** A bet with scope, some of it asked for by nobody, and one of its two questions answered. */
async function aBet(call: Client, project: number): Promise<string> {
  const params = { project };
  const { opportunities } = await call(listOpportunities, { params });
  const opportunity = opportunities[0]?.id ?? null;
  const { id } = await call(createBet, {
    params,
    body: { title: 'Say why nothing can be chosen', opportunity, appetiteDays: 42 },
  });
  const path = { ...params, id };
  await call(addScopeItem, { params: path, body: { text: 'A line under each greyed choice' } });
  const { items } = await call(addScopeItem, { params: path, body: { text: 'A help page' } });
  const { signals } = await call(listSignals, { params, query: { search: 'greyed', limit: 3 } });
  const link = { kind: 'scope_item', id: items[0]!.id } as const;
  for (const signal of signals) {
    const start = Math.max(0, signal.text.toLowerCase().indexOf('greyed'));
    const body = { signal: signal.id, start, end: start + 6, type: 'pain', link } as const;
    await call(createHighlight, { params, body });
  }
  await call(answerBetQuestion, {
    params: { ...path, question: 'real_problem' },
    body: { version: 1, answer: 'They say so in the words above' },
  });
  return id;
}

type Client = ReturnType<typeof clientOf>;

function clientOf(context: BrowserContext, server: RunningServer) {
  return createClient<AbortSignal>({
    baseUrl: server.url,
    fetch: async (url, init) => {
      const answer = await context.request.fetch(url, {
        method: init.method,
        headers: { ...init.headers, origin: server.url },
        ...(init.body === undefined ? {} : { data: init.body }),
      });
      return { ok: answer.ok(), status: answer.status(), text: () => answer.text() };
    },
  });
}

/** The demo comes in step by step; it is there when the last one is: needs that wait for a side. */
async function untilLoaded(call: Client, project: number): Promise<void> {
  for (let waited = 0; waited < 150_000; waited += 1500) {
    const { opportunities } = await call(listOpportunities, { params: { project } });
    if (opportunities.filter(({ signatures }) => signatures.length === 1).length === 2) return;
    await new Promise((wait) => setTimeout(wait, 1500));
  }
  throw new Error('the demo company was not there within 150 s');
}

/** Waits until nothing loads any more: no request in flight, no skeleton, fonts there. */
export async function untilStill(page: Page, restMs = 250): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('main') !== null);
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(restMs);
}
