import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useClipboard } from '@mantine/hooks';
import { Button } from './Button.tsx';
import css from './states.module.css';

/** Code to take away, as it is. */
export function Snippet({ code, label }: { readonly code: string; readonly label: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div style={{ position: 'relative' }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it */}
      <pre className={css['snippet']} tabIndex={0} aria-label={label}>
        {code}
      </pre>
      <div className={css['copy']}>
        <Button
          size="small"
          icon={
            clipboard.copied ? (
              <IconCheck size={14} aria-hidden="true" />
            ) : (
              <IconCopy size={14} aria-hidden="true" />
            )
          }
          onClick={() => clipboard.copy(code)}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
