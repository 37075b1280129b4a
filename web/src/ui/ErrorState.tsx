import { Button, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { isProblem } from '@/api/problem';
import { useUiTexts } from '@/ui/i18n';
import { problemText } from '@/ui/problemTexts';

/** What happened in plain words, and the way out of it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useUiTexts();
  const id = isProblem(error) ? error.requestId : null;
  return (
    <Stack role="alert" align="center" ta="center" gap="sm" py={48} px="md" maw={480} mx="auto">
      <ThemeIcon size={88} radius={44} variant="light" color="gray" aria-hidden>
        <IconPlugConnectedX size={40} stroke={1.5} />
      </ThemeIcon>
      <Text fw={600} fz="lg">
        {problemText(error)}
      </Text>
      {id && (
        <Text size="xs" c="dimmed">
          {t('reference', { id })}
        </Text>
      )}
      {onRetry && (
        <Button leftSection={<IconRefresh size={18} />} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Stack>
  );
}
