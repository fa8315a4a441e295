import { IconCircleCheck } from '@tabler/icons-react';
import { Kbd } from './Kbd.tsx';
import { useKeys } from './keys.ts';
import layout from './layout.module.css';

type Props = {
  readonly words: string;
  readonly undo: (() => void) | undefined;
  readonly hide: () => void;
};

export function ToastWords({ words, undo, hide }: Props) {
  const back = () => {
    undo?.();
    hide();
  };
  useKeys(undo === undefined ? {} : { z: back });
  return (
    <span className={layout['row']}>
      <IconCircleCheck size={16} color="var(--td-support)" aria-hidden="true" />
      <span>{words}</span>
      {undo !== undefined && (
        <button type="button" className={layout['link']} onClick={back}>
          Undo <Kbd>Z</Kbd>
        </button>
      )}
    </span>
  );
}
