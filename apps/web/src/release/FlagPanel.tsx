import { IconPlus } from '@tabler/icons-react';
import { updateFlag, type Flag, type Release } from '@tandem/contract';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { useExperiments } from '../experiments/use-experiments.ts';
import { useProject } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EvidencePanel } from '../ui/EvidencePanel.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import { NewRelease } from './NewRelease.tsx';
import { useForgetReleases } from './use-release.ts';
import {
  conditionWords,
  flagSnippet,
  flagState,
  reachesAnybody,
  rulingRelease,
  stateOf,
} from './words.ts';

type Props = {
  readonly flag: Flag;
  readonly releases: readonly Release[];
  readonly onClose: () => void;
};

/** What the flag decides, who gets what, and the release that opens it. */
export function FlagPanel({ flag, releases, onClose }: Props) {
  const [isPlanning, plan] = useState(false);
  const ruling = rulingRelease(flag, releases);
  const [words, tone] = flagState(flag, ruling);
  const tests = useExperiments().data?.experiments;
  // While nobody knows whether a test runs, it can be switched off.
  const isTested = tests?.some((one) => one.flag === flag.id && one.state === 'running') ?? true;
  return (
    <EvidencePanel
      title={flag.name}
      subtitle={`${flag.key}, version ${flag.version}`}
      tabs={[{ id: 'flag', label: 'Flag' }]}
      tab="flag"
      onTab={() => {}}
      onClose={onClose}
    >
      <div className={layout['col']} style={{ gap: 18 }}>
        <div className={layout['row']}>
          <Tag tone={tone}>{words}</Tag>
          {(!flag.isEnabled || reachesAnybody(flag, ruling, isTested)) && <Switch flag={flag} />}
        </div>
        <Releases releases={releases} onPlan={() => plan(true)} />
        <Rules flag={flag} />
        <section className={layout['col']}>
          <h3>In your code</h3>
          <Snippet code={flagSnippet(flag)} label="How a page asks for it" />
        </section>
      </div>
      <NewRelease flag={flag} isOpen={isPlanning} onClose={() => plan(false)} />
    </EvidencePanel>
  );
}

/** Off at once for everybody, whatever the rules and rings say. */
function Switch({ flag }: Pick<Props, 'flag'>) {
  const params = { project: useProject().id, id: flag.id };
  const forget = useForgetReleases();
  const switching = useMutation({
    mutationFn: (isEnabled: boolean) =>
      call(updateFlag, { params, body: { version: flag.version, isEnabled } }),
    onSettled: forget,
  });
  if (switching.isError) return <TroubleNote error={switching.error} />;
  return (
    <span className={layout['push']}>
      <Button
        size="small"
        kind={flag.isEnabled ? 'quiet' : 'main'}
        disabled={switching.isPending}
        onClick={() => switching.mutate(!flag.isEnabled)}
      >
        {flag.isEnabled ? 'Switch off for everybody' : 'Switch on again'}
      </Button>
    </span>
  );
}

type ReleasesProps = { readonly releases: readonly Release[]; readonly onPlan: () => void };

function Releases({ releases, onPlan }: ReleasesProps) {
  const project = String(useProject().id);
  const isUnderWay = releases.some(({ state }) =>
    ['planned', 'in_rings', 'paused'].includes(state),
  );
  return (
    <section className={layout['col']}>
      <div className={layout['row']}>
        <h3>Releases</h3>
        {!isUnderWay && (
          <span className={layout['push']}>
            <Button size="small" icon={<IconPlus size={14} aria-hidden="true" />} onClick={onPlan}>
              Plan a release
            </Button>
          </span>
        )}
      </div>
      {releases.length === 0 && (
        <p className={`${layout['small']} ${layout['ink2']}`}>
          No release yet. One opens the flag ring by ring, and can be pulled back at any time.
        </p>
      )}
      {releases.map((release) => (
        <div key={release.id} className={layout['row']}>
          <Link
            to="/p/$project/ship/$release"
            params={{ project, release: release.id }}
            search={{}}
            className={layout['link']}
          >
            {release.name}
          </Link>
          <span className={layout['push']}>
            <Tag tone={stateOf(release)[1]}>{stateOf(release)[0]}</Tag>
          </span>
        </div>
      ))}
    </section>
  );
}

function Rules({ flag }: Pick<Props, 'flag'>) {
  return (
    <section className={layout['col']}>
      <h3>Who gets what</h3>
      <ol className={layout['col']} style={{ gap: 6 }}>
        {flag.rules.map((rule) => (
          <li key={rule.id} className={layout['small']}>
            {rule.condition === undefined ? 'Everybody' : conditionWords(rule.condition)}
            {rule.share !== undefined &&
              rule.share < 1 &&
              `, ${Math.round(rule.share * 100)}% of them`}
            : <b>{rule.variant}</b>
          </li>
        ))}
        <li className={`${layout['small']} ${layout['ink2']}`}>
          {flag.rules.length > 0 ? 'Everybody else' : 'Everybody whom no release lets in'}:{' '}
          <b>{flag.fallback}</b>
        </li>
      </ol>
    </section>
  );
}
