import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { Doubt } from '@/features/catalog/editor/doubts';
import { useListTexts } from '@/features/catalog/editor/listTexts';
import { rupiah } from '@/lib/money';
import { Sheet } from '@/ui/Sheet';

interface CheckSheetProps {
  /** Null: nothing is asked. */
  doubts: Doubt[] | null;
  /** It exists already: it is saved, not put on sale. */
  made: boolean;
  onBack: () => void;
  onGoOn: () => void;
}

/** A last look at what may have been forgotten or mistyped; whoever means it goes on. */
export function CheckSheet({ doubts, made, onBack, onGoOn }: CheckSheetProps) {
  const t = useListTexts();
  return (
    <Sheet opened={doubts !== null} onClose={onBack} title={t('checkTitle')}>
      <Stack gap="md">
        <Text>{t(made ? 'checkTextEdit' : 'checkText')}</Text>
        <List spacing={6}>
          {doubts?.map((doubt) => (
            <List.Item key={JSON.stringify(doubt)}>{inWords(doubt, t)}</List.Item>
          ))}
        </List>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onGoOn}>
            {t(made ? 'checkSave' : 'checkOn')}
          </Button>
          <Button onClick={onBack} data-autofocus>
            {t('checkBack')}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );
}

function inWords(doubt: Doubt, t: ReturnType<typeof useListTexts>): string {
  switch (doubt.what) {
    case 'unpriced':
      return t('unpriced', { count: doubt.count });
    case 'cheap':
      return t('cheap', { price: rupiah(doubt.price) });
    case 'farApart':
      return t('farApart', { low: rupiah(doubt.low), high: rupiah(doubt.high) });
    case 'jump': {
      const { variant, from, to } = doubt;
      return t(variant ? 'jump' : 'jumpOnly', { variant, from: rupiah(from), to: rupiah(to) });
    }
    default:
      return t(doubt.what);
  }
}
