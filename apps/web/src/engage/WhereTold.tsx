import { snippetOf } from '../capture/snippets.ts';
import { usePublicKey } from '../capture/public-key.ts';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';

/** Nobody was told yet: what a page of theirs has to carry for it. */
export function WhereTold() {
  const key = usePublicKey();
  return (
    <div className={layout['col']} style={{ gap: 8 }}>
      <p className={`${layout['small']} ${layout['ink2']}`}>
        They are told on your own pages, the next time they come. A page tells them if its script
        says data-messages:
      </p>
      <Snippet code={snippetOf('tandem', location.origin, key)} label="Script that tells them" />
    </div>
  );
}
