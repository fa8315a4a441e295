import { IconCopy } from '@tabler/icons-react';
import type { Pack } from '@tandem/contract';
import { useClipboard } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useWords } from '../insights/use-question.ts';
import { onPage } from '../experiments/words.ts';
import { useProject } from '../shell/session.ts';
import { addressIn } from '../shell/stations.ts';
import { Away } from '../today/Away.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import columns from '../ui/columns.module.css';
import { capitalised, formatPlural } from '../ui/format.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import layout from '../ui/layout.module.css';
import { Page } from '../ui/Page.tsx';
import { SkeletonCards } from '../ui/Skeleton.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { dayOf, formatDays } from '../ui/when.ts';
import css from './alignment.module.css';
import { sectionTitles } from './brief-words.ts';
import { PackActions } from './PackActions.tsx';
import { useMakePack, usePacks } from './use-alignment.ts';

/** What changed since the last one, for the meeting in which both sides decide. */
export function WeeklyPack() {
  const [search, set] = useWords();
  const asked = usePacks();
  const making = useMakePack();
  const packs = asked.data?.packs ?? [];
  const shown = packs.find(({ id }) => id === search['pack']) ?? packs[0];
  const make = () =>
    making.mutate(undefined, {
      onSuccess: ({ id }) => set({ pack: id }, { replace: true }),
    });
  return (
    <Page
      title="Weekly pack"
      crumbs={['Learn', 'Weekly pack']}
      facts={packs.length > 0 && formatPlural(packs.length, 'pack', 'packs')}
      actions={
        shown !== undefined && (
          <>
            <CopyText pack={shown} />
            <Button kind="main" disabled={making.isPending} onClick={make}>
              Make the next one
            </Button>
          </>
        )
      }
    >
      {asked.isError && <TroubleNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {making.isError && <TroubleNote error={making.error} />}
      {asked.isPending && <SkeletonCards left={[6, 8, 4]} right={[3, 3]} />}
      {asked.data !== undefined && shown === undefined && (
        <EmptyState
          page
          title="No pack was made yet"
          actions={
            <Button kind="main" disabled={making.isPending} onClick={make}>
              Make the first pack
            </Button>
          }
        >
          A pack gathers what changed in a week: who spoke up, which results moved, what was decided
          and what is open. Every line leads to its record. It takes a second.
        </EmptyState>
      )}
      {shown !== undefined && <PackBody pack={shown} packs={packs} />}
    </Page>
  );
}

function CopyText({ pack }: { readonly pack: Pack }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <Button
      icon={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => clipboard.copy(pack.text)}
    >
      {clipboard.copied ? 'Copied' : 'Copy as text'}
    </Button>
  );
}

type BodyProps = { readonly pack: Pack; readonly packs: readonly Pack[] };

function PackBody({ pack, packs }: BodyProps) {
  const { sections, silent } = pack.snapshot;
  return (
    <div className={columns['two']}>
      <div className={columns['column']}>
        {silent.map((side) => (
          <p key={side} className={css['silent']}>
            {capitalised(side)} brought nothing in this time.
          </p>
        ))}
        {sections.map((section) => (
          <Section key={section.name} section={section} />
        ))}
      </div>
      <div className={columns['column']}>
        <PackActions pack={pack} />
        <Earlier pack={pack} packs={packs} />
      </div>
    </div>
  );
}

function Section({ section }: { readonly section: Pack['snapshot']['sections'][number] }) {
  const router = useRouter();
  const project = useProject().id;
  const [title, empty] = sectionTitles[section.name];
  return (
    <Card title={title}>
      {section.lines.length === 0 ? (
        <p className={`${layout['small']} ${layout['ink2']}`}>{empty}</p>
      ) : (
        <ul className={css['lines']}>
          {section.lines.map(({ text, href, side }, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line of a pack never moves
            <li key={place}>
              <i className={side === null ? undefined : css[side]} title={side ?? undefined} />
              <Away router={router} href={addressIn(project, href)}>
                {onPage(text)}
              </Away>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Earlier({ pack, packs }: BodyProps) {
  const [, set] = useWords();
  const now = useNow();
  const { timeZone } = useProject();
  const day = (instant: string) => dayOf(new Date(instant), timeZone);
  return (
    <Card title="Packs">
      <ul className={layout['col']} style={{ gap: 6 }}>
        {packs.map(({ id, snapshot }) => (
          <li key={id} className={layout['row']}>
            <button
              type="button"
              className={layout['link']}
              aria-current={id === pack.id}
              onClick={() => set({ pack: id })}
            >
              Pack {snapshot.number}
            </button>
            <span className={`${layout['meta']} ${layout['push']} ${layout['num']}`}>
              {formatDays(day(snapshot.from), day(snapshot.to), dayOf(now, timeZone))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
