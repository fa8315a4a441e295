import { IconCheck } from '@tabler/icons-react';
import { cx } from './cx.ts';
import css from './stepper.module.css';

export type Step<S extends string = string> = { readonly id: S; readonly label: string };
type Props<S extends string> = {
  readonly steps: readonly Step<S>[];
  /** Where it stands; undefined where it left the way (killed, rejected). */
  readonly now: S | undefined;
  /** The last step, once reached, is done rather than under way. */
  readonly isEnded?: boolean;
  /** Only the step of now is named: for cards and panels. */
  readonly isCompact?: boolean;
  readonly label: string;
};

/** The way of a record: done, now, next. Side exits are a tag on the title, never a step. */
export function Stepper<S extends string>(props: Props<S>) {
  const { steps, now, isEnded = false, isCompact = false, label } = props;
  const at = steps.findIndex(({ id }) => id === now);
  return (
    <ol className={cx(css['steps'], isCompact && css['compact'])} aria-label={label}>
      {steps.map((step, place) => {
        const isNow = place === at && !isEnded;
        const isDone = place < at || (place === at && isEnded);
        return (
          <li
            key={step.id}
            className={cx(isDone && css['done'], isNow && css['now'], place === at && css['here'])}
            aria-current={place === at ? 'step' : undefined}
          >
            <span className={css['disc']}>
              {isDone && <IconCheck size={11} stroke={2.75} aria-hidden="true" />}
            </span>
            <span className={css['label']}>{step.label}</span>
          </li>
        );
      })}
    </ol>
  );
}
