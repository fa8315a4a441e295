import { Notifications } from '@mantine/notifications';

/** Where messages appear: bottom left of the content. */
export function Toasts() {
  return <Notifications position="bottom-left" limit={1} />;
}
