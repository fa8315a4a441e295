import { Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { listMembers, type Pack, type PackAction } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { answerTo } from '../api.ts';
import { useToday } from '../insights/use-question.ts';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import layout from '../ui/layout.module.css';
import { Tag } from '../ui/Tag.tsx';
import { addDays, formatDays } from '../ui/when.ts';
import css from './alignment.module.css';
import { useAddAction, useFinishAction } from './use-alignment.ts';

/** What the meeting decided: whose it is, until when, and what it rests on. */
export function PackActions({ pack }: { readonly pack: Pack }) {
  const [isOpen, open] = useState(false);
  const finishing = useFinishAction(pack.id);
  return (
    <Card
      title="Decided here"
      aside={
        <Button
          size="small"
          icon={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => open(true)}
        >
          Action
        </Button>
      }
    >
      {pack.actions.length === 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          No action yet. One has an owner, a day, and what it rests on, or says that it is an
          opinion. The next pack opens with those that are not done.
        </p>
      )}
      <ul>
        {pack.actions.map((action) => (
          <ActionLine key={action.id} action={action} onDone={() => finishing.mutate(action.id)} />
        ))}
      </ul>
      {isOpen && <NewAction pack={pack} onClose={() => open(false)} />}
    </Card>
  );
}

type LineProps = { readonly action: PackAction; readonly onDone: () => void };

function ActionLine({ action, onDone }: LineProps) {
  const today = useToday();
  const { title, owner, dueOn, evidence, doneAt } = action;
  const isLate = doneAt === null && dueOn < today;
  return (
    <li className={css['action']}>
      <b style={{ fontWeight: 550, flex: '1 0 100%' }}>{title}</b>
      <span className={layout['ink2']}>{owner.name}</span>
      {doneAt === null ? (
        <Tag tone={isLate ? 'warn' : 'plain'}>
          {isLate ? 'late, ' : ''}due {formatDays(dueOn, dueOn, today)}
        </Tag>
      ) : (
        <Tag tone="support">done</Tag>
      )}
      {evidence === null && <span className={layout['meta']}>an opinion</span>}
      {doneAt === null && (
        <span className={layout['push']}>
          <Button size="small" onClick={onDone}>
            Done
          </Button>
        </span>
      )}
    </li>
  );
}

type NewProps = { readonly pack: Pack; readonly onClose: () => void };

function NewAction({ pack, onClose }: NewProps) {
  const me = useMe();
  const today = useToday();
  const adding = useAddAction(pack.id);
  const form = useForm<Values>({
    initialValues: { title: '', owner: me.user.id, dueOn: addDays(today, 7), evidence: null },
  });
  return (
    <FormDialog
      title="An action"
      isOpen
      onClose={onClose}
      onSubmit={form.onSubmit((body) => adding.mutate(body, { onSuccess: onClose }))}
      error={adding.error}
      isBusy={adding.isPending}
      send="Decide"
    >
      <Fields form={form} pack={pack} />
    </FormDialog>
  );
}

type Values = { title: string; owner: string; dueOn: string; evidence: string | null };
type FieldsProps = { readonly form: UseFormReturnType<Values>; readonly pack: Pack };

function Fields({ form, pack }: FieldsProps) {
  const { workspace } = useMe();
  const members = useQuery(answerTo(listMembers, { params: { workspace: workspace.id } }));
  const lines = pack.snapshot.sections.flatMap((section) => section.lines);
  const addresses = new Map(lines.map(({ href, text }) => [href, text]));
  return (
    <>
      <TextInput
        label="What is done"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Select
        label="Whose it is"
        searchable
        data={(members.data?.members ?? []).map(({ userId, name }) => ({
          value: userId,
          label: name,
        }))}
        {...form.getInputProps('owner')}
      />
      <TextInput
        type="date"
        label="Until"
        required
        withAsterisk={false}
        {...form.getInputProps('dueOn')}
      />
      <Select
        label="What it rests on"
        placeholder="Nothing: an opinion"
        clearable
        searchable
        data={[...addresses].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('evidence')}
      />
    </>
  );
}
