import {
  reviseFramework,
  sideOfRole,
  signFramework,
  type BetPage,
  type Framework,
} from '@tandem/contract';
import { call } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { useMe, useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Signatures } from '../ui/Signatures.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './bets.module.css';
import { useChange, useFrameworks } from './use-bets.ts';
import { Missing } from './WhyCard.tsx';

type Props = { readonly bet: BetPage };
const tones = {
  draft: 'plain',
  tested: 'accent',
  approved: 'support',
  superseded: 'line',
} as const;

/** The draft that is worked on, or the framework that counts. */
export function useCurrentFramework(bet: BetPage): Framework | null {
  const all = useFrameworks(bet.id).data?.frameworks ?? [];
  const open = all.find(({ state }) => state === 'draft' || state === 'tested');
  return open ?? bet.framework;
}

/** Whom the bet speaks to, of what problem, with what promise. */
export function SayCard({ bet }: Props) {
  const [, set] = useWords();
  const story = useCurrentFramework(bet);
  if (story === null) {
    return (
      <Card title="Say">
        <Missing says="Write what you would tell customers before anybody builds: it shapes what is built.">
          <Button size="small" onClick={() => set({ do: 'framework' })}>
            Begin the framework
          </Button>
        </Missing>
      </Card>
    );
  }
  const { message, valueProposition, audience, problem, number, state, clarity } = story;
  return (
    <Card
      title={<>Say {number > 1 && <small className={css['quiet']}>v{number}</small>}</>}
      aside={<Tag tone={tones[state]}>{state}</Tag>}
    >
      <p className={css['claim']}>{message || valueProposition || 'No message yet'}</p>
      <ul className={css['facts']}>
        <Fact name="For" value={audience} />
        <Fact name="Their problem" value={problem && `“${problem}”`} />
        <Fact name="We promise" value={message === '' ? '' : valueProposition} />
        <Fact
          name="Clarity, 1 to 5"
          value={
            clarity === null
              ? ''
              : `${clarity.score}, by ${clarity.people} ${clarity.people === 1 ? 'person' : 'people'}`
          }
        />
      </ul>
      {story.forbiddenFound.length > 0 && (
        <p className={css['amber']}>Forbidden, but used: {story.forbiddenFound.join(', ')}</p>
      )}
      <Foot bet={bet} story={story} />
    </Card>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  if (value === '') return null;
  return (
    <li>
      <span>{name}</span>
      <b>{value}</b>
    </li>
  );
}

type FootProps = Props & { readonly story: Framework };

function Foot({ bet, story }: FootProps) {
  const [, set] = useWords();
  const now = useNow();
  const params = { project: useProject().id, id: story.id };
  const side = sideOfRole[useMe().role];
  const { state, signatures, version } = story;
  const signing = useChange(() => call(signFramework, { params, body: { version } }));
  const revising = useChange(() => call(reviseFramework, { params }));
  const trouble = signing.error ?? revising.error;
  const hasSigned = signatures.some((one) => one.side === side);
  return (
    <>
      {state === 'tested' && (
        <Signatures
          signatures={signatures}
          since={signatures[0]?.at}
          mine={
            side === null || hasSigned
              ? undefined
              : { side, onSign: () => signing.mutate(), isDisabled: signing.isPending }
          }
          now={now}
        />
      )}
      {trouble !== null && <TroubleNote error={trouble} />}
      {bet.gate !== null && (
        <div className={layout['row']} style={{ marginTop: 10, flexWrap: 'wrap' }}>
          {(state === 'draft' || state === 'tested') && (
            <Button size="small" onClick={() => set({ do: 'framework' })}>
              Edit
            </Button>
          )}
          {state === 'draft' && story.missing.length === 0 && (
            <Button size="small" onClick={() => set({ do: 'clarity' })}>
              Store a clarity test
            </Button>
          )}
          {state === 'approved' && (
            <Button size="small" disabled={revising.isPending} onClick={() => revising.mutate()}>
              Revise
            </Button>
          )}
        </div>
      )}
    </>
  );
}
