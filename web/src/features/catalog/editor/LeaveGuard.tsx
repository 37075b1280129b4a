import { Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { Sheet } from '@/ui/Sheet';

/** Asks before what was typed is left behind: by a link, the back button, or the closing of the tab. */
export function LeaveGuard({ unsaved }: { unsaved: () => boolean }) {
  const t = useEditorTexts();
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && unsaved(),
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Sheet opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title={t('leaveTitle')}>
      <Stack gap="md">
        <Text>{t('leaveText')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => leaving.proceed?.()}>
            {t('leaveNow')}
          </Button>
          <Button onClick={() => leaving.reset?.()}>{t('leaveNot')}</Button>
        </Group>
      </Stack>
    </Sheet>
  );
}
