import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queryClient } from '@/app/queryClient';
import { router } from '@/app/router';
import { cssVariables, theme } from '@/app/theme';

/** Not needed for the first sight of anything. */
const LiveNotices = lazy(async () => ({
  default: (await import('@/features/notifications/LiveNotices')).LiveNotices,
}));

const colours = localStorageColorSchemeManager({ key: 'niaga.colours' });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colours}
      defaultColorScheme="auto"
    >
      <Notifications position="top-center" autoClose={5000} />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <LiveNotices open={(path) => router.history.push(path)} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
