import { ActionIcon, Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';

export interface Point {
  /** Of a point that is there already; of a new one only this page knows it. */
  key: string;
  id?: string;
  name: string;
  address: string;
}

const MAX_POINTS = 20;

interface PointFieldsProps {
  points: Point[];
  onChange: (points: Point[]) => void;
}

/** Where orders may be picked up: a list that grows and shrinks. */
export function PointFields({ points, onChange }: PointFieldsProps) {
  const t = useShopEditorTexts();
  const change = (key: string, changes: Partial<Point>) =>
    onChange(points.map((point) => (point.key === key ? { ...point, ...changes } : point)));
  return (
    <Stack gap="sm">
      {points.map((point) => (
        <Group key={point.key} wrap="nowrap" align="flex-end" gap="xs">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" flex={1}>
            <TextInput
              label={t('pointName')}
              placeholder={t('pointNameHint')}
              maxLength={80}
              value={point.name}
              onChange={(event) => change(point.key, { name: event.currentTarget.value })}
            />
            <TextInput
              label={t('pointAddress')}
              maxLength={200}
              value={point.address}
              onChange={(event) => change(point.key, { address: event.currentTarget.value })}
            />
          </SimpleGrid>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={42}
            aria-label={t('remove', { name: point.name || t('pointName') })}
            onClick={() => onChange(points.filter(({ key }) => key !== point.key))}
          >
            <IconTrash size={20} />
          </ActionIcon>
        </Group>
      ))}
      {points.length < MAX_POINTS && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...points, { key: `new-${Date.now()}`, name: '', address: '' }])}
        >
          {t('addPoint')}
        </Button>
      )}
    </Stack>
  );
}

/** What is sent: points without a name are not meant. */
export function pointsToSend(points: Point[]) {
  return points
    .filter(({ name }) => name.trim().length >= 2)
    .map(({ id, name, address }) => ({
      ...(id && { id }),
      name: name.trim(),
      address: address.trim() || null,
    }));
}
