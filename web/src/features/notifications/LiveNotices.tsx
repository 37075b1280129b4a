import { Anchor, Text } from '@mantine/core';
import { useDocumentVisibility } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { reloadUser } from '@/api/client';
import { keys } from '@/api/keys';
import type { Notice } from '@/api/purchaseTypes';
import { useSession } from '@/api/session';
import { useNotificationTexts } from '@/features/notifications/i18n';
import { listen } from '@/features/notifications/live';
import { noticeCame } from '@/features/notifications/queries';

/**
 * Keeps whoever is signed in up to date: what they see is asked for anew, and they are told.
 *
 * Only the tab in sight listens. A browser opens no more than six connections to one host, and a person with many
 * tabs would have none left; a tab that comes into sight asks for everything anew instead.
 */
export function LiveNotices({ open }: { open: (path: string) => void }) {
  const client = useQueryClient();
  const { user } = useSession();
  const visible = useDocumentVisibility() === 'visible';
  const id = user?.id;
  const opening = useRef(open);
  opening.current = open;

  useEffect(() => {
    if (!id || !visible) return;
    const ending = new AbortController();
    const onReady = () => {
      void client.invalidateQueries({ queryKey: keys.notifications.all });
      void reloadUser();
    };
    const onNotice = (notice: Notice) => {
      noticeCame(client, notice);
      if (!isInSight(notice)) tell(notice, opening.current);
    };
    void listen({ onReady, onNotice }, ending.signal);
    return () => ending.abort();
  }, [client, id, visible]);

  return null;
}

const SHOWN_BY_PAYMENT: ReadonlySet<string> = new Set(['order_placed', 'order_paid', 'wallet_topped_up']);

/** The page one is looking at says the same already. */
function isInSight({ path, kind }: Notice): boolean {
  const here = window.location.pathname;
  return here === path || (SHOWN_BY_PAYMENT.has(kind) && /^\/(checkout$|payments\/)/.test(here));
}

function tell(notice: Notice, open: (path: string) => void): void {
  notifications.show({
    id: notice.id,
    title: notice.title,
    message: (
      <>
        <Text size="sm">{notice.body}</Text>
        <Anchor
          size="sm"
          fw={600}
          href={notice.path}
          onClick={(event) => {
            event.preventDefault();
            notifications.hide(notice.id);
            open(notice.path);
          }}
        >
          {useNotificationTexts.now('open')}
        </Anchor>
      </>
    ),
  });
}
