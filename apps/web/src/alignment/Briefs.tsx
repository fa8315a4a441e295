import { MultiSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Brief, Role } from '@tandem/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { roleNames, roleOptions } from '../access/roles.ts';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import list from '../ui/list.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatAgo } from '../ui/when.ts';
import { briefState, receiptStates } from './brief-words.ts';
import { useBriefs, useNewBrief } from './use-alignment.ts';

/** What sales, support and everybody else should know, and who has read it. */
export function Briefs() {
  const [search, set] = useWords();
  const asked = useBriefs();
  const all = asked.data?.briefs ?? [];
  const isEmpty = asked.data !== undefined && all.length === 0;
  const write = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Briefs"
      station="Tell"
      asked={[asked]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'brief', 'briefs')}
      begin={{ label: 'Brief', act: write }}
      empty={<Nothing onWrite={write} />}
    >
      <ul className={list['list']}>
        {all.map((brief) => (
          <BriefCard key={brief.id} brief={brief} />
        ))}
      </ul>
      <NewBrief
        isOpen={search['new'] === 'yes'}
        onClose={() => set({ new: undefined }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({ onWrite }: { readonly onWrite: () => void }) {
  return (
    <EmptyState
      page
      title="Nobody was briefed yet"
      actions={
        <Button kind="main" onClick={onWrite}>
          Write the first brief
        </Button>
      }
    >
      Before something reaches everybody, sales and support should have read what it is, for whom,
      and what to say. A brief shows who has.
    </EmptyState>
  );
}

function BriefCard({ brief }: { readonly brief: Brief }) {
  const project = String(useProject().id);
  const now = useNow();
  const [words, tone] = briefState(brief);
  const said = (brief.sent ?? brief).body;
  return (
    <li>
      <Link
        to="/p/$project/briefs/$brief"
        params={{ project, brief: brief.id }}
        search={{}}
        className={list['card']}
      >
        <span className={list['head']}>
          <b>{brief.title}</b>
          <Tag tone={tone}>{words}</Tag>
          {brief.sent !== null && (
            <span className={list['when']}>
              text {brief.sent.number}, {formatAgo(brief.sent.at, now)}
            </span>
          )}
        </span>
        <span className={layout['meta']}>
          to {brief.teams.map((role) => roleNames[role].toLowerCase()).join(', ')}
        </span>
        {said !== '' && <span className={list['excerpt']}>{said}</span>}
        {brief.sent !== null && brief.acknowledgements.length > 0 && (
          <span className={list['facts']}>
            {brief.acknowledgements.map(({ userId, name, state }) => (
              <span key={userId}>
                {name} <b>{receiptStates[state][0]}</b>
              </span>
            ))}
          </span>
        )}
      </Link>
    </li>
  );
}

type NewProps = { readonly isOpen: boolean; readonly onClose: () => void };

function NewBrief({ isOpen, onClose }: NewProps) {
  const project = String(useProject().id);
  const navigate = useNavigate();
  const making = useNewBrief();
  const form = useForm<{ title: string; teams: Role[] }>({
    initialValues: { title: '', teams: ['sales', 'support'] },
  });
  return (
    <FormDialog
      title="New brief"
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        making.mutate(values, {
          onSuccess: ({ id }) =>
            void navigate({
              to: '/p/$project/briefs/$brief',
              params: { project, brief: id },
              search: {},
            }),
        }),
      )}
      error={making.error}
      isBusy={making.isPending}
      send="Begin"
    >
      <TextInput
        label="What it is about"
        placeholder="Picks for you, from 1 December"
        required
        withAsterisk={false}
        minLength={3}
        maxLength={160}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <MultiSelect
        label="Who has to know"
        description="Every member with one of these roles is asked to read it"
        data={roleOptions}
        {...form.getInputProps('teams')}
      />
    </FormDialog>
  );
}
