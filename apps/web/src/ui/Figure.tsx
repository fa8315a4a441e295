import { cx } from './cx.ts';
import { IntervalBar } from './IntervalBar.tsx';
import layout from './layout.module.css';
import { CausalLabel, type CausalLabelName } from './Tag.tsx';

type Props = {
  /** How the number came about; left out where a sentence beside it says so. */
  readonly design?: CausalLabelName;
  /** The number as it is written. */
  readonly figure: string;
  /** Its interval in words, and what is planned or hoped for. */
  readonly range: string;
  readonly aside?: string | undefined;
  readonly bar: React.ComponentProps<typeof IntervalBar>;
};

/** A number is never alone: its label, its interval in words, and the same as a picture. */
export function Figure({ design, figure, range, aside, bar }: Props) {
  return (
    <>
      <div className={layout['row']} style={{ alignItems: 'baseline', flexWrap: 'wrap' }}>
        <b className={layout['big']}>{figure}</b>
        {design !== undefined && <CausalLabel design={design} />}
        <span className={cx(layout['small'], layout['ink2'], layout['num'])}>{range}</span>
      </div>
      <div className={layout['row']}>
        <IntervalBar {...bar} />
      </div>
      {aside !== undefined && <span className={layout['meta']}>{aside}</span>}
    </>
  );
}
