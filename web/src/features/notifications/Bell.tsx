import { ActionIcon, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useNotificationTexts } from '@/features/notifications/i18n';
import { useUnread } from '@/features/notifications/queries';

const MAX_SHOWN = 99;

/** The way to the inbox, with how much in it is new. */
export function Bell() {
  const t = useNotificationTexts();
  const unread = useUnread();
  return (
    <Indicator
      label={unread > MAX_SHOWN ? `${MAX_SHOWN}+` : unread}
      disabled={unread === 0}
      size={18}
      offset={5}
    >
      <ActionIcon
        renderRoot={(props) => <Link to="/notifications" {...props} />}
        variant="subtle"
        color="gray"
        size={44}
        aria-label={unread > 0 ? `${t('title')}: ${t('unread', { count: unread })}` : t('title')}
      >
        <IconBell size={24} stroke={1.75} />
      </ActionIcon>
    </Indicator>
  );
}
