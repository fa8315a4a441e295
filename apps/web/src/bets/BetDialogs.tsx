import type { BetPage } from '@tandem/contract';
import { useWords } from '../insights/use-question.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { ClarityDialog, FrameworkDialog } from './FrameworkDialog.tsx';
import { EditBet } from './EditBet.tsx';
import { ItemDialog } from './ItemDialog.tsx';
import { LearningDialog, VerdictDialog } from './LearningDialog.tsx';
import { PlanRelease } from './PlanRelease.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

export type DialogProps = { readonly bet: BetPage; readonly onClose: () => void };

/** The one dialog that the address asks for: `?do=edit`, `?do=item-...`. */
export function BetDialogs({ bet }: { readonly bet: BetPage }) {
  const [search, set] = useWords();
  const onClose = () => set({ do: undefined }, { replace: true });
  const asked = search['do'] ?? '';
  const [name, ...rest] = asked.split('-');
  const props = { bet, onClose };
  if (name === 'edit') return <EditBet {...props} />;
  if (name === 'kill') return <ReasonDialog {...props} move="kill" />;
  if (name === 'override') return <ReasonDialog {...props} move="build" />;
  if (name === 'framework') return <FrameworkDialog {...props} />;
  if (name === 'clarity') return <ClarityDialog {...props} />;
  if (name === 'verdict') return <VerdictDialog {...props} />;
  if (name === 'learning') return <LearningDialog {...props} />;
  if (name === 'release') return <PlanRelease {...props} />;
  if (name === 'answer') {
    const question = bet.questions.find((one) => one.name === rest.join('-'));
    return question && <AnswerDialog key={question.id} {...props} question={question} />;
  }
  // The gate asks for what is unsupported: the first of them is the one to begin with.
  const bare = bet.items.find(({ state, isSupported }) => state === 'in' && !isSupported);
  const item =
    name === 'scope' ? bare : bet.items.find(({ id }) => name === 'item' && id === rest.join('-'));
  return item && <ItemDialog key={item.id} {...props} item={item} />;
}
