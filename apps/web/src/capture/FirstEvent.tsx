import { useState } from 'react';
import { DemoButton } from '../access/DemoButton.tsx';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';
import css from './live.module.css';
import { usePublicKey } from './public-key.ts';
import { clients, notes, snippetOf, type Client } from './snippets.ts';

/** Nothing yet: the snippet to paste, and the page that waits for it. */
export function FirstEvent() {
  const [client, setClient] = useState<Client>('tandem');
  const key = usePublicKey();
  return (
    <div className={css['first']}>
      <div>
        <h2>Send your first event</h2>
        <p className={`${layout['small']} ${layout['ink2']}`}>
          Paste this into your pages. The key is this project’s own and safe to show: it sends data
          and reads what any visitor may see, nothing else.
        </p>
      </div>
      <Choice label="Client" value={client} options={clients} onChange={setClient} />
      <Snippet code={snippetOf(client, location.origin, key)} label={`Snippet for ${client}`} />
      <p className={`${layout['small']} ${layout['ink2']}`}>{notes[client]}</p>
      <div className={css['waiting']} role="status">
        <i aria-hidden="true" />
        Waiting for the first event. It shows here within two seconds.
      </div>
      <div className={layout['row']}>
        <span className={`${layout['small']} ${layout['ink2']}`}>Just looking?</span>
        <DemoButton />
      </div>
    </div>
  );
}
