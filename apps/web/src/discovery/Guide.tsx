import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import layout from '../ui/layout.module.css';
import css from './sprints.module.css';
import type { SprintWhole } from './SprintPage.tsx';
import { useUpdateSprint } from './use-sprints.ts';

/** What is asked, in versions: an interview remembers which one it followed. */
export function Guide({ sprint }: { readonly sprint: SprintWhole }) {
  const { text, version } = sprint.guide;
  const [draft, setDraft] = useState<string>();
  const saving = useUpdateSprint(sprint.id);
  return (
    <Card title="Guide" aside={<span className={layout['meta']}>version {version}</span>}>
      {draft === undefined ? (
        <div className={layout['col']}>
          <p className={css['guide']}>
            {text ||
              'No questions yet. Ask about the last time it happened: what they did, what was hard, how it felt.'}
          </p>
          <div>
            <Button size="small" onClick={() => setDraft(text)}>
              {text === '' ? 'Write the guide' : 'Change'}
            </Button>
          </div>
        </div>
      ) : (
        <form
          className={layout['col']}
          onSubmit={(event) => {
            event.preventDefault();
            const change = { version: sprint.version, guide: draft };
            saving.mutate(change, { onSuccess: () => setDraft(undefined) });
          }}
        >
          <Textarea
            aria-label="Questions of the guide"
            placeholder="Tell me about the last time you looked for something to wear outdoors. What happened?"
            autosize
            minRows={5}
            maxLength={20_000}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <FormFoot
            error={saving.error}
            isBusy={saving.isPending}
            onCancel={() => setDraft(undefined)}
            send="Save"
          />
        </form>
      )}
    </Card>
  );
}
