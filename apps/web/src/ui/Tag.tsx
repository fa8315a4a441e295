import type { ReactNode } from 'react';
import css from './controls.module.css';
import { cx } from './cx.ts';

const tones = {
  plain: undefined,
  line: 'toneLine',
  accent: 'toneAccent',
  warn: 'toneWarn',
  support: 'toneSupport',
  danger: 'toneDanger',
  counter: 'toneCounter',
} as const;

type Props = { readonly tone?: keyof typeof tones; readonly children: ReactNode };

export function Tag({ tone = 'plain', children }: Props) {
  const name = tones[tone];
  return <span className={cx(css['tag'], name && css[name])}>{children}</span>;
}

const designs = {
  randomised: 'Randomised',
  quasi: 'Quasi-experiment',
  observational: 'Observational',
} as const;

export type CausalLabelName = keyof typeof designs;

/** How strong a claim the design behind a number allows: the more it can say, the heavier the ink. */
export function CausalLabel({ design }: { readonly design: CausalLabelName }) {
  return (
    <span className={cx(css['causal'], css[design])}>
      <i aria-hidden="true" />
      {designs[design]}
    </span>
  );
}
