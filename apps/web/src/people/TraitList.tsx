import { keyName } from '../insights/words.ts';
import layout from '../ui/layout.module.css';
import { sortedTraits, valueText } from './properties.ts';
import css from './timeline.module.css';

type Props = { readonly traits: Readonly<Record<string, unknown>>; readonly most?: number };

export function TraitList({ traits, most = 100 }: Props) {
  const rows = sortedTraits(traits).slice(0, most);
  if (rows.length === 0) return <p className={layout['meta']}>No traits are known.</p>;
  return (
    <dl className={css['more']}>
      {rows.map(([key, value]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>{keyName(key)}</dt>
          <dd>{breakable(valueText(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An address breaks before its host, not within a word. */
function breakable(text: string) {
  const at = text.indexOf('@');
  if (at < 1) return text;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}
