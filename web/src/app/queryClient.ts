import { notifications } from '@mantine/notifications';
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { onSessionChange, sessionNow } from '@/api/session';
import { onTabs } from '@/lib/tabs';
import { problemText } from '@/ui/problemTexts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `quiet`: the form shows its own refusal, no toast on top. */
    mutationMeta: { quiet?: boolean };
  }
}

/** A refusal is an answer; only a server that did not answer is asked again. */
function worthRetrying(failures: number, error: unknown): boolean {
  const silent = !isProblem(error) || error.status === 0 || error.status >= 500;
  return silent && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: worthRetrying } },
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.quiet) notifications.show({ color: 'red', message: problemText(error) });
    },
  }),
});

/** Another person must never see what the one before them had loaded. */
export function forgetOnSessionChange(): void {
  let known = sessionNow();
  onSessionChange(() => {
    const before = known;
    known = sessionNow();
    if (before.status !== 'starting' && before.user?.id !== known.user?.id) void queryClient.resetQueries();
  });
}

/** Tabs share one cart: what another did to it shows here too. */
export function followOtherTabs(): void {
  onTabs((subject) => subject === 'cart' && void queryClient.invalidateQueries({ queryKey: keys.cart.all }));
}
