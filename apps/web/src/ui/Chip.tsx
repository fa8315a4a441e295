import { Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import css from './controls.module.css';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { useKeys } from './keys.ts';

export type Opening = { readonly isOpen: boolean; readonly onOpen: (isOpen: boolean) => void };

type Props = {
  /** What the chip says, part of the page's sentence; the value in <b>. */
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** What to call the chip for readers, where its words alone do not say. */
  readonly label?: string;
  readonly onRemove?: (() => void) | undefined;
  /** The editor, opened by a press; `close` shuts it. */
  readonly editor?: (close: () => void) => ReactNode;
  /** Opened from elsewhere on the page; without it the chip alone knows. */
  readonly opening?: Opening | undefined;
  readonly shortcut?: string;
  readonly isAdd?: boolean;
};

/** One word of the question above the page. A press opens its editor; the cross takes it out. */
export function Chip(props: Props) {
  const [isOwn, setOwn] = useState(false);
  const { isOpen: opened, onOpen } = props.opening ?? { isOpen: isOwn, onOpen: setOwn };
  const open = () => onOpen(true);
  const close = () => onOpen(false);
  useKeys(props.shortcut === undefined ? {} : { [props.shortcut.toLowerCase()]: open });
  if (props.editor === undefined) return <ChipFace {...props} />;
  return (
    <Popover
      opened={opened}
      onChange={onOpen}
      position="bottom-start"
      trapFocus
      withRoles={false}
      returnFocus
    >
      <Popover.Target>
        <span style={{ display: 'inline-flex', maxWidth: '100%' }}>
          <ChipFace {...props} onOpen={() => onOpen(!opened)} isOpen={opened} />
        </span>
      </Popover.Target>
      <Popover.Dropdown p={12} role="dialog" aria-label="Change the question">
        {opened && props.editor(close)}
      </Popover.Dropdown>
    </Popover>
  );
}

type FaceProps = Props & { readonly onOpen?: () => void; readonly isOpen?: boolean };

function ChipFace({
  children,
  icon,
  label,
  onRemove,
  onOpen,
  isOpen,
  isAdd = false,
  shortcut,
}: FaceProps) {
  const id = useId();
  const words = (
    <>
      {isAdd ? <IconPlus size={14} aria-hidden="true" /> : icon}
      <span id={id}>{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </>
  );
  return (
    <span className={cx(css['chip'], isAdd && css['add'])}>
      {onOpen === undefined ? (
        words
      ) : (
        <button
          type="button"
          className={css['chipOpen']}
          onClick={onOpen}
          aria-expanded={isOpen}
          aria-label={label}
        >
          {words}
        </button>
      )}
      {onRemove !== undefined && (
        <button
          type="button"
          className={css['chipRemove']}
          onClick={onRemove}
          aria-label="Remove"
          aria-describedby={id}
        >
          <IconX size={13} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
