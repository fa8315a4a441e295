import { IconEyeOff, IconLink } from '@tabler/icons-react';
import { highlightTypes, type Highlight } from '@tandem/contract';
import { mainAction } from '../ui/Button.tsx';
import { capitalised } from '../ui/format.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { useKeys } from '../ui/keys.ts';
import css from './evidence.module.css';

export type Draft = Pick<Highlight, 'type' | 'isStated'>;
type Props = {
  readonly draft: Draft;
  /** The opportunity is being chosen. */
  readonly isLinking: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onKeep: () => void;
  readonly onLink: () => void;
  readonly onDrop: () => void;
};
const order: readonly Highlight['type'][] = [
  'pain',
  ...highlightTypes.filter((type) => type !== 'pain'),
];

/** What each kind means, said while it is chosen. */
const hints: Readonly<Record<Highlight['type'], string>> = {
  job: 'Job: what they try to get done',
  pain: 'Pain: what gets in their way',
  gain: 'Gain: what they hope for',
  force: 'Force: what pushes them to change, or holds them where they are',
  objection: 'Objection: why they would not',
  praise: 'Praise: what they like as it is',
};

/** What kind of words they are, whether they were said, and where they belong. */
export function MarkBar({ draft, isLinking, onDraft, onKeep, onLink, onDrop }: Props) {
  const toggle = () => onDraft({ ...draft, isStated: !draft.isStated });
  useKeys({
    ...Object.fromEntries(
      order.map((type, place) => [String(place + 1), () => onDraft({ ...draft, type })]),
    ),
    u: toggle,
    Enter: onKeep,
  });
  useKeys({ Escape: onDrop }, true);
  return (
    <div className={css['bar']} role="toolbar" aria-label="The chosen words">
      <span role="radiogroup" aria-label="Kind" style={{ display: 'contents' }}>
        {order.map((type, place) => (
          <button
            key={type}
            type="button"
            role="radio"
            aria-checked={draft.type === type}
            onClick={() => onDraft({ ...draft, type })}
          >
            {capitalised(type)} <Kbd>{place + 1}</Kbd>
          </button>
        ))}
      </span>
      <button type="button" aria-pressed={!draft.isStated} onClick={toggle}>
        <IconEyeOff size={14} aria-hidden="true" />
        Unspoken <Kbd>U</Kbd>
      </button>
      <button type="button" onClick={onKeep}>
        Keep <Kbd>↵</Kbd>
      </button>
      <button
        type="button"
        className={css['link']}
        onClick={onLink}
        {...(!isLinking && mainAction)}
      >
        <IconLink size={14} aria-hidden="true" />
        Link <Kbd>L</Kbd>
      </button>
      <span className={css['hint']} aria-live="polite">
        {hints[draft.type]}
        {!draft.isStated && '. Unspoken: read between the lines, they did not say it'}
      </span>
    </div>
  );
}
