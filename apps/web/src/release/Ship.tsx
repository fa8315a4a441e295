import type { Flag, Release } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../insights/use-question.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { ListPage } from '../ui/ListPage.tsx';
import table from '../ui/table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { FlagPanel } from './FlagPanel.tsx';
import { NewFlag } from './NewFlag.tsx';
import css from './release.module.css';
import { RingDiscs } from './RingPlan.tsx';
import { UnderWay } from './UnderWay.tsx';
import { useFlags, useReleases } from './use-release.ts';
import { flagState, rulingRelease, stateOf } from './words.ts';

/** Flags, and the releases that switch them on ring by ring. */
export function Ship() {
  const [search, set] = useWords();
  const [flags, releases] = [useFlags(), useReleases()];
  const all = flags.data?.flags ?? [];
  const rings = releases.data?.releases ?? [];
  const open = all.find(({ id }) => id === search['open']);
  const isEmpty = flags.data !== undefined && all.length === 0;
  const add = () => set({ new: 'yes' });
  return (
    <ListPage
      title="Ship"
      station="Launch"
      asked={[flags, releases]}
      isEmpty={isEmpty}
      facts={formatPlural(all.length, 'flag', 'flags')}
      begin={{ label: 'Flag', act: add }}
      empty={<Nothing onNew={add} />}
      panel={
        open === undefined ? null : (
          <FlagPanel
            key={open.id}
            flag={open}
            releases={rings.filter(({ flag }) => flag === open.id)}
            onClose={() => set({ open: undefined }, { replace: true })}
          />
        )
      }
    >
      <UnderWay releases={rings} />
      {all.length > 0 && releases.data !== undefined && (
        <FlagTable
          flags={all}
          releases={rings}
          open={open?.id}
          onOpen={(id) => set({ open: id }, { replace: true })}
        />
      )}
      <NewFlag
        isOpen={search['new'] === 'yes'}
        onClose={(id) => set({ new: undefined, ...(id && { open: id }) }, { replace: true })}
      />
    </ListPage>
  );
}

function Nothing({ onNew }: { readonly onNew: () => void }) {
  return (
    <EmptyState
      page
      title="Nothing to launch yet"
      actions={
        <Button kind="main" onClick={onNew}>
          Create the first flag
        </Button>
      }
    >
      A flag decides who sees a change. Create one, put it around the change in your code, and open
      it ring by ring: nobody gets anything until you say so. It takes a minute.
    </EmptyState>
  );
}

type TableProps = {
  readonly flags: readonly Flag[];
  readonly releases: readonly Release[];
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
};

/** Paused ones first: somebody waits for them. */
function FlagTable({ flags, releases, open, onOpen }: TableProps) {
  const rows = flags
    .map((flag) => ({ flag, release: rulingRelease(flag, releases) }))
    .toSorted((a, b) => Number(isHeld(b.release)) - Number(isHeld(a.release)));
  return (
    <Card>
      <table className={cx(table['table'], table['rows'], table['stack'])}>
        <thead>
          <tr>
            <th scope="col" aria-label="Rings" />
            <th scope="col">Flag</th>
            <th scope="col">Now</th>
            <th scope="col">Release</th>
            <th scope="col">Divided by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ flag, release }) => (
            <FlagRow
              key={flag.id}
              flag={flag}
              release={release}
              isOpen={flag.id === open}
              onOpen={() => onOpen(flag.id)}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const isHeld = (release: Release | undefined) => release?.state === 'paused';

type RowProps = {
  readonly flag: Flag;
  readonly release: Release | undefined;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

function FlagRow({ flag, release, isOpen, onOpen }: RowProps) {
  const [words, tone] = flagState(flag, release);
  return (
    <tr className={cx(isOpen && table['selected'])} onClick={onOpen}>
      <td className={cx(css['discCell'], layout['wideOnly'])}>
        {release !== undefined && <RingDiscs release={release} size={28} />}
      </td>
      <td className={table['whole']}>
        <button
          type="button"
          className={layout['link']}
          onClick={(click) => {
            click.stopPropagation();
            onOpen();
          }}
        >
          {flag.name}
        </button>
        <div className={layout['meta']}>{flag.key}</div>
      </td>
      <td>
        <Tag tone={tone}>{words}</Tag>
      </td>
      <td>
        {release === undefined ? (
          <span className={layout['ink3']}>none</span>
        ) : (
          <ReleaseLink release={release} />
        )}
      </td>
      <td className={layout['ink2']} data-label="divided by">
        {flag.unit === 'id' ? 'person' : flag.unit}
      </td>
    </tr>
  );
}

function ReleaseLink({ release }: { readonly release: Release }) {
  const project = String(useProject().id);
  return (
    <Link
      to="/p/$project/ship/$release"
      params={{ project, release: release.id }}
      search={{}}
      className={layout['link']}
      onClick={(click) => click.stopPropagation()}
      title={stateOf(release)[0]}
    >
      {release.name}
    </Link>
  );
}
