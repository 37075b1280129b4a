import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '@/ui/ErrorState';

/** A page that could not be drawn, most often because a new version was put in place of its files. */
export function RouteError({ error }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
