/** One short message at a time, with the way back. Never for errors that need reading. */
import { createElement } from 'react';

const id = 'toast';

/** Loads its part of the page when the first message comes. */
export async function toast(words: string, undo?: () => void): Promise<void> {
  const [{ notifications }, { ToastWords }] = await Promise.all([
    import('@mantine/notifications'),
    import('./ToastWords.tsx'),
  ]);
  notifications.hide(id);
  notifications.show({
    id,
    message: createElement(ToastWords, { words, undo, hide: () => notifications.hide(id) }),
    autoClose: 5000,
    withBorder: true,
    withCloseButton: false,
    icon: null,
  });
}
