import { IconHammer } from '@tabler/icons-react';
import {
  moveBet,
  moveOutcome,
  sideOfRole,
  signBet,
  type BetPage,
  type GateCheck,
} from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { useOutcomes } from '../outcomes/use-outcomes.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button, buttonClass, mainAction } from '../ui/Button.tsx';
import {
  GateChecklist,
  GuardedButton,
  leftOf,
  OverrideNote,
  type GateItem,
} from '../ui/GateChecklist.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './bets.module.css';
import { useChange, usePath } from './use-bets.ts';
import { gateWords, labelOf } from './words.ts';

type Props = { readonly bet: BetPage };
const itemOf = ({ rule, says, fact, isMet }: GateCheck): GateItem => ({
  key: rule,
  says,
  fact,
  isMet,
});

/** The button behind the gate, in the header. */
export function GateAction({ bet }: Props) {
  const params = usePath(bet);
  const moving = useChange(
    (move: NonNullable<BetPage['gate']>['move']) =>
      call(moveBet, { params, body: { version: bet.version, move } }),
    ({ state }) => toast(`Now: ${labelOf(state).toLowerCase()}`),
  );
  if (bet.gate === null) return null;
  const { move, checks } = bet.gate;
  return (
    <>
      {moving.isError && <TroubleNote error={moving.error} />}
      <GuardedButton
        items={checks.map(itemOf)}
        isPending={moving.isPending}
        onPress={() => moving.mutate(move)}
      >
        {gateWords[move]}
      </GuardedButton>
    </>
  );
}

/** What is missing, each with its one action; signatures; what was passed on the way. */
export function BetGate({ bet }: Props) {
  const [, set] = useWords();
  const signing = useSign(bet);
  const { gate, state, overrides } = bet;
  return (
    <aside className={css['gate']} aria-label="What leads on">
      {gate !== null && <Checks bet={bet} gate={gate} onSign={() => signing.mutate()} />}
      {signing.isError && <TroubleNote error={signing.error} />}
      {(state === 'measuring' || state === 'concluded') && <Decided bet={bet} />}
      <Known bet={bet} />
      {overrides.length > 0 && <Overrides bet={bet} />}
      {gate !== null && (
        <Button
          kind="ghost"
          size="small"
          style={{ alignSelf: 'flex-start', marginLeft: -10 }}
          onClick={() => set({ do: 'kill' })}
        >
          Kill this bet
        </Button>
      )}
    </aside>
  );
}

type ChecksProps = Props & {
  readonly gate: NonNullable<BetPage['gate']>;
  readonly onSign: () => void;
};

function Checks({ bet, gate: { move, checks }, onSign }: ChecksProps) {
  const [, set] = useWords();
  const first = checks.find(({ isMet }) => !isMet)?.rule;
  const items = checks.map((check) => ({
    ...itemOf(check),
    action: (
      <CheckAction bet={bet} rule={check.rule} isFirst={check.rule === first} onSign={onSign} />
    ),
  }));
  return (
    <GateChecklist title={`To leave ${labelOf(bet.state)}`} items={items} now={useNow()}>
      {move === 'build' && leftOf(items) > 0 && (
        <Button
          kind="ghost"
          size="small"
          icon={<IconHammer size={14} aria-hidden="true" />}
          style={{ alignSelf: 'flex-start', marginTop: 6 }}
          onClick={() => set({ do: 'override' })}
        >
          Build all the same, with a reason
        </Button>
      )}
    </GateChecklist>
  );
}

function Decided({ bet: { signatures, state } }: Props) {
  const { role, user } = useMe();
  const side = sideOfRole[role];
  const isMine =
    state === 'measuring' && side !== null && !signatures.some((one) => one.side === side);
  return (
    <section>
      <h3>Result decided by</h3>
      <Signatures
        signatures={signatures}
        since={signatures[0]?.at}
        mine={isMine ? { side } : undefined}
        expected={isMine ? { [side]: { name: user.name } } : {}}
        now={useNow()}
      />
    </section>
  );
}

/** Sentences, names and dates of those who went on against the gate: for ever. */
function Overrides({ bet: { overrides, podOverrides } }: Props) {
  const now = useNow();
  return (
    <section>
      <h3>Gone on against the gate</h3>
      {overrides.map((one) => (
        <OverrideNote key={one.id} override={{ ...one, key: one.id }} now={now} />
      ))}
      {podOverrides > 1 && (
        <p className={layout['meta']} style={{ marginTop: 8 }}>
          {podOverrides} overrides by this pod so far
        </p>
      )}
    </section>
  );
}

/** What the pod looks like, and what it rests on: known before anybody decides. */
function Known({ bet }: Props) {
  const { sides, earlier } = bet;
  const lines: (readonly [string, ReactNode])[] = [];
  if (sides !== null) {
    const isMany = Math.max(sides.product, sides.marketing) > 2;
    const words = `${sides.product} product, ${sides.marketing} marketing`;
    lines.push(['In the pod', isMany ? `${words}: many for one bet` : words]);
  }
  if (earlier.length > 0) lines.push(['Earlier bets on this need', String(earlier.length)]);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>Good to know</h3>
      <ul className={css['facts']}>
        {lines.map(([name, value]) => (
          <li key={name}>
            <span>{name}</span>
            <b>{value}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useSign(bet: BetPage) {
  const params = usePath(bet);
  return useChange(
    () => call(signBet, { params, body: { version: bet.version } }),
    () => toast('Signed'),
  );
}

type ActionProps = Props & {
  readonly rule: string;
  readonly isFirst: boolean;
  readonly onSign: () => void;
};

/** What each rule asks to be opened. */
const opens: Readonly<Record<string, readonly [string, string]>> = {
  'bet.shape.opportunity': ['Choose', 'edit'],
  'bet.ready.outcome': ['Choose', 'edit'],
  'bet.ready.framework': ['Write', 'framework'],
  'bet.ready.real_problem': ['Answer', 'answer-real_problem'],
  'bet.ready.why_this': ['Answer', 'answer-why_this'],
  'bet.ready.sides': ['Choose', 'edit'],
  'bet.build.scope': ['Cut or link', 'scope'],
  'bet.launch.release': ['Plan', 'release'],
  'bet.conclude.verdict': ['Decide', 'verdict'],
  'bet.conclude.learning': ['Write', 'learning'],
};

function CheckAction({ bet, rule, isFirst, onSign }: ActionProps) {
  const [, set] = useWords();
  const project = String(useProject().id);
  const look = { kind: isFirst ? 'main' : 'quiet', size: 'small' } as const;
  const link = { className: buttonClass(look), ...(isFirst && mainAction) };
  if (rule === 'bet.ready.outcome' && bet.outcome !== null) {
    return (
      <Link
        to="/p/$project/outcomes/$outcome"
        params={{ project, outcome: bet.outcome }}
        search={{}}
        {...link}
      >
        Open
      </Link>
    );
  }
  const found = opens[rule];
  if (found !== undefined) {
    return (
      <Button {...look} onClick={() => set({ do: found[1] })}>
        {found[0]}
      </Button>
    );
  }
  if (rule === 'bet.conclude.signatures') {
    return (
      <Button {...look} onClick={onSign}>
        Sign
      </Button>
    );
  }
  if (rule === 'bet.measure.outcome') return <StartMeasuring bet={bet} look={look} />;
  if (rule === 'bet.build.opportunity' && bet.opportunity !== null) {
    return (
      <Link
        to="/p/$project/opportunities"
        params={{ project }}
        search={{ open: bet.opportunity }}
        {...link}
      >
        Open
      </Link>
    );
  }
  const [release] = bet.releases;
  if (rule !== 'bet.measure.release' || release === undefined) return null;
  return (
    <Link to="/p/$project/ship/$release" params={{ project, release }} search={{}} {...link}>
      Open
    </Link>
  );
}

type MeasuringProps = Props & {
  readonly look: { readonly kind: 'main' | 'quiet'; readonly size: 'small' };
};

function StartMeasuring({ bet, look }: MeasuringProps) {
  const { id: project } = useProject();
  const outcome = useOutcomes().data?.outcomes.find(({ id }) => id === bet.outcome);
  const starting = useChange((version: number) =>
    call(moveOutcome, {
      params: { project, id: bet.outcome ?? '' },
      body: { version, move: 'measure' },
    }),
  );
  if (outcome?.state !== 'agreed') return null;
  return (
    <Button
      {...look}
      disabled={starting.isPending}
      onClick={() => starting.mutate(outcome.version)}
    >
      Start
    </Button>
  );
}
