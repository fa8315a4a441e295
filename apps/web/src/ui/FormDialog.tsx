import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormFoot, type FormFootProps } from './FormFoot.tsx';
import layout from './layout.module.css';

type Props = Omit<FormFootProps, 'onCancel'> & {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Width in pixels. */
  readonly size?: number;
  readonly children: ReactNode;
};

/**
 * A dialog that is one form: its fields, what refused it, the way back and what it does. A press
 * beside it leaves it open: what is typed is not lost by a stray one.
 */
export function FormDialog(props: Props) {
  const { title, isOpen, onClose, onSubmit, size = 480, children, ...foot } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout['col']} style={{ gap: 12 }} onSubmit={onSubmit}>
        {children}
        <FormFoot {...foot} onCancel={onClose} />
      </form>
    </Modal>
  );
}
