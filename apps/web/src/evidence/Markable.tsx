import type { Highlight, Signal } from '@tandem/contract';
import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useKeys } from '../ui/keys.ts';
import layout from '../ui/layout.module.css';
import { piecesOf, type Span } from '../ui/marks.ts';
import { toast } from '../ui/toast.ts';
import { TroubleNote } from '../ui/TroubleNote.tsx';
import css from './evidence.module.css';
import { LinkPicker, type Choice } from './LinkPicker.tsx';
import { MarkBar, type Draft } from './MarkBar.tsx';
import { nextClause, selectedSpan } from './selection.ts';
import { useMark } from './use-evidence.ts';

const fresh: Draft = { type: 'pain', isStated: true };

type Props = {
  readonly signal: Signal;
  readonly highlights: readonly Highlight[];
  /** The keys are for these words; among many in a list they are for one. */
  readonly isActive: boolean;
  /** Highlighting is what the page is there for. */
  readonly isMain?: boolean;
  /** Words were chosen here with the mouse. */
  readonly onActive?: () => void;
  readonly inList?: boolean;
};

/** Somebody's words, to be chosen with the mouse or clause by clause with H, and linked with L. */
export function Markable(props: Props) {
  const { signal, isActive, isMain = false } = props;
  const marking = useMarking(props);
  const { chosen, isLinking } = marking;
  return (
    <>
      <ChoosableWords {...props} chosen={chosen} choose={marking.choose} />
      {chosen === undefined && isActive && (
        <div className={cx(css['begin'], isMain && css['near'])}>
          <Button
            size="small"
            kind={isMain ? 'main' : 'quiet'}
            shortcut="H"
            onClick={marking.chooseNext}
          >
            Highlight
          </Button>
          <span className={layout['meta']}>or select words: what matters to them?</span>
        </div>
      )}
      {chosen !== undefined && (
        <div className={css['near']}>
          <MarkBar
            draft={marking.draft}
            isLinking={isLinking}
            onDraft={marking.setDraft}
            onKeep={() => marking.keep()}
            onLink={() => marking.setLinking(true)}
            onDrop={() => marking.choose(undefined)}
          />
          {isLinking && (
            <LinkPicker
              words={signal.text.slice(chosen.start, chosen.end)}
              relation={signal.mayContact ? 'asked_for' : 'supports'}
              onPick={marking.keep}
              onClose={() => marking.setLinking(false)}
            />
          )}
        </div>
      )}
      {marking.error !== null && <TroubleNote error={marking.error} />}
    </>
  );
}

/** What is chosen, what it is about to become, and how it is kept. */
function useMarking({ signal, isActive, onActive }: Props) {
  const [picked, setChosen] = useState<Span>();
  const chosen = isActive ? picked : undefined;
  const [draft, setDraft] = useState(fresh);
  const [isLinking, setLinking] = useState(false);
  const mark = useMark();
  const choose = (span: Span | undefined) => {
    setChosen(span);
    setLinking(false);
    if (span !== undefined) onActive?.();
  };
  const chooseNext = () => choose(nextClause(signal.text, chosen));
  useKeys({
    ...(isActive && { h: chooseNext }),
    ...(chosen !== undefined && { l: () => setLinking(true) }),
  });
  const keep = (choice?: Choice) => {
    // A second press while the first is under way would name the need twice.
    if (chosen === undefined || mark.isPending) return;
    const onSuccess = () => {
      choose(undefined);
      setDraft(fresh);
      void toast(choice === undefined ? 'Highlighted' : 'Highlighted and linked');
    };
    mark.mutate({ signal: signal.id, ...chosen, ...draft, ...choice }, { onSuccess });
  };
  const { error } = mark;
  return {
    chosen,
    choose,
    chooseNext,
    draft,
    setDraft,
    isLinking,
    setLinking,
    keep,
    error,
  };
}

type WordsProps = Pick<Props, 'signal' | 'highlights' | 'inList'> & {
  readonly chosen: Span | undefined;
  readonly choose: (span: Span) => void;
};

function ChoosableWords({ signal, highlights, inList, chosen, choose }: WordsProps) {
  const words = useRef<HTMLQuoteElement>(null);
  const spans = chosen === undefined ? highlights : [chosen];
  return (
    <blockquote
      ref={words}
      className={cx(css['words'], inList === true && css['inList'])}
      lang={signal.language ?? undefined}
      onPointerUp={() => {
        const span = words.current && selectedSpan(words.current, getSelection());
        if (span) choose(span);
      }}
    >
      {piecesOf(signal.text, spans).map(({ text: piece, isMarked, start }) =>
        isMarked ? (
          <mark key={start} className={chosen === undefined ? undefined : css['live']}>
            {piece}
          </mark>
        ) : (
          <span key={start}>{piece}</span>
        ),
      )}
    </blockquote>
  );
}
