import { getPerson, getTimeline, type Signal } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerTo } from '../api.ts';
import { Marker } from '../evidence/Marker.tsx';
import { PersonLink } from '../people/PersonLink.tsx';
import { TimelineList } from '../people/TimelineList.tsx';
import { TraitList } from '../people/TraitList.tsx';
import { useProject } from '../shell/session.ts';
import { buttonClass } from '../ui/Button.tsx';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import { capitalised } from '../ui/format.ts';
import layout from '../ui/layout.module.css';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { useNow } from '../ui/use-now.ts';
import { nameOf, VerbatimFacts } from '../ui/Verbatim.tsx';
import { formatMoment } from '../ui/when.ts';
import { around } from './around.ts';
import css from './voice.module.css';

type Props = { readonly signal: Signal; readonly onClose: () => void };

/** One verbatim: whose it is, and what they did around then. */
export function SignalPanel({ signal, onClose }: Props) {
  const now = useNow();
  const { timeZone } = useProject();
  return (
    <EvidencePanel
      title={capitalised(nameOf(signal))}
      subtitle={`${formatMoment(signal.time, now, timeZone)}, ${signal.source}`}
      tabs={[{ id: 'words', label: 'Words' }]}
      tab="words"
      onTab={() => undefined}
      onClose={onClose}
    >
      <Marker key={signal.id} signal={signal} />
      <VerbatimFacts
        signal={signal}
        now={now}
        who={<PersonLink signal={signal} />}
        withTime={false}
      />
      <div className={`${layout['row']} ${layout['wrap']}`} style={{ marginTop: 10 }}>
        <Tag tone={signal.mayQuote ? 'support' : 'line'}>
          {signal.mayQuote ? 'May be quoted' : 'Not to be quoted'}
        </Tag>
        {signal.mayContact && <Tag tone="accent">Wants to be told</Tag>}
        {signal.url !== null && /^https?:/.test(signal.url) && (
          <a
            href={signal.url}
            target="_blank"
            rel="noreferrer"
            className={`${layout['link']} ${layout['small']}`}
          >
            At the source
          </a>
        )}
      </div>
      {signal.person === null ? <Unknown /> : <Speaker signal={signal} person={signal.person} />}
    </EvidencePanel>
  );
}

function Unknown() {
  return (
    <section className={css['section']}>
      <h3>Nobody we know</h3>
      <p className={`${layout['small']} ${layout['ink2']}`}>
        These words came without the id or address by which events know somebody, so they stand
        alone. With it they join what the person did, and the person can be told what came of them.
      </p>
    </section>
  );
}

function Speaker({ signal, person }: { readonly signal: Signal; readonly person: string }) {
  const project = useProject();
  const params = { project: project.id, person };
  const who = useQuery(answerTo(getPerson, { params }));
  const did = useQuery(answerTo(getTimeline, { params, query: { limit: 200 } }));
  return (
    <>
      <section className={css['section']}>
        <div className={layout['row']}>
          <h3>Around then</h3>
          <span className={`${layout['meta']} ${layout['push']}`}>
            what they did, and when they spoke
          </span>
        </div>
        {did.isError && <TroubleNote error={did.error} onRetry={() => void did.refetch()} />}
        {did.isPending && <SkeletonLines widths={[70, 60, 80]} />}
        {did.data !== undefined && (
          <TimelineList
            items={[...around(did.data.items, signal)]}
            spoken={signal}
            timeZone={project.timeZone}
          />
        )}
      </section>
      {who.data !== undefined && (
        <section className={css['section']}>
          <h3>Who they are</h3>
          <TraitList traits={who.data.traits} most={6} />
        </section>
      )}
      <div style={{ marginTop: 16 }}>
        <Link
          to="/p/$project/people/$person"
          params={{ project: String(project.id), person }}
          search={{}}
          className={buttonClass({ size: 'small' })}
        >
          Everything they did and said
        </Link>
      </div>
    </>
  );
}
