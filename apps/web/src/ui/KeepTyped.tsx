import { Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Button } from './Button.tsx';
import layout from './layout.module.css';

type Props = {
  /** Asked whenever somebody is about to leave. */
  readonly isDirty: () => boolean;
  /** What would be lost: "this plan". */
  readonly what: string;
};

/** A form that is a page: whoever leaves it with something unsaved is asked first. */
export function KeepTyped({ isDirty, what }: Props) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Modal
      opened
      onClose={reset}
      title="Leave without saving?"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={layout['col']} style={{ gap: 16 }}>
        <p>What you changed in {what} is not saved yet.</p>
        <div className={layout['row']} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={proceed}>Leave</Button>
          <Button kind="main" data-autofocus onClick={reset}>
            Stay here
          </Button>
        </div>
      </div>
    </Modal>
  );
}
