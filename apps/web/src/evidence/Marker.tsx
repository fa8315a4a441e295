import type { Signal } from '@tandem/contract';
import { Markable } from './Markable.tsx';
import { StandsFor } from './StandsFor.tsx';
import { useHighlights } from './use-evidence.ts';

/** Somebody's words in a panel of their own, ready to be highlighted. */
export function Marker({ signal }: { readonly signal: Signal }) {
  const highlights = useHighlights(signal.id).data?.highlights ?? [];
  return (
    <div>
      <Markable signal={signal} highlights={highlights} isActive isMain />
      <StandsFor highlights={highlights} />
    </div>
  );
}
