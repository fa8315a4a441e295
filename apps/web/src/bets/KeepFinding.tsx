import { Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { keepFinding, type Bet, type Finding } from '@tandem/contract';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { call } from '../api.ts';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { toast } from '../ui/toast.ts';
import { useBets, useChange } from './use-bets.ts';

type Props = {
  /** What the page shows, as an address that shows the same later. */
  readonly question: Pick<Finding, 'page' | 'search'>;
  /** What it says in a sentence; it can be worded otherwise. */
  readonly says: string;
  /** It is what comes next on the page. */
  readonly isMain?: boolean;
};

/** Keeps what is on the page with a bet: what it says now, and the way back to it. */
export function KeepFinding({ isMain = false, ...props }: Props) {
  const [search, set] = useWords();
  return (
    <>
      <Button
        kind={isMain ? 'main' : 'quiet'}
        icon={<IconBookmarkPlus size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => set({ keep: 'yes' }, { replace: true })}
      >
        Save to bet
      </Button>
      {search['keep'] === 'yes' && (
        <Dialog {...props} onClose={() => set({ keep: undefined }, { replace: true })} />
      )}
    </>
  );
}

const isOpen = ({ state }: Bet) => state !== 'concluded' && state !== 'killed';

function Dialog({ question, says, onClose }: Props & { readonly onClose: () => void }) {
  const { id: project } = useProject();
  const asked = useBets();
  const bets = (asked.data?.bets ?? []).filter(isOpen);
  const form = useForm<{ bet: string | null; says: string }>({
    initialValues: { bet: null, says },
  });
  const chosen = form.values.bet ?? bets[0]?.id ?? null;
  const keeping = useChange(
    (body: Pick<Finding, 'page' | 'search' | 'says'>) =>
      call(keepFinding, { params: { project, id: chosen ?? '' }, body }),
    () => {
      void toast(`Kept with “${bets.find(({ id }) => id === chosen)?.title ?? 'the bet'}”`);
      onClose();
    },
  );
  return (
    <FormDialog
      title="Save to a bet"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((values) => keeping.mutate({ ...question, says: values.says }))}
      size={520}
      error={keeping.error ?? asked.error}
      isBusy={keeping.isPending || chosen === null}
      send="Save"
    >
      {asked.data !== undefined && bets.length === 0 && <NoBet />}
      <Select
        label="The bet that rests on it"
        placeholder={bets.length === 0 ? 'No bet is open' : 'Choose'}
        searchable
        allowDeselect={false}
        data={bets.map(({ id, number, title }) => ({ value: id, label: `B-${number} ${title}` }))}
        value={chosen}
        onChange={(bet) => form.setFieldValue('bet', bet)}
      />
      <Textarea
        label="What it shows"
        description="Kept as it is today; the question stays with it and can be asked again"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('says')}
      />
    </FormDialog>
  );
}

function NoBet() {
  const project = String(useProject().id);
  return (
    <p className={`${layout['small']} ${layout['ink2']}`}>
      No bet is open.{' '}
      <Link
        to="/p/$project/bets"
        params={{ project }}
        search={{ new: 'yes' }}
        className={layout['link']}
      >
        Propose one
      </Link>{' '}
      first; what you found here then speaks for it.
    </p>
  );
}
