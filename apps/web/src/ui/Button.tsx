import type { ComponentProps, ReactNode } from 'react';
import css from './controls.module.css';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';

export type ButtonKind = 'main' | 'quiet' | 'ghost' | 'danger';
export type ButtonLook = {
  readonly kind?: ButtonKind;
  readonly size?: 'small' | 'normal';
  readonly full?: boolean;
};

/** The look of a button, for links that act as one. */
export function buttonClass({ kind = 'quiet', size = 'normal', full = false }: ButtonLook): string {
  return cx(
    css['button'],
    kind !== 'quiet' && css[kind],
    size === 'small' && css['small'],
    full && css['full'],
  );
}

/** Marks what a page is there for: one element on each page, whatever it looks like. */
export const mainAction = { 'data-main-action': '' } as const;

type Props = ComponentProps<'button'> &
  ButtonLook & { readonly icon?: ReactNode; readonly shortcut?: string };

export function Button({ kind, size, full, icon, shortcut, children, className, ...rest }: Props) {
  const look = { ...(kind && { kind }), ...(size && { size }), ...(full && { full }) };
  return (
    <button
      type="button"
      className={cx(buttonClass(look), className)}
      {...(kind === 'main' && mainAction)}
      {...rest}
    >
      {icon}
      {children}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}

/** A square button that holds only an icon; `label` is what it is called. */
export function IconButton({
  label,
  ...rest
}: ComponentProps<'button'> & { readonly label: string }) {
  return (
    <button type="button" aria-label={label} title={label} className={css['icon']} {...rest} />
  );
}
