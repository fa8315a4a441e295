/** The loop as far as it is built: stations and their screens. A station without screens is not shown. */

export type StationId = 'listen' | 'understand' | 'decide' | 'launch' | 'learn' | 'tell';

export const stations = [
  {
    id: 'listen',
    name: 'Listen',
    key: '1',
    screens: [{ name: 'Listening', to: '/p/$project/listening' }],
  },
  {
    id: 'understand',
    name: 'Understand',
    key: '2',
    screens: [
      { name: 'Explore', to: '/p/$project/explore' },
      { name: 'People', to: '/p/$project/people' },
      { name: 'Discovery', to: '/p/$project/discovery' },
      { name: 'Metrics', to: '/p/$project/metrics' },
    ],
  },
  {
    id: 'decide',
    name: 'Decide',
    key: '3',
    screens: [
      { name: 'Opportunities', to: '/p/$project/opportunities' },
      { name: 'Outcomes', to: '/p/$project/outcomes' },
      { name: 'Bets', to: '/p/$project/bets' },
    ],
  },
  {
    id: 'launch',
    name: 'Launch',
    key: '4',
    screens: [
      { name: 'Ship', to: '/p/$project/ship' },
      { name: 'Experiments', to: '/p/$project/experiments' },
    ],
  },
  {
    id: 'learn',
    name: 'Learn',
    key: '5',
    screens: [
      { name: 'Results', to: '/p/$project/results' },
      { name: 'Weekly pack', to: '/p/$project/pack' },
    ],
  },
  {
    id: 'tell',
    name: 'Tell',
    key: '6',
    screens: [
      { name: 'Conversation', to: '/p/$project/conversation' },
      { name: 'Briefs', to: '/p/$project/briefs' },
    ],
  },
] as const satisfies readonly {
  readonly id: StationId;
  readonly name: string;
  readonly key: string;
  readonly screens: readonly { readonly name: string; readonly to: string }[];
}[];

export const stationNames: Readonly<Record<StationId, string>> = {
  listen: 'Listen',
  understand: 'Understand',
  decide: 'Decide',
  launch: 'Launch',
  learn: 'Learn',
  tell: 'Tell',
};

/** An address as the server writes it, inside of the project: "/listening" -> "/p/1/listening". */
export function addressIn(project: number, href: string): string {
  return href.startsWith('/p/') ? href : `/p/${project}${href.startsWith('/') ? '' : '/'}${href}`;
}
