import type { Highlight, Signal } from '@tandem/contract';
import { useEffect, useRef } from 'react';
import { LinkSigns } from '../evidence/LinkSigns.tsx';
import { Markable } from '../evidence/Markable.tsx';
import { cx } from '../ui/cx.ts';
import { useNow } from '../ui/use-now.ts';
import { VerbatimFacts } from '../ui/Verbatim.tsx';
import css from './timeline.module.css';

type Props = {
  readonly signal: Signal;
  readonly highlights: readonly Highlight[];
  readonly isActive: boolean;
  readonly onActive: () => void;
};

/** What somebody said, in the line of what they did, to be highlighted and linked right there. */
export function Saying({ signal, highlights, isActive, onActive }: Props) {
  const now = useNow();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div ref={place} className={cx(css['saying'], isActive && css['active'])}>
      <Markable
        inList
        signal={signal}
        highlights={highlights}
        isActive={isActive}
        isMain={isActive}
        onActive={onActive}
      />
      <div className={css['sayingFacts']}>
        <VerbatimFacts signal={signal} now={now} who={<b>said</b>} withTime={false} />
        <LinkSigns highlights={highlights} />
      </div>
    </div>
  );
}
