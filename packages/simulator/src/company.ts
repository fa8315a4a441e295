/** Northfell, an online shop for outdoor clothing: what it sells and the ways people take through it. */
import type { PropertyFilter } from '@tandem/contract';

export const site = 'https://northfell.example';

export type FunnelId = 'order' | 'onboarding' | 'invitation';

type Step = {
  readonly event: string;
  readonly filters?: readonly PropertyFilter[];
  readonly path: string;
  /** Whether arriving here loads a page, so that a `$pageview` comes first. */
  readonly page: boolean;
  /** Share of those at the step before who never get here, for no particular reason. */
  readonly loss: number;
};

export type Funnel = {
  readonly id: FunnelId;
  readonly name: string;
  readonly windowDays: number;
  readonly steps: readonly Step[];
};

const home: PropertyFilter = {
  kind: 'property',
  on: 'event',
  key: '$pathname',
  op: 'is',
  value: '/',
};

/** The main funnel. A step event never occurs without the steps before it, in order. */
const order = {
  id: 'order',
  name: 'First visit to order',
  windowDays: 14,
  steps: [
    { event: '$pageview', filters: [home], path: '/', page: false, loss: 0 },
    { event: 'products listed', path: '/shop', page: true, loss: 0.07 },
    { event: 'product viewed', path: '/p', page: true, loss: 0.06 },
    { event: 'product added', path: '/p', page: false, loss: 0.08 },
    { event: 'basket viewed', path: '/basket', page: true, loss: 0.05 },
    { event: 'checkout started', path: '/checkout', page: true, loss: 0.07 },
    { event: 'address entered', path: '/checkout', page: false, loss: 0.05 },
    { event: 'delivery chosen', path: '/checkout', page: false, loss: 0.04 },
    { event: 'payment entered', path: '/checkout', page: false, loss: 0.05 },
    { event: 'order placed', path: '/checkout/thanks', page: false, loss: 0.04 },
  ],
} as const satisfies Funnel;

const onboarding = {
  id: 'onboarding',
  name: 'Sign-up and first steps',
  windowDays: 14,
  steps: [
    { event: 'signup started', path: '/join', page: true, loss: 0 },
    { event: 'account created', path: '/join', page: false, loss: 0.08 },
    { event: 'email confirmed', path: '/welcome', page: true, loss: 0.07 },
    { event: 'sizes saved', path: '/welcome/sizes', page: false, loss: 0.06 },
    { event: 'interests chosen', path: '/welcome/interests', page: false, loss: 0.06 },
    { event: 'first wish saved', path: '/wishes', page: true, loss: 0.07 },
  ],
} as const satisfies Funnel;

const invitation = {
  id: 'invitation',
  name: 'Inviting friends',
  windowDays: 7,
  steps: [
    { event: 'invitations opened', path: '/account/invite', page: true, loss: 0 },
    { event: 'friends chosen', path: '/account/invite', page: false, loss: 0.08 },
    { event: 'invitation written', path: '/account/invite', page: false, loss: 0.06 },
    { event: 'invitation sent', path: '/account/invite', page: false, loss: 0.06 },
  ],
} as const satisfies Funnel;

export const funnels = [order, onboarding, invitation] as const satisfies readonly Funnel[];

type EventOf<F extends Funnel> = F['steps'][number]['event'];
/** A step somebody can be stuck before: its event name, every step but the first of each funnel. */
export type Place = Exclude<
  EventOf<(typeof funnels)[number]>,
  '$pageview' | 'signup started' | 'invitations opened'
>;

export const places: readonly Place[] = funnels.flatMap((funnel) =>
  funnel.steps.slice(1).map((step) => step.event as Place),
);

/** The funnel a place belongs to and its index there. */
export function locate(place: Place): { readonly funnel: FunnelId; readonly step: number } {
  for (const funnel of funnels) {
    const step = funnel.steps.findIndex((candidate) => candidate.event === place);
    if (step > 0) return { funnel: funnel.id, step };
  }
  throw new RangeError(`No funnel of Northfell has the step "${place}"; see places`);
}

export type Product = {
  readonly sku: string;
  readonly name: string;
  readonly category: Category;
  /** Euro. */
  readonly price: number;
};
export type Category =
  | 'jackets'
  | 'trousers'
  | 'base layers'
  | 'footwear'
  | 'packs'
  | 'accessories';

const product = (sku: string, name: string, category: Category, price: number): Product => ({
  sku,
  name,
  category,
  price,
});

export const products: readonly Product[] = [
  product('J-101', 'Skarn shell', 'jackets', 289),
  product('J-102', 'Hollin rain jacket', 'jackets', 159),
  product('J-103', 'Tarn down jacket', 'jackets', 229),
  product('J-104', 'Gale windbreaker', 'jackets', 89),
  product('J-105', 'Brae fleece', 'jackets', 79),
  product('J-106', 'Corrie insulated vest', 'jackets', 119),
  product('T-201', 'Ridge hiking trousers', 'trousers', 109),
  product('T-202', 'Moss zip-off trousers', 'trousers', 99),
  product('T-203', 'Sleet overtrousers', 'trousers', 129),
  product('T-204', 'Fell running shorts', 'trousers', 49),
  product('T-205', 'Cairn softshell tights', 'trousers', 85),
  product('B-301', 'Ember merino top', 'base layers', 75),
  product('B-302', 'Ember merino leggings', 'base layers', 69),
  product('B-303', 'Drift tee', 'base layers', 35),
  product('B-304', 'Rime thermal hoody', 'base layers', 95),
  product('F-401', 'Scree boots', 'footwear', 199),
  product('F-402', 'Beck trail shoes', 'footwear', 139),
  product('F-403', 'Lichen approach shoes', 'footwear', 129),
  product('F-404', 'Hut slippers', 'footwear', 45),
  product('P-501', 'Pike 28 pack', 'packs', 119),
  product('P-502', 'Pike 45 pack', 'packs', 169),
  product('P-503', 'Gill hip pack', 'packs', 39),
  product('A-601', 'Skerry cap', 'accessories', 25),
  product('A-602', 'Frost mittens', 'accessories', 55),
  product('A-603', 'Summit beanie', 'accessories', 29),
  product('A-604', 'Heather wool socks', 'accessories', 19),
  product('A-605', 'Loch gaiters', 'accessories', 59),
  product('A-606', 'Torch headlamp', 'accessories', 49),
];

export const searches = [
  'rain jacket',
  'waterproof boots',
  'merino',
  'hiking trousers short leg',
  'down jacket women',
  'gloves',
  'backpack 30l',
  'trail shoes wide',
  'gift card',
  'fleece',
  'kids shell',
  'gaiters',
  'repair kit',
  'tights winter',
] as const;

/** Small things beside the funnels. The rate is the share of those who see it who also use it. */
export const features = [
  { name: 'size advisor', rate: 0.31 },
  { name: 'product comparison', rate: 0.14 },
  { name: 'price alert', rate: 0.11 },
  { name: 'outfit builder', rate: 0.09 },
  { name: 'store finder', rate: 0.17 },
  { name: 'gift wrapping', rate: 0.08 },
  { name: 'trip planner', rate: 0.1 },
  { name: 'fabric glossary', rate: 0.06 },
  { name: 'repair booking', rate: 0.12 },
  { name: 'gear list export', rate: 0.05 },
  { name: 'live chat', rate: 0.21 },
  { name: 'photo reviews', rate: 0.19 },
] as const;
export type Feature = (typeof features)[number]['name'];

export const plans = [
  { name: 'free', weight: 72 },
  { name: 'member', weight: 20 },
  { name: 'guide', weight: 5 },
  { name: 'club', weight: 3 },
] as const;

export type Channel = {
  readonly name: string;
  readonly weight: number;
  readonly referrer?: string;
  readonly utm?: Readonly<Record<string, string>>;
};

export const channels: readonly Channel[] = [
  { name: 'direct', weight: 24 },
  { name: 'organic search', weight: 27, referrer: 'https://search.example/' },
  {
    name: 'paid search',
    weight: 13,
    referrer: 'https://search.example/',
    utm: { utm_source: 'search', utm_medium: 'cpc', utm_campaign: 'autumn-shells' },
  },
  {
    name: 'paid social',
    weight: 12,
    referrer: 'https://social.example/',
    utm: { utm_source: 'social', utm_medium: 'paid', utm_campaign: 'first-frost' },
  },
  {
    name: 'newsletter',
    weight: 11,
    utm: { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'trail-notes' },
  },
  {
    name: 'partner',
    weight: 6,
    referrer: 'https://huts.example/',
    utm: { utm_source: 'hut-guide', utm_medium: 'referral', utm_campaign: 'hut-weeks' },
  },
  {
    name: 'invitation',
    weight: 7,
    utm: { utm_source: 'invitation', utm_medium: 'friend', utm_campaign: 'bring-a-friend' },
  },
];

/** Companies and clubs that buy together. */
export const accounts = [
  { key: 'alder-guides', name: 'Alder Mountain Guides', seats: 24 },
  { key: 'birch-rescue', name: 'Birch Valley Rescue', seats: 60 },
  { key: 'north-hut', name: 'North Hut Keepers', seats: 18 },
  { key: 'tern-expeditions', name: 'Tern Expeditions', seats: 35 },
  { key: 'kvist-school', name: 'Kvist Outdoor School', seats: 42 },
  { key: 'grat-touren', name: 'Grat Touren', seats: 15 },
  { key: 'sentiers', name: 'Sentiers Libres', seats: 27 },
  { key: 'cumbre', name: 'Club Cumbre', seats: 51 },
] as const;

export const journal = [
  'layering-for-wet-cold',
  'how-we-repair-zips',
  'three-days-on-the-ridge',
  'washing-down-at-home',
  'where-our-wool-comes-from',
  'boots-that-fit',
] as const;
