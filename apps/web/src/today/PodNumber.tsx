import type { OutcomeResult, Signature } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import { axisOf, formatEffect, formatRange as effectRange } from '../experiments/words.ts';
import { formatRange, formatValue } from '../metrics/metric-words.ts';
import { aimWords, effectOf, targetWords, windowWords } from '../outcomes/outcome-words.ts';
import { useOutcomeResult } from '../outcomes/use-outcomes.ts';
import { useProject } from '../shell/session.ts';
import { cx } from '../ui/cx.ts';
import { capitalised } from '../ui/format.ts';
import { IntervalBar } from '../ui/IntervalBar.tsx';
import layout from '../ui/layout.module.css';
import { SkeletonBlock } from '../ui/Skeleton.tsx';
import { CausalLabel } from '../ui/Tag.tsx';
import type { TodayAnswer } from './rules.ts';
import css from './number.module.css';

type Owned = NonNullable<TodayAnswer['number']>;

/** What the pod is measured by, first on the page: the effect with its label, else where it stands. */
export function PodNumber({ number }: { readonly number: Owned }) {
  const { outcome, pod, isOwn } = number;
  const project = String(useProject().id);
  const asked = useOutcomeResult(outcome.id, outcome.state === 'measuring');
  const named = asked.data?.metric.name ?? outcome.reading.metric ?? outcome.sentence;
  return (
    <section className={css['own']} aria-label="The number that is owned">
      <div className={css['what']}>
        <span className={layout['meta']}>
          {isOwn ? 'The number this pod owns' : `The number ${pod ?? 'no pod yet'} owns`}
        </span>
        <Link
          to="/p/$project/outcomes/$outcome"
          params={{ project, outcome: outcome.id }}
          search={{}}
          className={css['name']}
        >
          {capitalised(named)}
        </Link>
      </div>
      {outcome.state !== 'measuring' || asked.isError ? (
        <Agreed number={number} />
      ) : asked.data === undefined ? (
        <SkeletonBlock height={40} />
      ) : (
        <Standing result={asked.data} />
      )}
      <SignedBy signatures={outcome.signatures} />
    </section>
  );
}

/** Agreed, but nothing of it is measured yet. */
function Agreed({ number: { outcome } }: { readonly number: Owned }) {
  const { target, window, reading, state } = outcome;
  return (
    <Told
      figure={target === null ? '' : targetWords(target, reading.unit ?? 'count')}
      above={window === null ? 'hoped for' : `hoped for ${windowWords(window)}`}
    >
      <span className={layout['meta']}>
        {state === 'agreed' ? 'agreed, not measured yet' : 'being measured'}
      </span>
    </Told>
  );
}

function Standing({ result }: { readonly result: OutcomeResult }) {
  const { reading, metric } = result;
  const { unit } = metric;
  const { estimate, baseline } = reading;
  const effect = effectOf(result);
  const now = estimate.value === null ? 'no value yet' : formatValue(estimate.value, unit);
  return (
    <>
      {effect === null ? (
        <Told figure={now} above={`95% interval ${formatRange(estimate, unit)}`}>
          <span className={layout['meta']}>target {formatValue(reading.target, unit)}</span>
        </Told>
      ) : (
        <>
          <Told figure={formatEffect(effect.value)} above={`95% interval ${effectRange(effect)}`}>
            <CausalLabel design="randomised" />
          </Told>
          <EffectBar effect={effect} />
        </>
      )}
      <div className={css['before']}>
        <span className={layout['meta']}>Baseline {formatValue(baseline, unit)}, now</span>
        <b className={layout['num']}>{now}</b>
      </div>
    </>
  );
}

type ToldProps = {
  readonly figure: string;
  readonly above: string;
  readonly children: ReactNode;
};

function Told({ figure, above, children }: ToldProps) {
  return (
    <div className={css['told']}>
      <b className={cx(layout['big'], layout['nowrap'])}>{figure}</b>
      <div>
        <span className={cx(layout['meta'], layout['num'])}>{above}</span>
        {children}
      </div>
    </div>
  );
}

/** The interval with zero and the target in sight, both named below it. */
function EffectBar({ effect }: { readonly effect: NonNullable<ReturnType<typeof effectOf>> }) {
  const { target } = effect;
  const [from, to] = axisOf([effect], target);
  const at = (share: number) =>
    ({ '--at': `${(((share - from) / (to - from)) * 100).toFixed(1)}%` }) as CSSProperties;
  return (
    <div className={css['bar']}>
      <IntervalBar {...effect} from={from} to={to} target={target ?? undefined} />
      <div className={css['ticks']} aria-hidden="true">
        <span style={at(0)}>0</span>
        {target !== null && <span style={at(target)}>target {aimWords(target)}</span>}
      </div>
    </div>
  );
}

function SignedBy({ signatures }: { readonly signatures: readonly Signature[] }) {
  if (signatures.length === 0) return null;
  return (
    <div className={css['signed']}>
      <span className={layout['meta']}>Signed by</span>
      <span className={css['names']}>
        {signatures
          .toSorted((a) => (a.side === 'product' ? -1 : 1))
          .map(({ userId, name, side }) => (
            <b key={userId} className={css[side]} title={`${name}, for ${side}`}>
              {name.split(' ').at(-1)}
            </b>
          ))}
      </span>
    </div>
  );
}
