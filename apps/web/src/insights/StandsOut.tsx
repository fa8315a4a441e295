import { listFunnelTraits, type FunnelQuestion, type FunnelResult } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { answerTo } from '../api.ts';
import { useProject } from '../shell/session.ts';
import { Card } from '../ui/Card.tsx';
import { formatShare } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { tellingTraits, type Traits } from './telling.ts';
import { eventName, keyName } from './words.ts';

type Props = { readonly result: FunnelResult; readonly question: FunnelQuestion };

/**
 * Groups that lose more than the others, by more than chance: of the breakdown, or without one,
 * whatever is known of the people at the worst step. The picture does not wait for the latter.
 */
export function StandsOut({ result, question }: Props) {
  const project = useProject();
  const step = result.worst[0] ?? 0;
  const isBroken = question.breakdown !== undefined;
  const compared = result.steps[step - 1]?.people ?? 0;
  const traits = useQuery({
    ...answerTo(listFunnelTraits, {
      params: { project: project.id },
      body: { question, step, outcome: 'lost' },
    }),
    enabled: !isBroken && compared > 0 && compared <= maxCompared,
  });
  const groups = isBroken ? result.standsOut : groupsAt(result, step, traits.data);
  if (groups.length === 0) return null;
  return (
    <Card title="Stands out">
      <ul className={layout['col']}>
        {groups.slice(0, 3).map(({ step: at, key, value, lostShare, othersLostShare }) => (
          <li key={`${at} ${key} ${value}`} className={layout['small']}>
            Where {keyName(key)} is <b className={layout['strong']}>{value}</b>,{' '}
            {formatShare(lostShare, 0)} leave before {eventName(result.steps[at]?.event ?? '')},
            against {formatShare(othersLostShare, 0)} of the others.
          </li>
        ))}
      </ul>
      <p className={layout['meta']} style={{ marginTop: 8 }}>
        Observed, not tried: it says where to look, not why. Corrected for every value compared.
      </p>
    </Card>
  );
}

/** Above this many people at a step, what sets the lost apart is told in the panel, when asked for. */
const maxCompared = 100_000;

type Group = Pick<
  FunnelResult['standsOut'][number],
  'step' | 'key' | 'value' | 'lostShare' | 'othersLostShare'
>;

/** Of those with a value, and of all others, the share that was lost at this step. */
function groupsAt(result: FunnelResult, step: number, traits: Traits | undefined): Group[] {
  const all = result.steps[step - 1]?.people ?? 0;
  const allLost = result.steps[step]?.lost ?? 0;
  return tellingTraits(traits ?? { traits: [] }).map(({ key, value, lost, passed }) => ({
    step,
    key,
    value,
    lostShare: lost / (lost + passed),
    othersLostShare: (allLost - lost) / (all - lost - passed),
  }));
}
