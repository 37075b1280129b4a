import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call, reloadUser } from '@/api/client';
import { keys } from '@/api/keys';
import type { Inbox, Notice } from '@/api/purchaseTypes';
import { useSession } from '@/api/session';

const unreadQuery = queryOptions({
  queryKey: keys.notifications.unread,
  queryFn: async ({ signal }) => (await call('GET /notifications', { query: { size: 1 }, signal })).unread,
});

const inboxQuery = infiniteQueryOptions({
  queryKey: keys.notifications.inbox,
  queryFn: ({ pageParam, signal }) =>
    call('GET /notifications', { query: { size: 24, ...(pageParam && { after: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: (inbox) => inbox.next,
});

export function useUnread(): number {
  const { status } = useSession();
  return useQuery({ ...unreadQuery, enabled: status === 'signed_in' }).data ?? 0;
}

export function useInbox() {
  return useInfiniteQuery(inboxQuery);
}

/** Shown as read at once; back to unread when the server does not take it. Without ids: all. */
export function useRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[] | undefined) => call('POST /notifications/read', { body: ids ? { ids } : {} }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: keys.notifications.all });
      const before = {
        inbox: client.getQueryData(inboxQuery.queryKey),
        unread: client.getQueryData(unreadQuery.queryKey),
      };
      client.setQueryData(inboxQuery.queryKey, before.inbox && withRead(before.inbox, ids));
      client.setQueryData(unreadQuery.queryKey, ids ? Math.max(0, (before.unread ?? 0) - ids.length) : 0);
      return before;
    },
    onError: (_error, _ids, before) => {
      client.setQueryData(inboxQuery.queryKey, before?.inbox);
      client.setQueryData(unreadQuery.queryKey, before?.unread);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.notifications.all }),
  });
}

type Pages = InfiniteData<Inbox, unknown>;

function withRead(inbox: Pages, ids: string[] | undefined): Pages {
  const now = new Date().toISOString();
  const read = (notice: Notice) =>
    notice.read_at === null && (!ids || ids.includes(notice.id)) ? { ...notice, read_at: now } : notice;
  return { ...inbox, pages: inbox.pages.map((page) => ({ ...page, items: page.items.map(read) })) };
}

const CHANGES_ROLES: ReadonlySet<string> = new Set(['shop_approved', 'roles_changed']);

/** Something has happened: whatever on this page it is about is asked for anew. */
export function noticeCame(client: QueryClient, { subject, kind }: Notice): void {
  const stale: QueryKey[] = [keys.notifications.all];
  if (subject.order_id || subject.shop_order_id)
    stale.push(keys.orders.all, keys.payments.all, keys.wallet.all);
  if (subject.payment_id || kind.startsWith('wallet')) stale.push(keys.payments.all, keys.wallet.all);
  if (subject.variant_id || kind.startsWith('sale')) stale.push(keys.inventory.all);
  if (kind.startsWith('shop')) stale.push(keys.shops.all);
  if (CHANGES_ROLES.has(kind)) void reloadUser();
  for (const queryKey of stale) void client.invalidateQueries({ queryKey });
}
