import { listExperiments, type BetPage } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { RingDiscs, RingList } from '../release/RingPlan.tsx';
import { useReleases, useSeen } from '../release/use-release.ts';
import { stateOf } from '../release/words.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import css from './bets.module.css';
import { Missing } from './WhyCard.tsx';

/** The releases that carry the bet, ring by ring, and its experiments. */
export function ShipCard({ bet }: { readonly bet: BetPage }) {
  const { id: project } = useProject();
  const [, set] = useWords();
  const newest = useReleases().data?.releases.find((one) => one.bet === bet.id);
  const people = useSeen(newest);
  const asked = useQuery(answerTo(listExperiments, { params: { project } }));
  const experiments = (asked.data?.experiments ?? []).filter((one) => one.bet === bet.id);
  if (newest === undefined) {
    const mayPlan = bet.state === 'building' || bet.state === 'ready';
    return (
      <Card title="Ship">
        <Missing says="It goes out in rings: first to a few who want it early, then to a small random share.">
          {mayPlan && (
            <Button size="small" onClick={() => set({ do: 'release' })}>
              Plan a release
            </Button>
          )}
        </Missing>
      </Card>
    );
  }
  const [words, tone] = stateOf(newest);
  return (
    <Card title="Ship" aside={<Tag tone={tone}>{words}</Tag>}>
      <Link
        to="/p/$project/ship/$release"
        params={{ project: String(project), release: newest.id }}
        search={{}}
        className={css['rings']}
      >
        <RingDiscs release={newest} size={68} />
        <RingList release={newest} people={people} isBrief />
      </Link>
      {experiments.length > 0 && (
        <ul className={css['facts']}>
          {experiments.map(({ id, name, state }) => (
            <li key={id}>
              <Link
                to="/p/$project/experiments/$experiment"
                params={{ project: String(project), experiment: id }}
                search={{}}
                className={layout['link']}
              >
                {name}
              </Link>
              <b>{state}</b>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
