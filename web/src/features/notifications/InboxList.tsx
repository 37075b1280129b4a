import { Badge, Button, Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import type { Notice } from '@/api/purchaseTypes';
import { byOrder } from '@/features/notifications/byOrder';
import { useNotificationTexts } from '@/features/notifications/i18n';
import classes from '@/features/notifications/inbox.module.css';
import { useInbox, useRead } from '@/features/notifications/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { When } from '@/ui/When';

const PLACES = ['one', 'two', 'three', 'four', 'five'];

/** Everything one was told, newest first. `open` leads to what a notice is about. */
export function InboxList({ open }: { open: (path: string) => void }) {
  const t = useNotificationTexts();
  const inbox = useInbox();
  const read = useRead();
  return (
    <Loaded query={inbox} skeleton={PLACES.map((place) => <Skeleton key={place} h={76} mb="xs" />)}>
      {({ pages }) => {
        const notices = pages.flatMap((page) => page.items);
        const unread = pages[0]?.unread ?? 0;
        const onOpen = (notice: Notice) => {
          if (notice.read_at === null) read.mutate([notice.id]);
          open(notice.path);
        };
        if (notices.length === 0) {
          return (
            <EmptyState
              icon={IconBell}
              title={t('none')}
              action={<ButtonLink to="/">{t('shop')}</ButtonLink>}
            >
              {t('noneText')}
            </EmptyState>
          );
        }
        return (
          <Stack gap="md">
            <Group justify="space-between" mih={36}>
              <Text c="dimmed" role="status">
                {t('unread', { count: unread })}
              </Text>
              {unread > 0 && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  leftSection={<IconChecks size={18} aria-hidden />}
                  onClick={() => read.mutate(undefined)}
                >
                  {t('readAll')}
                </Button>
              )}
            </Group>
            <ul className={classes.list}>
              {byOrder(notices).map(([newest, ...older]) => (
                <li key={newest.id}>
                  <Entry notice={newest} onOpen={() => onOpen(newest)} />
                  {older.length > 0 && <Older notices={older} onOpen={onOpen} />}
                </li>
              ))}
            </ul>
            {inbox.hasNextPage && (
              <Button
                variant="default"
                loading={inbox.isFetchingNextPage}
                onClick={() => void inbox.fetchNextPage()}
              >
                {t('older')}
              </Button>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** What was told of the same order before; open while some of it is unread. */
function Older({ notices, onOpen }: { notices: Notice[]; onOpen: (notice: Notice) => void }) {
  const t = useNotificationTexts();
  const [opened, setOpened] = useState(false);
  const shown = opened ? notices : notices.filter((notice) => notice.read_at === null);
  return (
    <>
      {shown.length > 0 && (
        <ul className={classes.older}>
          {shown.map((notice) => (
            <li key={notice.id}>
              <Entry notice={notice} onOpen={() => onOpen(notice)} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < notices.length && (
        <Button variant="subtle" size="compact-md" mih={44} onClick={() => setOpened(true)}>
          {t('earlier', { count: notices.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Entry({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useNotificationTexts();
  const isNew = notice.read_at === null;
  return (
    <UnstyledButton
      component="a"
      href={notice.path}
      className={classes.entry}
      data-new={isNew || undefined}
      onClick={(event: React.MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
        <Text fw={isNew ? 700 : 550}>{notice.title}</Text>
        {isNew && (
          <Badge size="sm" flex="none">
            {t('isNew')}
          </Badge>
        )}
      </Group>
      <Text size="sm">{notice.body}</Text>
      <Text size="sm" c="dimmed">
        <When at={notice.at} />
      </Text>
    </UnstyledButton>
  );
}
