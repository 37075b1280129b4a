import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { Product } from '@/api/catalogTypes';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import { useMerge } from '@/features/catalog/twins/queries';
import { problemText } from '@/ui/problemTexts';
import { Sheet } from '@/ui/Sheet';

interface MergeSheetProps {
  goes: Product;
  stays: Product;
  opened: boolean;
  onClose: () => void;
  onMerged: (merged: Product) => void;
}

/** Asks once more: this is for good. */
export function MergeSheet({ goes, stays, opened, onClose, onMerged }: MergeSheetProps) {
  const t = useTwinTexts();
  const merge = useMerge();
  return (
    <Sheet opened={opened} onClose={onClose} title={t('confirmTitle')}>
      <Stack gap="md">
        <Text>{t('confirmText', { goes: goes.name, stays: stays.name })}</Text>
        {merge.isError && (
          <Alert color="red" role="alert">
            {problemText(merge.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            color="red.8"
            loading={merge.isPending}
            onClick={() => merge.mutate({ goes: goes.id, stays: stays.id }, { onSuccess: onMerged })}
          >
            {t('mergeNow')}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );
}
