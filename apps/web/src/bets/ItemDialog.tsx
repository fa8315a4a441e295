import { Textarea, TextInput } from '@mantine/core';
import { moveScopeItem, updateScopeItem, type ScopeItem } from '@tandem/contract';
import { useState } from 'react';
import { call } from '../api.ts';
import { Button } from '../ui/Button.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useMergedSave } from '../ui/use-merged-save.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatDate } from '../ui/when.ts';
import type { DialogProps } from './BetDialogs.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import { useBetEvidence, useChange, useForgetBets, usePath } from './use-bets.ts';

type Props = DialogProps & { readonly item: ScopeItem };
const fields = [{ key: 'text', label: 'What is built' }] as const;

/** One piece of the scope: reworded, linked to words, or cut with a reason. */
export function ItemDialog({ bet, item, onClose }: Props) {
  const params = { ...usePath(bet), item: item.id };
  const now = useNow();
  const forget = useForgetBets();
  const [text, setText] = useState(item.text);
  const saving = useMergedSave({
    fields,
    send: (given: { text: string }, version) =>
      call(updateScopeItem, { params, body: { ...given, version } }),
    onSaved: async () => {
      await forget();
      onClose();
    },
  });
  return (
    <FormDialog
      title={item.state === 'cut' ? 'Cut from the scope' : 'A piece of the scope'}
      isOpen
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save({ text }, item.version);
      }}
      size={640}
      error={null}
      isBusy={saving.isPending}
      send="Save"
    >
      <TextInput
        label="What is built"
        description={`Added by ${item.addedBy}, ${formatDate(item.addedAt, now)}`}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={300}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <EvidencePicker bet={bet} to={{ kind: 'scope_item', id: item.id }} />
      {bet.gate !== null && <Cutting bet={bet} item={item} onClose={onClose} />}
      {saving.note}
    </FormDialog>
  );
}

/** Cut with a reason, on the words that speak against it; or taken in again. */
function Cutting({ bet, item, onClose }: Props) {
  const params = { ...usePath(bet), item: item.id };
  const [isCutting, setCutting] = useState(false);
  const { version } = item;
  const moving = useChange(
    (body: { move: 'cut' | 'restore'; reason?: string; because?: string[] }) =>
      call(moveScopeItem, { params, body: { version, ...body } }),
    onClose,
  );
  if (isCutting) {
    return (
      <CutReason
        bet={bet}
        item={item}
        error={moving.error}
        isBusy={moving.isPending}
        onCut={(reason, because) => moving.mutate({ move: 'cut', reason, because })}
      />
    );
  }
  const isCut = item.state === 'cut';
  return (
    <div className={layout['row']}>
      <Button
        size="small"
        disabled={moving.isPending}
        onClick={() => (isCut ? moving.mutate({ move: 'restore' }) : setCutting(true))}
      >
        {isCut ? 'Take it in again' : 'Cut it'}
      </Button>
    </div>
  );
}

type CutProps = Omit<Props, 'onClose'> & {
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onCut: (reason: string, because: string[]) => void;
};

function CutReason({ bet, item, error, isBusy, onCut }: CutProps) {
  const [reason, setReason] = useState('');
  const because = (useBetEvidence(bet.id).data?.items ?? [])
    .filter(({ about, relation }) => about.id === item.id && relation === 'contradicts')
    .map(({ highlight }) => highlight.id);
  return (
    <div className={layout['col']}>
      <Textarea
        label="Why it is cut"
        description={
          because.length === 0
            ? 'No words speak against it: this is an opinion, and will say so'
            : `On ${because.length} of the words above`
        }
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error !== null && <TroubleNote error={error} />}
      <div className={layout['row']}>
        <Button
          size="small"
          disabled={isBusy || reason.trim().length < 3}
          onClick={() => onCut(reason.trim(), because)}
        >
          Cut
        </Button>
      </div>
    </div>
  );
}
