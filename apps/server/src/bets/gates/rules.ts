/**
 * The gates of a bet: for each move the rules that must hold, with the fact that says so. The refusal
 * and the page's checklist read the same list. Pure.
 */
import {
  betQuestions,
  type Bet,
  type BetQuestion,
  type Framework,
  type GateCheck,
  type Opportunity,
  type Outcome,
  type Release,
  type Side,
  type Signature,
} from '@tandem/contract';
import { refusal } from '../../platform/moves.ts';
import { missingWords } from '../../story/index.ts';

export type GateMove = NonNullable<Bet['gate']>['move'];
export type GateFacts = {
  readonly opportunity: Pick<Opportunity, 'state' | 'statement'> | null;
  /** This bet took it along already. */
  readonly holdsOpportunity: boolean;
  readonly outcome: Pick<Outcome, 'state' | 'sentence'> | null;
  readonly framework: Pick<Framework, 'missing'> | null;
  readonly questions: readonly {
    readonly name: BetQuestion['name'];
    readonly answer: string;
    /** Highlights that support the answer. */
    readonly support: number;
  }[];
  /** Members of the pod today; null where no pod is named. */
  readonly sides: Readonly<Record<Side, number>> | null;
  readonly scope: { readonly items: number; readonly unsupported: number };
  readonly releases: readonly Pick<Release, 'name' | 'state'>[];
  readonly verdict: Bet['verdict'];
  /** How many highlights and results the learning rests on; null where none is written. */
  readonly learning: { readonly rests: number } | null;
  readonly signatures: readonly Pick<Signature, 'side' | 'name'>[];
};

/** Above this share of the open scope without evidence nothing is built without an override. */
export const mostUnsupported = 1 / 2;

/** Unsupported of all that is in scope; null while nothing is. */
export const unsupportedShare = ({ items, unsupported }: GateFacts['scope']): number | null =>
  items === 0 ? null : unsupported / items;

type Rule = (facts: GateFacts) => GateCheck;

const hasOpportunity: Rule = ({ opportunity }) => ({
  rule: 'bet.shape.opportunity',
  says: 'An opportunity is named',
  isMet: opportunity !== null,
  fact: opportunity === null ? 'None chosen' : quoted(opportunity.statement),
  wayOut: 'Choose the need in customers’ words that this bet is about.',
});

const hasAgreedOutcome: Rule = ({ outcome }) => ({
  rule: 'bet.ready.outcome',
  says: 'The outcome is agreed by both sides',
  isMet: outcome !== null && ['agreed', 'measuring'].includes(outcome.state),
  fact: outcome === null ? 'No outcome chosen' : `${quoted(outcome.sentence)} is ${outcome.state}`,
  wayOut: 'Choose an outcome that a product and a marketing person have signed.',
});

const hasFramework: Rule = ({ framework }) => ({
  rule: 'bet.ready.framework',
  says: 'The messaging framework has a complete draft',
  isMet: framework !== null && framework.missing.length === 0,
  fact:
    framework === null
      ? 'Not begun'
      : framework.missing.length === 0
        ? 'Audience, problem and value proposition are written'
        : `Missing: ${missingWords(framework.missing)}`,
  wayOut: 'Write whom it speaks to, their problem in their words, and what it promises.',
});

const isAnswered =
  (name: BetQuestion['name']): Rule =>
  ({ questions }) => {
    const { answer = '', support = 0 } = questions.find((one) => one.name === name) ?? {};
    return {
      rule: `bet.ready.${name}`,
      says: betQuestions[name],
      isMet: answer !== '' && support > 0,
      fact:
        answer === ''
          ? 'Not answered'
          : support === 0
            ? 'Answered, but without evidence'
            : `Answered with ${plural(support, 'highlight')}`,
      wayOut: 'Answer it, and link the words that say so.',
    };
  };

const hasBothSides: Rule = ({ sides }) => ({
  rule: 'bet.ready.sides',
  says: 'Product and marketing both sit in the pod',
  isMet: sides !== null && sides.product > 0 && sides.marketing > 0,
  fact:
    sides === null
      ? 'No pod chosen'
      : `${sides.product} from product, ${sides.marketing} from marketing`,
  wayOut: 'Choose a pod with members of both sides, or seat somebody.',
});

const isWorthSolving: Rule = ({ opportunity, holdsOpportunity }) => ({
  rule: 'bet.build.opportunity',
  says: 'The opportunity is validated',
  isMet:
    holdsOpportunity ||
    (opportunity !== null && ['validated', 'reopened'].includes(opportunity.state)),
  fact:
    opportunity === null
      ? 'None chosen'
      : `${quoted(opportunity.statement)} is ${opportunity.state.replace('_', ' ')}`,
  wayOut: 'Listen until the evidence carries it, and have both sides sign.',
});

const isSupported: Rule = ({ scope }) => {
  const share = unsupportedShare(scope);
  return {
    rule: 'bet.build.scope',
    says: 'At most half of the scope is without evidence',
    isMet: share !== null && share <= mostUnsupported,
    fact:
      share === null
        ? 'Nothing is in scope'
        : `${scope.unsupported} of ${plural(scope.items, 'item')} unsupported, ${Math.round(share * 100)}%`,
    wayOut: 'Cut what nobody asked for, or link the words that ask for it.',
  };
};

const hasRelease: Rule = ({ releases }) => ({
  rule: 'bet.launch.release',
  says: 'A release carries this bet',
  isMet: releases.length > 0,
  fact: releases.length === 0 ? 'None planned' : releases.map(({ name }) => name).join(', '),
  wayOut: 'Plan a release of the flag in rings, and name this bet.',
});

const isReleased: Rule = ({ releases }) => {
  const out = releases.filter(({ state }) => state === 'in_rings' || state === 'general');
  return {
    rule: 'bet.measure.release',
    says: 'The release has reached its first ring',
    isMet: out.length > 0,
    fact:
      releases.map(({ name, state }) => `${name} is ${state.replace('_', ' ')}`).join(', ') ||
      'None planned',
    wayOut: 'Start the release: the first ring is small.',
  };
};

const isMeasuring: Rule = ({ outcome }) => ({
  rule: 'bet.measure.outcome',
  says: 'The outcome is being measured',
  isMet: outcome?.state === 'measuring',
  fact: outcome === null ? 'No outcome chosen' : `${quoted(outcome.sentence)} is ${outcome.state}`,
  wayOut: 'Start measuring the outcome: its window counts from that day.',
});

const hasVerdict: Rule = ({ verdict }) => ({
  rule: 'bet.conclude.verdict',
  says: 'The verdict is named',
  isMet: verdict !== null,
  fact: verdict ?? 'Scale, iterate or stop',
  wayOut: 'Say whether to scale, iterate or stop.',
});

const hasLearning: Rule = ({ learning }) => ({
  rule: 'bet.conclude.learning',
  says: 'The learning is written, with what it rests on',
  isMet: learning !== null && learning.rests > 0,
  fact:
    learning === null
      ? 'One sentence that the next bet will have to read'
      : learning.rests === 0
        ? 'Written, but it rests on nothing yet'
        : `Rests on ${plural(learning.rests, 'piece')} of evidence`,
  wayOut: 'Write what you believed, what happened and what it teaches; link words or results.',
});

const isSigned: Rule = ({ signatures }) => {
  const of = (side: Side) => signatures.find((one) => one.side === side)?.name;
  const [product, marketing] = [of('product'), of('marketing')];
  return {
    rule: 'bet.conclude.signatures',
    says: 'Product and marketing both sign the result',
    isMet: product !== undefined && marketing !== undefined,
    fact: `${product ?? 'Product has not'}${product ? ' signed' : ''}, ${marketing ?? 'marketing has not'}${marketing ? ' signed' : ''}`,
    wayOut: 'Both sides sign verdict and learning; the same person cannot sign for both.',
  };
};

const gates: Readonly<Record<GateMove, readonly Rule[]>> = {
  shape: [hasOpportunity],
  ready: [
    hasOpportunity,
    hasAgreedOutcome,
    hasFramework,
    isAnswered('real_problem'),
    isAnswered('why_this'),
    hasBothSides,
  ],
  build: [isWorthSolving, isSupported],
  launch: [hasRelease],
  measure: [isReleased, isMeasuring],
  conclude: [hasVerdict, hasLearning, isSigned],
};

export const gateOf = (move: GateMove, facts: GateFacts): GateCheck[] =>
  gates[move].map((rule) => rule(facts));

/** The move through whose gate a bet in this state leads on. */
export const gateFrom: Readonly<Record<Bet['state'], GateMove | null>> = {
  idea: 'shape',
  shaping: 'ready',
  ready: 'build',
  building: 'launch',
  launching: 'measure',
  measuring: 'conclude',
  concluded: null,
  killed: null,
};

/**
 * Gives the rules that are overridden: none where all hold. Throws the refusal of what does not hold;
 * only to build may somebody go on against it, with a reason.
 */
export function passGate(move: GateMove, facts: GateFacts, reason?: string): readonly string[] {
  const unmet = gateOf(move, facts).filter(({ isMet }) => !isMet);
  if (unmet.length === 0) return [];
  const mayOverride = move === 'build';
  if (mayOverride && reason !== undefined) return unmet.map(({ rule }) => rule);
  const wayOut = unmet.map((check) => check.wayOut).join(' ');
  throw refusal(
    unmet[0]!.rule,
    `Not yet. ${unmet.map(({ says, fact }) => `${says}: ${fact}`).join('. ')}.`,
    mayOverride ? `${wayOut} Or build all the same, with a signed reason.` : wayOut,
    { unmet, mayOverride },
  );
}

/** Verdict and learning are there before anybody signs them. */
export function checkSignable(facts: GateFacts): void {
  const unmet = [hasVerdict(facts), hasLearning(facts)].filter(({ isMet }) => !isMet);
  if (unmet.length === 0) return;
  throw refusal(
    'bet.sign.incomplete',
    `There is nothing to sign yet. ${unmet.map(({ says, fact }) => `${says}: ${fact}`).join('. ')}.`,
    unmet.map(({ wayOut }) => wayOut).join(' '),
    { unmet },
  );
}

const quoted = (words: string) => `“${words}”`;
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
