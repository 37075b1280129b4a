import { Notifications } from '@mantine/notifications';
import classes from '@/ui/toasts.module.css';

/**
 * Where toasts appear: over the bars at the bottom, where they hide neither the search nor what was just pressed. A
 * module of its own, so that it may come after the page.
 */
export function Toasts() {
  return <Notifications position="bottom-center" autoClose={5000} className={classes.place} />;
}
