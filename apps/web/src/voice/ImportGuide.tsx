import { Modal } from '@mantine/core';
import { useState } from 'react';
import { usePublicKey } from '../capture/public-key.ts';
import { Choice } from '../ui/Choice.tsx';
import layout from '../ui/layout.module.css';
import { Snippet } from '../ui/Snippet.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

const ways = [
  ['file', 'A file'],
  ['api', 'The API'],
  ['form', 'Feedback form'],
] as const;
type Way = (typeof ways)[number][0];

/** The ways words come in, with this project's own key. */
export function ImportGuide({ isOpen, onClose }: Props) {
  const [way, setWay] = useState<Way>('file');
  const key = usePublicKey();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Bring in what people say"
      size={600}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={layout['col']} style={{ gap: 12 }}>
        <Choice label="How" value={way} options={ways} onChange={setWay} />
        <p className={`${layout['small']} ${layout['ink2']}`}>{texts[way]}</p>
        <Snippet code={codeOf(way, location.origin, key)} label={`Example: ${way}`} />
      </div>
    </Modal>
  );
}

const texts: Readonly<Record<Way, string>> = {
  file: 'Reviews, tickets or comments from CSV or JSON lines, plain or gzip. Columns with usual names are recognised; where yours differ, add --map text=COLUMN,rating=COLUMN. Running it again adds nothing twice.',
  api: 'One request, up to 5,000 at once. The same source and sourceId add nothing twice; distinctId joins what the person did.',
  form: 'A small form on your own pages, in its own shadow root. What is written there arrives here with the person.',
};

/** Ready to run. */
function codeOf(way: Way, origin: string, key: string): string {
  if (way === 'file') {
    return `npx tandem import reviews.csv --kind signals \\\n  --source "app store" \\\n  --url ${origin} --key ${key}`;
  }
  if (way === 'api') {
    return `curl -X POST ${origin}/api/v1/signals \\\n  -H 'authorization: Bearer ${key}' \\\n  -H 'content-type: application/json' \\\n  -d '{"signals":[{"source":"ticket","sourceId":"20418",\n       "distinctId":"user-123","text":"The button stays grey."}]}'`;
  }
  return `<script src="${origin}/sdk/tandem.js"\n        data-key="${key}" defer></script>\n\n// when somebody presses your own button\ntandem.feedback({ title: 'Tell us' });`;
}
