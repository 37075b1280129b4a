import { Notifications } from '@mantine/notifications';

/** Where toasts appear. A module of its own, so that it may come after the page. */
export function Toasts() {
  return <Notifications position="top-center" autoClose={5000} />;
}
