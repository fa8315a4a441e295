/** Every page, for what is done to each of them: pictures, and the check of accessibility. */

export type PlacedPage = {
  readonly name: string;
  /** Below `/p/{project}`, or whole where `isOutside`. */
  readonly path: string;
  readonly isOutside?: boolean;
  /** Its picture is of one question asked of many stretches of days. */
  readonly asksOften?: boolean;
};

/** The path a shopper takes in the demo company, with the worst step's words open. */
export const demoFunnel =
  'explore/funnel?steps=products+listed~product+viewed~product+added~checkout+started~address+entered~delivery+chosen~payment+entered~order+placed';

export const insidePages: readonly PlacedPage[] = [
  { name: 'today', path: 'today' },
  { name: 'listening', path: 'listening' },
  { name: 'funnel', path: 'explore/funnel' },
  { name: 'trends', path: 'explore/trends' },
  { name: 'people', path: 'people' },
  { name: 'opportunities', path: 'opportunities' },
  { name: 'bets', path: 'bets' },
  { name: 'discovery', path: 'discovery' },
  { name: 'metrics', path: 'metrics' },
  { name: 'outcomes', path: 'outcomes' },
  { name: 'results', path: 'results' },
  { name: 'ship', path: 'ship' },
  { name: 'experiments', path: 'experiments' },
  { name: 'pack', path: 'pack' },
  { name: 'conversation', path: 'conversation' },
  { name: 'briefs', path: 'briefs' },
  { name: 'live', path: 'live' },
  { name: 'settings-project', path: 'settings/project' },
  { name: 'settings-keys', path: 'settings/keys' },
  { name: 'settings-members', path: 'settings/members' },
  { name: 'settings-pods', path: 'settings/pods' },
  { name: 'settings-audit', path: 'settings/audit' },
];

/** Only where there is something to open. */
export const filledPages: readonly PlacedPage[] = [
  { name: 'listening-new', path: 'listening?state=new&type=gain' },
  { name: 'opportunities-table', path: 'opportunities?view=table' },
  { name: 'funnel-words', path: `${demoFunnel}&step=6&panel=words` },
  { name: 'funnel-over-time', path: `${demoFunnel}&as=time`, asksOften: true },
  { name: 'funnel-traits', path: `${demoFunnel}&step=6&panel=traits` },
  { name: 'funnel-people', path: `${demoFunnel}&step=6&panel=people` },
];

/** Pages of one record, and records that open in a panel: `$id` is filled in from the demo. */
export const recordPaths = {
  person: 'people/$id',
  sprint: 'discovery/$id',
  outcome: 'outcomes/$id',
  bet: 'bets/$id',
  'bet-idea': 'bets/$id',
  release: 'ship/$id',
  experiment: 'experiments/$id',
  brief: 'briefs/$id',
  signal: 'listening?signal=$id',
  opportunity: 'opportunities?open=$id',
  metric: 'metrics?open=$id',
  flag: 'ship?open=$id',
} as const;

export const outsidePages: readonly PlacedPage[] = [
  { name: 'sign-in', path: '/sign-in', isOutside: true },
  { name: 'forgot', path: '/forgot', isOutside: true },
  { name: 'reset', path: '/reset?token=of-a-mail', isOutside: true },
  { name: 'invitation-ended', path: '/invite/of-long-ago', isOutside: true },
  { name: 'no-project', path: '/no-project', isOutside: true },
];

export const claimPage: PlacedPage = { name: 'claim', path: '/claim', isOutside: true };
