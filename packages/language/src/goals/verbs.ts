/** The verbs and nouns by which a goal shows whether it names a result or a piece of work. */

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Something gets more or larger. */
export const raising = list(
  'increase grow raise improve lift boost expand strengthen enhance accelerate maximise maximize up uplift elevate multiply double triple quadruple speed',
);
/** Something gets less, smaller or shorter. */
export const lowering = list(
  'reduce decrease cut lower shorten drop shrink minimise minimize halve slash diminish curb trim limit eliminate',
);
/** A level is reached or held. */
export const reaching = list(
  'achieve reach hit attain exceed surpass maintain sustain hold keep stay meet beat bring be become',
);
/** The team hands something over: with no measure of what it changed, that is work. */
export const delivering = list(
  `launch ship build deliver release complete implement develop publish write fix migrate redesign
  rebuild rewrite roll rollout add introduce conduct run host finish deploy integrate design prepare
  organise organize document refactor upgrade automate establish define set start begin kick hire
  recruit train test prototype plan research explore investigate analyse analyze audit review update
  refresh revamp modernise modernize replace remove deprecate sunset rename translate localise
  localize port move consolidate standardise standardize configure install enable activate open
  announce present pitch draft create produce make craft record film shoot send post promote execute
  perform carry do hold resolve solve close merge push submit file map interview survey evaluate
  select choose adopt buy purchase procure sign onboard support offer provide give put`,
);
/** It hangs on the object: "generate 500 leads" is a result, "generate a report" is work. */
export const eitherWay = list(
  'drive generate get gain win earn acquire attract convert retain have make deliver create bring enable help let ensure see keep produce secure close sign onboard activate empower allow give move complete',
);
/** "Validate that X improves Y" is about Y. */
export const validating = list('validate prove show verify confirm demonstrate learn');

/** What the team itself makes: more of it is more work, whatever the number. */
export const ownWork = list(
  `feature features integration integrations release releases deployment deployments launch launches
  sprint sprints story stories epic epics ticket backlog roadmap velocity commit commits
  documentation docs doc document documents guide guides page pages website site blog post posts
  article articles video videos webinar webinars workshop workshops event events campaign campaigns
  ad ads asset assets deck decks report reports dashboard dashboards email emails newsletter
  newsletters interview interviews survey surveys experiment experiments prototype prototypes mvp
  beta alpha demo demos test tests bug bugs fix fixes improvement improvements redesign
  migration migrations refactoring rollout flow flows screen screens onboarding-flow button app apps
  api apis sdk platform tool tools system systems functionality capability capabilities module
  component components design designs ui ux architecture infrastructure codebase code database
  pipeline framework process processes playbook strategy plan plans messaging positioning copy brand
  branding content research meeting meetings training trainings certification compliance parity
  market markets region regions country countries language languages hire hires headcount headcounts
  template templates library case-study battlecard battlecards collateral milestone milestones
  deliverable deliverables task tasks project projects initiative initiatives version versions
  search calling chat mode option options setting settings plugin plugins extension extensions
  personas persona deadline deadlines date dates ga leader-board`,
);
/** Done by the team to such a thing: "features shipped", "posts published". */
export const doneWords = list(
  'shipped launched released delivered published written completed built conducted held sent posted created produced deployed merged closed resolved fixed run migrated documented implemented finished developed designed hosted executed interviewed',
);
/** What people do or feel, or what the business gets of it. */
export const results = list(
  `revenue arr mrr sales income profit margin value aov ltv clv cac cost costs spend price churn
  retention activation adoption conversion conversions engagement satisfaction nps csat ces loyalty
  advocacy usage use stickiness dau wau mau user users customer customers subscriber subscribers
  member members account accounts lead leads mql mqls sql sqls signup signups sign-up sign-ups
  registration registrations order orders purchase purchases checkout checkouts trial trials upgrade
  upgrades upsell downgrade downgrades referral referrals invite invites invitations share rate rates
  ratio frequency time latency uptime downtime availability errors error crashes crash incidents
  complaints contacts calls refunds returns abandonment bounce traffic visits visitors sessions
  impressions reach clicks click-through open-rate rating ratings reviews score scores completion
  success awareness recall productivity efficiency performance speed load response throughput
  accuracy quality wait pipeline deals deal win-rate quota bookings renewals renewal expansion
  tickets requests demand interest intent frequency sessions length depth basket cart`,
);
export const people = list(
  'user users customer customers subscriber subscribers member members visitor visitors buyer buyers shopper shoppers account accounts team teams people guest guests guide guides admin admins developer developers prospect prospects patient patients student students driver drivers rider riders seller sellers merchant merchants reader readers player players trial trials signups sign-ups lead leads',
);

/** "launching", "launched", "launches" -> "launch", where that is one of these verbs. */
export function isOneOf(verbs: ReadonlySet<string>, word: string): boolean {
  return formsOf(word).some((form) => verbs.has(form));
}

function formsOf(word: string): readonly string[] {
  const stems = [word];
  for (const ending of ['ing', 'ed', 'es', 's', 'd']) {
    if (!word.endsWith(ending) || word.length < ending.length + 2) continue;
    const stem = word.slice(0, -ending.length);
    stems.push(stem, `${stem}e`);
    // "shipping", "running": the last letter was doubled.
    if (stem.at(-1) === stem.at(-2)) stems.push(stem.slice(0, -1));
    if (stem.endsWith('i')) stems.push(`${stem.slice(0, -1)}y`);
  }
  return stems;
}
