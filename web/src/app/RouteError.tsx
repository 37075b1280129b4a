import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';

/**
 * A page that could not be drawn: most often because a new version was put in place of its files, which a reload
 * mends, or because its guard got no answer, which is asked for again.
 */
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => (isProblem(error) ? void router.invalidate() : window.location.reload());
  return <ErrorState error={error} onRetry={again} />;
}
