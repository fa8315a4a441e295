/** Every page and where it lives. Pages are loaded when they are first opened. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { firstQuestions } from './first-questions.ts';
import { requireMe, startPage } from './shell/session.ts';
import { NotFound, PageTrouble } from './shell/PageTrouble.tsx';
import { Shell } from './shell/Shell.tsx';
import { parseSearch, writeSearch, type Search } from './search.ts';

type Context = { readonly queries: QueryClient };

const root = createRootRouteWithContext<Context>()({
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  notFoundComponent: NotFound,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.queries, location.href);
    throw redirect(startPage(me));
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./access/SignIn.tsx'), 'SignIn'),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('./access/Claim.tsx'), 'Claim'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./access/Forgot.tsx'), 'Forgot'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./access/Reset.tsx'), 'Reset'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('./access/Invitation.tsx'), 'Invitation'),
});
const noProject = createRoute({
  getParentRoute: () => root,
  path: '/no-project',
  beforeLoad: ({ context, location }) => requireMe(context.queries, location.href),
  component: lazyRouteComponent(() => import('./access/NoProject.tsx'), 'NoProject'),
});

const project = createRoute({
  getParentRoute: () => root,
  path: '/p/$project',
  beforeLoad: async ({ context, location, params }) => {
    const me = await requireMe(context.queries, location.href);
    if (!me.projects.some(({ id }) => String(id) === params.project)) throw redirect(startPage(me));
  },
  component: Shell,
});
const projectStart = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$project/today', params });
  },
});
const today = createRoute({
  getParentRoute: () => project,
  path: '/today',
  loader: firstQuestions.today,
  component: lazyRouteComponent(() => import('./today/Today.tsx'), 'Today'),
});
const listening = createRoute({
  getParentRoute: () => project,
  path: '/listening',
  loader: firstQuestions.listening,
  component: lazyRouteComponent(() => import('./voice/Listening.tsx'), 'Listening'),
});
const explore = createRoute({ getParentRoute: () => project, path: '/explore' });
const exploreStart = createRoute({
  getParentRoute: () => explore,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$project/explore/funnel', params });
  },
});
const funnel = createRoute({
  getParentRoute: () => explore,
  path: '/funnel',
  loader: firstQuestions.funnel,
  component: lazyRouteComponent(() => import('./insights/Funnel.tsx'), 'Funnel'),
});
const trends = createRoute({
  getParentRoute: () => explore,
  path: '/trends',
  loader: firstQuestions.trends,
  component: lazyRouteComponent(() => import('./insights/Trends.tsx'), 'Trends'),
});
const people = createRoute({
  getParentRoute: () => project,
  path: '/people',
  loader: firstQuestions.people,
  component: lazyRouteComponent(() => import('./people/People.tsx'), 'People'),
});
const person = createRoute({
  getParentRoute: () => project,
  path: '/people/$person',
  loader: firstQuestions.person,
  component: lazyRouteComponent(() => import('./people/Person.tsx'), 'PersonPage'),
});
const metrics = createRoute({
  getParentRoute: () => project,
  path: '/metrics',
  loader: firstQuestions.metrics,
  component: lazyRouteComponent(() => import('./metrics/Metrics.tsx'), 'Metrics'),
});
const opportunities = createRoute({
  getParentRoute: () => project,
  path: '/opportunities',
  loader: firstQuestions.opportunities,
  component: lazyRouteComponent(() => import('./discovery/Opportunities.tsx'), 'Opportunities'),
});
const outcomes = createRoute({
  getParentRoute: () => project,
  path: '/outcomes',
  loader: firstQuestions.outcomes,
  component: lazyRouteComponent(() => import('./outcomes/Outcomes.tsx'), 'Outcomes'),
});
const outcome = createRoute({
  getParentRoute: () => project,
  path: '/outcomes/$outcome',
  loader: firstQuestions.outcome,
  component: lazyRouteComponent(() => import('./outcomes/OutcomePage.tsx'), 'OutcomePage'),
});
const results = createRoute({
  getParentRoute: () => project,
  path: '/results',
  loader: firstQuestions.results,
  component: lazyRouteComponent(() => import('./outcomes/Results.tsx'), 'Results'),
});
const sprints = createRoute({
  getParentRoute: () => project,
  path: '/discovery',
  loader: firstQuestions.sprints,
  component: lazyRouteComponent(() => import('./discovery/Sprints.tsx'), 'Sprints'),
});
const sprint = createRoute({
  getParentRoute: () => project,
  path: '/discovery/$sprint',
  loader: firstQuestions.sprint,
  component: lazyRouteComponent(() => import('./discovery/SprintPage.tsx'), 'SprintPage'),
});
const conversation = createRoute({
  getParentRoute: () => project,
  path: '/conversation',
  loader: firstQuestions.conversation,
  component: lazyRouteComponent(() => import('./engage/Conversation.tsx'), 'Conversation'),
});
const briefs = createRoute({
  getParentRoute: () => project,
  path: '/briefs',
  loader: firstQuestions.briefs,
  component: lazyRouteComponent(() => import('./alignment/Briefs.tsx'), 'Briefs'),
});
const brief = createRoute({
  getParentRoute: () => project,
  path: '/briefs/$brief',
  loader: firstQuestions.brief,
  component: lazyRouteComponent(() => import('./alignment/BriefPage.tsx'), 'BriefPage'),
});
const pack = createRoute({
  getParentRoute: () => project,
  path: '/pack',
  loader: firstQuestions.pack,
  component: lazyRouteComponent(() => import('./alignment/WeeklyPack.tsx'), 'WeeklyPack'),
});
const ship = createRoute({
  getParentRoute: () => project,
  path: '/ship',
  loader: firstQuestions.ship,
  component: lazyRouteComponent(() => import('./release/Ship.tsx'), 'Ship'),
});
const release = createRoute({
  getParentRoute: () => project,
  path: '/ship/$release',
  loader: firstQuestions.release,
  component: lazyRouteComponent(() => import('./release/ReleasePage.tsx'), 'ReleasePage'),
});
const experiments = createRoute({
  getParentRoute: () => project,
  path: '/experiments',
  loader: firstQuestions.experiments,
  component: lazyRouteComponent(() => import('./experiments/Experiments.tsx'), 'Experiments'),
});
const experiment = createRoute({
  getParentRoute: () => project,
  path: '/experiments/$experiment',
  loader: firstQuestions.experiment,
  component: lazyRouteComponent(() => import('./experiments/ExperimentPage.tsx'), 'ExperimentPage'),
});
const bets = createRoute({
  getParentRoute: () => project,
  path: '/bets',
  loader: firstQuestions.bets,
  component: lazyRouteComponent(() => import('./bets/Bets.tsx'), 'Bets'),
});
const bet = createRoute({
  getParentRoute: () => project,
  path: '/bets/$bet',
  loader: firstQuestions.bet,
  component: lazyRouteComponent(() => import('./bets/BetPage.tsx'), 'BetPage'),
});
const live = createRoute({
  getParentRoute: () => project,
  path: '/live',
  component: lazyRouteComponent(() => import('./capture/Live.tsx'), 'Live'),
});
const settings = createRoute({ getParentRoute: () => project, path: '/settings' });
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$project/settings/project', params });
  },
});
const projectSettings = createRoute({
  getParentRoute: () => settings,
  path: '/project',
  component: lazyRouteComponent(() => import('./access/ProjectSettings.tsx'), 'ProjectSettings'),
});
const keys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  component: lazyRouteComponent(() => import('./access/Keys.tsx'), 'Keys'),
});
const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  component: lazyRouteComponent(() => import('./access/Members.tsx'), 'Members'),
});
const pods = createRoute({
  getParentRoute: () => settings,
  path: '/pods',
  loader: firstQuestions.pods,
  component: lazyRouteComponent(() => import('./pods/Pods.tsx'), 'Pods'),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(() => import('./access/Audit.tsx'), 'Audit'),
});

const tree = root.addChildren([
  start,
  signIn,
  claim,
  forgot,
  reset,
  invitation,
  noProject,
  project.addChildren([
    projectStart,
    today,
    listening,
    explore.addChildren([exploreStart, funnel, trends]),
    people,
    person,
    metrics,
    opportunities,
    outcomes,
    outcome,
    results,
    bets,
    bet,
    sprints,
    sprint,
    conversation,
    briefs,
    brief,
    pack,
    ship,
    release,
    experiments,
    experiment,
    live,
    settings.addChildren([settingsStart, projectSettings, keys, members, pods, audit]),
  ]),
]);

export function createPages(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageTrouble,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>;
  }
}
