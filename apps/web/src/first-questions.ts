/** The first questions of each page inside a project; `asks.ts` says what becomes of them. */
import {
  askFunnel,
  askMetricSeries,
  askTrends,
  getBet,
  getBrief,
  getExperiment,
  getExperimentDays,
  getExperimentResult,
  getExperimentWords,
  getOutcome,
  getOutcomeResult,
  getPerson,
  getRelease,
  getSprint,
  getToday,
  getTree,
  listBets,
  listBriefs,
  listEntries,
  listEventNames,
  listExperiments,
  listFlags,
  listFrameworks,
  listLearnings,
  listLoops,
  listMetrics,
  listOpportunities,
  listOutcomes,
  listPacks,
  listPods,
  listReleases,
  listSprints,
  type Experiment,
  type Outcome,
} from '@tandem/contract';
import { answerTo } from './api.ts';
import { asks, type Opening } from './asks.ts';
import { firstSeries, funnelOf, suggestedSteps, trendsOf } from './insights/questions.ts';
import { rangeOf } from './insights/ranges.ts';
import { isMeasured } from './outcomes/states.ts';
import { peoplePages, readKind, timelinePages } from './people/pages.ts';
import { filterOf, themeOf } from './voice/filters.ts';
import { signalPages } from './voice/signal-pages.ts';

export const firstQuestions = {
  today: asks(({ ask, params }) => ask(answerTo(getToday, { params }))),
  listening: asks(({ ask, askPages, params, search, today }) => {
    askPages(signalPages(params.project, filterOf(search, today), themeOf(search)));
    void ask(answerTo(listOpportunities, { params }));
  }),
  funnel: asks(askFirstFunnel),
  trends: asks(askFirstTrends),
  people: asks(({ askPages, params, search }) =>
    askPages(peoplePages(params.project, search['q'] ?? '')),
  ),
  person: asks(({ ask, askPages, params, id, search }) => {
    void ask(answerTo(getPerson, { params: { ...params, person: id } }));
    askPages(timelinePages(params.project, id, readKind(search['only'])));
    void ask(answerTo(listOpportunities, { params }));
  }),
  metrics: asks(askMetrics),
  opportunities: asks(askTree),
  outcomes: asks(async (opening) => {
    const { ask, params } = opening;
    void ask(answerTo(listMetrics, { params }));
    const outcomes = await ask(answerTo(listOutcomes, { params }));
    askOutcomeResults(opening, outcomes?.outcomes ?? []);
    void ask(answerTo(listBets, { params }));
  }),
  outcome: asks(async (opening) => {
    const { ask, params, id } = opening;
    const outcome = await ask(answerTo(getOutcome, { params: { ...params, id } }));
    if (outcome !== undefined) askOutcomeResults(opening, [outcome]);
  }),
  results: asks(askResults),
  bets: asks(({ ask, params }) => [
    ask(answerTo(listBets, { params })),
    ask(answerTo(listOpportunities, { params })),
  ]),
  bet: asks(({ ask, params, id }) => [
    ask(answerTo(getBet, { params: { ...params, id } })),
    ask(answerTo(listOutcomes, { params })),
    ask(answerTo(listFrameworks, { params, query: { bet: id } })),
    ask(answerTo(listReleases, { params })),
    ask(answerTo(listExperiments, { params })),
  ]),
  sprints: asks(({ ask, params }) => ask(answerTo(listSprints, { params }))),
  sprint: asks(({ ask, params, id }) => ask(answerTo(getSprint, { params: { ...params, id } }))),
  conversation: asks(({ ask, params }) => [
    ask(answerTo(listLoops, { params, query: {} })),
    ask(answerTo(listEntries, { params })),
  ]),
  briefs: asks(({ ask, params }) => ask(answerTo(listBriefs, { params }))),
  brief: asks(({ ask, params, id }) => ask(answerTo(getBrief, { params: { ...params, id } }))),
  pack: asks(({ ask, params }) => ask(answerTo(listPacks, { params }))),
  ship: asks(({ ask, params }) => [
    ask(answerTo(listReleases, { params })),
    ask(answerTo(listFlags, { params })),
  ]),
  release: asks(({ ask, params, id }) => ask(answerTo(getRelease, { params: { ...params, id } }))),
  experiments: asks(({ ask, params }) => [
    ask(answerTo(listExperiments, { params })),
    ask(answerTo(listFlags, { params })),
  ]),
  experiment: asks(askExperiment),
  pods: asks(({ ask, params }) => ask(answerTo(listPods, { params }))),
};

/** Without steps in the address the page begins with those that the catalogue suggests. */
async function askFirstFunnel({ ask, params, search, today }: Opening): Promise<void> {
  let question = funnelOf(search, today);
  if (question === undefined) {
    const catalogue = await ask(answerTo(listEventNames, { params }));
    question = funnelOf({ ...search, steps: suggestedSteps(catalogue?.events ?? []) }, today);
  }
  if (question !== undefined) await ask(answerTo(askFunnel, { params, body: question }));
}

async function askFirstTrends({ ask, params, search, today }: Opening): Promise<void> {
  void import('./charts/engine.ts');
  const asked = trendsOf(search, today);
  if (asked === undefined) {
    const catalogue = await ask(answerTo(listEventNames, { params }));
    if ((catalogue?.events.length ?? 0) === 0) return;
  }
  const question = asked ?? trendsOf({ ...search, series: firstSeries }, today);
  if (question !== undefined) await ask(answerTo(askTrends, { params, body: question }));
}

async function askMetrics({ ask, params, search, today }: Opening): Promise<void> {
  void ask(answerTo(listEventNames, { params }));
  const metrics = (await ask(answerTo(listMetrics, { params })))?.metrics ?? [];
  const body = rangeOf(search, today);
  for (const { id } of metrics) {
    void ask(answerTo(askMetricSeries, { params: { ...params, id }, body }));
  }
}

async function askTree(opening: Opening): Promise<void> {
  const { ask, params, search } = opening;
  void ask(answerTo(listOpportunities, { params }));
  const tree = ask(answerTo(getTree, { params }));
  const outcomes = ask(answerTo(listOutcomes, { params }));
  if (search['view'] === 'table') return;
  askOutcomeResults(opening, (await outcomes)?.outcomes ?? []);
  askExperimentResults(opening, (await tree)?.tests ?? []);
}

async function askResults(opening: Opening): Promise<void> {
  const { ask, params } = opening;
  const outcomes = ask(answerTo(listOutcomes, { params }));
  const experiments = ask(answerTo(listExperiments, { params }));
  void ask(answerTo(listLearnings, { params, query: {} }));
  askOutcomeResults(opening, (await outcomes)?.outcomes ?? []);
  askExperimentResults(opening, (await experiments)?.experiments ?? []);
}

async function askExperiment(opening: Opening): Promise<void> {
  const { ask, id } = opening;
  const params = { ...opening.params, id };
  const experiment = await ask(answerTo(getExperiment, { params }));
  if (experiment === undefined || experiment.startedAt === null) return;
  askExperimentResults(opening, [experiment]);
  void ask(answerTo(getExperimentDays, { params }));
  void ask(answerTo(getExperimentWords, { params }));
}

type OutcomeAt = Pick<Outcome, 'id' | 'state'>;

function askOutcomeResults({ ask, params }: Opening, outcomes: readonly OutcomeAt[]): void {
  for (const { id } of outcomes.filter(isMeasured)) {
    void ask(answerTo(getOutcomeResult, { params: { ...params, id } }));
  }
}

type Started = Pick<Experiment, 'id' | 'startedAt'>;

function askExperimentResults({ ask, params }: Opening, experiments: readonly Started[]): void {
  for (const { id } of experiments.filter(({ startedAt }) => startedAt !== null)) {
    void ask(answerTo(getExperimentResult, { params: { ...params, id } }));
  }
}
