import type { ReactNode } from 'react';
import css from './controls.module.css';

/** A key, drawn inside the button it presses. Readers hear the button, not the key. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <span className={css['kbd']} aria-hidden="true">
      {children}
    </span>
  );
}
