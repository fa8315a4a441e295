/**
 * What must hold after any sequence of commands, by the numbers of the domain model: here machines and
 * what is decided (1 to 9), in sayings.ts what is measured and said (12 to 22). Each is an oracle of
 * its own over what the stores hold (readings.ts), compared with what the product answers where it
 * shows a figure. What only a single command can show is checked where the command stands.
 */
import {
  listBets,
  listOpportunities,
  listOutcomes,
  machines,
  readEvidence,
  sideOfRole,
  type Machine,
} from '@tandem/contract';
import { roles, type Bag, type Go } from './bag.ts';
import {
  countVoices,
  readStored,
  readTable,
  readVoices,
  redactedText,
  voicesIn,
  type Stored,
} from './readings.ts';
import { sayings } from './sayings.ts';

export type Claim = (holds: boolean, what: string) => void;
export type Seen = { readonly bag: Bag; readonly stored: Stored; readonly claim: Claim };
type Invariant = (seen: Seen) => void | Promise<void>;

/** Notes what is broken in the whole project. */
export async function checkProject(bag: Bag): Promise<void> {
  await bag.world.app.platform.facts.deliver();
  const stored = await readStored(bag);
  const claim: Claim = (holds, what) => {
    if (!holds) bag.broken.push(what);
  };
  for (const holds of [...decisions, ...sayings]) await holds({ bag, stored, claim });
}

/** Of each record whose state is stored, where its history left it. */
function endsOf({ history }: Stored): ReadonlyMap<string, string> {
  const moved = history.filter(({ from_state, to_state }) => from_state !== to_state);
  return new Map(moved.flatMap(({ record, to_state }) => (to_state ? [[record, to_state]] : [])));
}

/** Every move was along an edge, from where the one before had led, and the record stands at the end. */
const machinesHold: Invariant = ({ stored, claim }) => {
  const known = new Map<string, Machine>(machines.map((one) => [one.object, one]));
  const at = new Map<string, string>();
  for (const { object, record, move, from_state: from, to_state: to } of stored.history) {
    const edge = known.get(object)?.moves[move];
    // What left the record where it stood was no move, as to have read the same once more.
    if (edge === undefined || from === null || to === null || from === to) continue;
    const says = `${object} ${record}: ${move} from ${from} to ${to}`;
    claim(edge.from.includes(from) && edge.to === to, `no edge: ${says}`);
    // Acknowledgements of one brief are many, under the brief's name.
    if (object === 'acknowledgement') continue;
    const before = at.get(record) ?? known.get(object)?.first;
    claim(before === from, `a gap in the history: ${says}, but it was ${before}`);
    at.set(record, to);
  }
  const ends = endsOf(stored);
  const { sprints, opportunities, outcomes, bets, frameworks, releases, experiments } = stored;
  const states = stored.signal_states.map(({ signal: id, state }) => ({ id, state }));
  const { closures, entries } = stored;
  for (const { id, state } of [
    ...sprints,
    ...opportunities,
    ...outcomes,
    ...bets,
    ...frameworks,
    ...releases,
    ...experiments,
    ...closures.filter((one) => one.merged_into === null),
    ...entries,
    ...states,
  ]) {
    const end = ends.get(id);
    claim(end === undefined || end === state, `${id} is ${state}, but its history ends ${end}`);
  }
};

/** 1. A highlight is its exact words; what is redacted has none, in either store, nor its notes. */
const wordsAreExact: Invariant = async ({ bag, stored, claim }) => {
  const { highlights: rows, signals, evidence_links: links } = stored;
  const all = [...signals.keys()];
  const shown = new Map<string, { readonly text: string; readonly isRedacted: boolean }>();
  for (let i = 0; i < all.length; i += 500) {
    const body = { signals: all.slice(i, i + 500) };
    const read = await bag.project.call(readEvidence, { params: bag.project.params, body });
    for (const one of read.highlights) shown.set(one.id, one);
  }
  const redacted = new Set(
    stored.signal_states.flatMap(({ signal, state }) => (state === 'redacted' ? signal : [])),
  );
  for (const id of redacted) {
    const { text, author } = signals.get(id) ?? {};
    claim(text === redactedText && author === '', '1. a redaction takes words and author away');
  }
  for (const { id, signal, from_unit, to_unit, is_redacted: isRedacted } of rows) {
    const isGone = redacted.has(signal);
    const words = isGone ? '' : signals.get(signal)?.text.slice(from_unit, to_unit);
    const answer = shown.get(id);
    claim(answer?.text === words && words !== undefined, '1. a highlight is its exact words');
    claim(answer?.isRedacted === isGone, '1. a redaction says so of its highlights');
    claim(isRedacted === isGone, '1. a redaction reaches every highlight');
    const isSilent = links.every(({ highlight, note }) => highlight !== id || note === null);
    claim(!isGone || isSilent, '1. a redaction takes the notes on its words');
  }
};

/** 2. Built are bets whose need was validated when they took it along, or that somebody signed for. */
const builtIsValidated: Invariant = async ({ bag, stored, claim }) => {
  const { history, bet_overrides: overrides } = stored;
  const built = new Set<string>();
  const need = new Map<string, string>();
  const held = new Set<string>();
  for (const { object, record, move, to_state: to, detail } of history) {
    if (object === 'opportunity') {
      const { bet } = detail as { bet?: string };
      const isWorth = ['validated', 'reopened'].includes(need.get(record) ?? '');
      if (move === 'bet' && bet !== undefined && isWorth) held.add(bet);
      if (to !== null) need.set(record, to);
    }
    if (object !== 'bet' || move !== 'build') continue;
    built.add(record);
    const isSigned = overrides.some(({ bet, rules, author, reason, at }) => {
      const isWhole = author !== '' && reason !== '' && !Number.isNaN(at.getTime());
      return bet === record && isWhole && rules.includes('bet.build.opportunity');
    });
    // The bet takes its need along within the move, before it is noted.
    const words = '2. building needs a validated opportunity or an override';
    claim(held.has(record) || isSigned, `${words} (${record})`);
  }
  const beyond = new Set(['building', 'launching', 'measuring', 'concluded']);
  const isBuilt = stored.bets.every(({ id, state }) => !beyond.has(state) || built.has(id));
  claim(isBuilt, '2. nothing is launched that was not built');
  const answer = await bag.project.call(listBets, { params: bag.project.params });
  const shown = answer.bets.flatMap((one) => one.overrides.map(({ id }) => id)).toSorted();
  const stands = overrides.map(({ id }) => id).toSorted();
  claim(shown.join() === stands.join(), '2. every override is shown on its bet');
  const pods = Map.groupBy(overrides, ({ pod }) => pod);
  const isCounted =
    answer.overrides.length === pods.size &&
    answer.overrides.every(({ pod, count }) => pods.get(pod)?.length === count);
  claim(isCounted, '2. every override is counted for its pod');
};

/** 4. Agreed is what can be measured; an output only with a reason; vanity is warned of, nothing else. */
const outcomesAreWhole: Invariant = async ({ bag, stored, claim }) => {
  const { outcomes } = await bag.project.call(listOutcomes, { params: bag.project.params });
  const shown = new Map(outcomes.map((one) => [one.id, one]));
  const vanity = new Set(stored.metrics.flatMap(({ id, kind }) => (kind === 'vanity' ? id : [])));
  for (const one of stored.outcomes) {
    const { metric, baseline, target, time_window: window } = one;
    const isAgreed = !['draft', 'proposed', 'superseded'].includes(one.state);
    const isWhole = ![metric, baseline, target, window].includes(null);
    claim(!isAgreed || isWhole, '4. agreed with metric, baseline, target and window');
    const isOutput = one.sentence.startsWith('launch ');
    claim(shown.get(one.id)?.isOutput === isOutput, '4. what is a piece of work is called one');
    const isReasoned = (one.output_reason ?? '') !== '';
    claim(!isAgreed || !isOutput || isReasoned, '4. an output is agreed with a reason');
    const rules = shown.get(one.id)?.warnings.map(({ rule }) => rule) ?? [];
    const isWarned = rules.includes('outcome.metric.vanity');
    claim(isWarned === vanity.has(metric ?? ''), '4. a vanity metric raises a warning');
  }
};

/** 5. One active outcome a pod, at every time; its leader sits in it. */
const podsAreLed: Invariant = ({ stored, claim }) => {
  const podOf = new Map(stored.outcomes.map(({ id, pod }) => [id, pod]));
  /** Which outcome each pod works for. */
  const worksFor = new Map<string, string>();
  for (const { object, record, to_state: to } of stored.history) {
    const pod = object === 'outcome' ? podOf.get(record) : undefined;
    if (!pod || to === null) continue;
    const known = worksFor.get(pod);
    const isActive = to === 'agreed' || to === 'measuring';
    claim(!isActive || (known ?? record) === record, `5. one active outcome a pod (${record})`);
    if (isActive) worksFor.set(pod, record);
    else if (known === record) worksFor.delete(pod);
  }
  for (const { id, leader } of stored.pods) {
    const sits = stored.seats.some(
      (seat) => seat.pod === id && seat.user_id === leader && seat.to_day === null,
    );
    claim(leader === null || sits, '5. a leader sits in the pod');
  }
};

/** 6. Two signatures are of two sides and two people, each of the side of their role. */
const signedByTwo: Invariant = ({ bag, stored, claim }) => {
  const sideOf = new Map(roles.map((role) => [bag.players[role].userId, sideOfRole[role]]));
  const isOwn = stored.signatures.every(({ user_id, side }) => sideOf.get(user_id) === side);
  claim(isOwn, '6. everybody signs for the side of their role');
  const valid = stored.signatures.filter(({ voided_at }) => voided_at === null);
  const signed = Map.groupBy(valid, ({ record }) => record);
  for (const [record, some] of signed) {
    const sides = new Set(some.map(({ side }) => side));
    const people = new Set(some.map(({ user_id }) => user_id));
    const isApart = sides.size === some.length && people.size === some.length;
    claim(isApart, `6. nobody signs for both sides (${record})`);
  }
  const agreed = new Set(['agreed', 'measuring', 'met', 'missed', 'inconclusive']);
  const needSigned = [
    ...stored.outcomes.filter(({ state }) => agreed.has(state)),
    ...stored.frameworks.filter(({ state }) => state === 'approved'),
    ...stored.experiments.filter(({ state }) => state === 'decided'),
    ...stored.bets.filter(({ state }) => state === 'concluded'),
  ];
  const isSigned = needSigned.every(({ id }) => signed.get(id)?.length === 2);
  claim(isSigned, '6. what is agreed is signed by both');
};

/** 8 and 9. Everybody is counted once and every doubt shown, of needs and of bets, whoever asked. */
const voicesAreCounted: Invariant = async ({ bag, stored, claim }) => {
  const { params, call } = bag.project;
  const voices = Map.groupBy(voicesIn(stored), ({ to }) => to);
  const countOf = (of: readonly string[]) => countVoices(of.flatMap((id) => voices.get(id) ?? []));
  const { opportunities } = await call(listOpportunities, { params });
  const { bets } = await call(listBets, { params });
  const isWhole = opportunities.length === stored.opportunities.length;
  claim(isWhole && bets.length === stored.bets.length, '8. every need and every bet is shown');
  const needs = opportunities.map(({ id, counts }) => ({ id, counts, of: [id], also: [] }));
  // Against a bet speaks also what is said against its scope and its answers.
  const built = bets.map(({ id, counts, opportunity }) => {
    const items = stored.scope_items.filter((one) => one.bet === id && one.state === 'in');
    const answers = stored.bet_questions.filter((one) => one.bet === id);
    const also = [...items, ...answers].map((one) => one.id);
    return { id, counts, of: opportunity === null ? [] : [opportunity], also };
  });
  for (const { id, counts, of, also } of [...needs, ...built]) {
    const [shown, people] = [counts.people, countOf(of).people];
    claim(shown === people, `9. people once: ${shown}, not ${people} (${id})`);
    const [said, doubts] = [counts.contradicting, countOf([...of, ...also]).contradicting];
    claim(said === doubts, `8. doubts: ${said}, not ${doubts} (${id})`);
  }
};

const decisions: readonly Invariant[] = [
  machinesHold,
  wordsAreExact,
  builtIsValidated,
  outcomesAreWhole,
  podsAreLed,
  signedByTwo,
  voicesAreCounted,
];

type Here = Pick<Go, 'bag'>;
const note = ({ bag }: Here, holds: boolean, what: string): void => {
  if (!holds) bag.broken.push(what);
};

/** 3. A bet that has just become ready has what it needs. */
export async function checkReady({ bag }: Here, id: string): Promise<void> {
  const go = { bag };
  const one = (await readTable(bag, 'bets')).find((bet) => bet.id === id);
  const outcome = (await readTable(bag, 'outcomes')).find((row) => row.id === one?.outcome);
  const isAgreed = outcome?.state === 'agreed' || outcome?.state === 'measuring';
  note(go, isAgreed, '3. ready with an agreed outcome');
  const written = (await readTable(bag, 'frameworks')).filter(({ bet }) => bet === id);
  const isDrafted = written.some(
    ({ audience, problem, value_proposition: promise }) => audience && problem && promise,
  );
  note(go, isDrafted, '3. ready with a draft framework');
  const questions = (await readTable(bag, 'bet_questions')).filter(({ bet }) => bet === id);
  const isAnswered = questions.length === 2 && questions.every(({ answer }) => answer !== '');
  note(go, isAnswered, '3. ready with both questions answered');
  const seats = (await readTable(bag, 'seats')).filter(
    ({ pod, to_day: to }) => pod === one?.pod && to === null,
  );
  const sideOf = new Map(roles.map((role) => [bag.players[role].userId, sideOfRole[role]]));
  const sides = new Set(seats.map(({ user_id }) => sideOf.get(user_id)));
  const isOfBoth = sides.has('product') && sides.has('marketing');
  note(go, isOfBoth, '3. ready with both sides in the pod');
}

/** 7. What has just been validated is carried by people, and not by competitors and colleagues alone. */
export async function checkValidated({ bag }: Here, id: string): Promise<void> {
  const voices = (await readVoices(bag, [id])).filter(({ to }) => to === id);
  const { people, known, contradicting } = countVoices(voices);
  const go = { bag };
  note(go, people >= 5, '7. validated by five independent people');
  note(go, known >= 3, '7. competitors and colleagues alone validate nothing');
  const isDoubted = contradicting > (people + contradicting) / 3;
  note(go, !isDoubted, '7. nothing is validated against a third of all voices');
}

/** 6. Another target, window, metric or segment: no signature under it counts any more. */
export async function checkVoided({ bag }: Here, id: string): Promise<void> {
  const rows = await readTable(bag, 'signatures');
  const left = rows.filter(({ record, voided_at }) => record === id && voided_at === null);
  note({ bag }, left.length === 0, '6. what was signed has changed: both signatures are void');
}
