import { VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/ui/ErrorState';
import { useUiTexts } from '@/ui/i18n';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Shaped like what comes, so that nothing jumps. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** The three faces of anything fetched: on its way, refused, here. Old data stays while new data comes. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const t = useUiTexts();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>
      {skeleton}
    </div>
  );
}
