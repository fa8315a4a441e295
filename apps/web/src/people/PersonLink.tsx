import type { Signal } from '@tandem/contract';
import { Link } from '@tanstack/react-router';
import { useProject } from '../shell/session.ts';
import { nameOf } from '../ui/Verbatim.tsx';

/** Who said it, as the way to their page where they are known. */
export function PersonLink({ signal }: { readonly signal: Signal }) {
  const project = String(useProject().id);
  const name = <b>{nameOf(signal)}</b>;
  if (signal.person === null) return name;
  return (
    <Link to="/p/$project/people/$person" params={{ project, person: signal.person }} search={{}}>
      {name}
    </Link>
  );
}
