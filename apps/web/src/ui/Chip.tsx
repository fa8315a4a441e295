import { Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import css from './controls.module.css';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { useKeys } from './keys.ts';

type Props = {
  /** What the chip says, part of the page's sentence; the value in <b>. */
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** What to call the chip for readers, where its words alone do not say. */
  readonly label?: string;
  readonly onRemove?: (() => void) | undefined;
  /** The editor, opened by a press; `close` shuts it. */
  readonly editor?: (close: () => void) => ReactNode;
  readonly shortcut?: string;
  readonly isAdd?: boolean;
};

/** One word of the question above the page. A press opens its editor; the cross takes it out. */
export function Chip(props: Props) {
  const [opened, { toggle, close, open }] = useDisclosure(false);
  useKeys(props.shortcut === undefined ? {} : { [props.shortcut.toLowerCase()]: open });
  if (props.editor === undefined) return <ChipFace {...props} />;
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? open() : close())}
      position="bottom-start"
      trapFocus
      withRoles={false}
      returnFocus
    >
      <Popover.Target>
        <span style={{ display: 'inline-flex', maxWidth: '100%' }}>
          <ChipFace {...props} onOpen={toggle} isOpen={opened} />
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
