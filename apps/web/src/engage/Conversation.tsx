import { useWords } from '../insights/use-question.ts';
import { Button } from '../ui/Button.tsx';
import columns from '../ui/columns.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { Entries } from './Entries.tsx';
import { EntryEditor } from './EntryEditor.tsx';
import { LoopCard } from './LoopCard.tsx';
import { useEntries, useLoops } from './use-engage.ts';
import css from './engage.module.css';
import { WhereTold } from './WhereTold.tsx';

/** Telling: those who asked, and what they answer; the changelog for everybody else. */
export function Conversation() {
  const [search, set] = useWords();
  const [loops, entries] = [useLoops(), useEntries()];
  const write = () => set({ entry: 'new' });
  const told = (loops.data?.loops ?? []).reduce((sum, loop) => sum + loop.told, 0);
  const isEmpty = loops.data?.loops.length === 0 && entries.data?.entries.length === 0;
  const open = entries.data?.entries.find(({ id }) => id === search['entry']);
  return (
    <ListPage
      title="Conversation"
      station="Tell"
      asked={[loops, entries]}
      isEmpty={isEmpty}
      facts={told > 0 && `${formatPlural(told, 'asker', 'askers')} told`}
      begin={{ label: 'Entry', act: write }}
      empty={<Nothing onWrite={write} />}
    >
      {loops.data !== undefined && entries.data !== undefined && !isEmpty && (
        <div className={columns['two']}>
          <section className={columns['column']} aria-label="You asked, we shipped">
            <h2 className={css['heading']}>You asked, we shipped</h2>
            {loops.data.loops.length === 0 && <NoLoops />}
            {loops.data.loops.map((loop) => (
              <LoopCard key={`${loop.release.id} ${loop.opportunity.id}`} loop={loop} />
            ))}
            {told === 0 && loops.data.loops.length > 0 && <WhereTold />}
          </section>
          <section className={columns['column']} aria-label="Changelog">
            <h2 className={css['heading']}>Changelog</h2>
            <Entries entries={entries.data.entries} onOpen={(entry) => set({ entry })} />
          </section>
        </div>
      )}
      {(search['entry'] === 'new' || open !== undefined) && (
        <EntryEditor
          key={open?.id ?? 'new'}
          entry={open}
          onClose={() => set({ entry: undefined }, { replace: true })}
        />
      )}
    </ListPage>
  );
}

function Nothing({ onWrite }: { readonly onWrite: () => void }) {
  return (
    <EmptyState
      page
      title="Nobody was told anything yet"
      actions={
        <Button kind="main" onClick={onWrite}>
          Write the first entry
        </Button>
      }
    >
      Plan a release for an opportunity, and everybody who asked for it is told in their own words
      the moment it is on for them. The changelog tells the others: a first entry takes two minutes.
    </EmptyState>
  );
}

function NoLoops() {
  return (
    <EmptyState title="No release names an opportunity yet">
      Choose the opportunities of a release on its page in Ship: whoever asked for one is told once,
      when it is on for them, and says whether it solved it.
    </EmptyState>
  );
}
