/** One short message at a time, with the way back. Never for errors that need reading. */
import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { ToastWords } from './ToastWords.tsx';

const id = 'toast';

export function toast(words: string, undo?: () => void): void {
  notifications.hide(id);
  const hide = () => notifications.hide(id);
  notifications.show({
    id,
    message: createElement(ToastWords, { words, undo, hide }),
    autoClose: 5000,
    withBorder: true,
    withCloseButton: false,
    icon: null,
  });
}
