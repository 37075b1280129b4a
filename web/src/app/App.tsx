import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useLayoutEffect, useMemo } from 'react';
import { queryClient } from '@/app/queryClient';
import { router } from '@/app/router';
import { cssVariables, themeSaying } from '@/app/theme';
import { useUiTexts } from '@/ui/i18n';

/** Not needed for the first sight of anything. */
const LiveNotices = lazy(async () => ({
  default: (await import('@/features/notifications/LiveNotices')).LiveNotices,
}));

const colours = localStorageColorSchemeManager({ key: 'niaga.colours' });

export function App() {
  const t = useUiTexts();
  // What index.html shows until there is a page goes in the same moment as that comes.
  useLayoutEffect(() => document.getElementById('outline')?.remove(), []);
  const theme = useMemo(() => themeSaying(t('close'), t('showPassword')), [t]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colours}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <LiveNotices open={(path) => router.history.push(path)} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
