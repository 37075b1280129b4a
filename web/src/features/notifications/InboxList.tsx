import { Badge, Button, Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import type { Notice } from '@/api/purchaseTypes';
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
              {notices.map((notice) => (
                <Entry
                  key={notice.id}
                  notice={notice}
                  onOpen={() => {
                    if (notice.read_at === null) read.mutate([notice.id]);
                    open(notice.path);
                  }}
                />
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

function Entry({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useNotificationTexts();
  const isNew = notice.read_at === null;
  return (
    <li>
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
    </li>
  );
}
