import { ActionIcon, Alert, Button, Flex, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { DraftProps } from '@/features/catalog/editor/BasicFields';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { type Axis, MAX_AXES, regenerated } from '@/features/catalog/editor/matrix';
import { alike } from '@/lib/alike';

interface OptionFieldsProps extends DraftProps {
  /** How many variants that exist already are no longer among the combinations. */
  archived: number;
}

/** What a buyer chooses between; the variants follow. */
export function OptionFields({ draft, onChange, archived }: OptionFieldsProps) {
  const t = useEditorTexts();
  const { axes, variants } = draft;
  const become = (next: Axis[]) => onChange({ axes: next, variants: regenerated(next, variants) });
  const change = (key: string, changes: Partial<Axis>) =>
    become(axes.map((axis) => (axis.key === key ? { ...axis, ...changes } : axis)));
  return (
    <Stack gap="sm">
      {axes.map((axis) => (
        <Group key={axis.key} align="flex-end" wrap="nowrap" gap="xs">
          <Flex direction={{ base: 'column', sm: 'row' }} gap="xs" flex={1} miw={0}>
            <TextInput
              flex={1}
              label={t('optionName')}
              placeholder={t('optionNameHint')}
              maxLength={60}
              value={axis.name}
              onChange={(event) => change(axis.key, { name: event.currentTarget.value })}
            />
            <TagsInput
              flex={2}
              size="md"
              label={t('optionValues')}
              placeholder={axis.values.length === 0 ? t('optionValuesHint') : ''}
              splitChars={[',']}
              acceptValueOnBlur
              isDuplicate={(value, present) => present.some((one) => alike(one) === alike(value))}
              value={axis.values}
              onChange={(values) => change(axis.key, { values: values.map((value) => value.slice(0, 60)) })}
            />
          </Flex>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={42}
            aria-label={t('removeOption', { name: axis.name })}
            onClick={() => become(axes.filter(({ key }) => key !== axis.key))}
          >
            <IconTrash size={20} />
          </ActionIcon>
        </Group>
      ))}
      {axes.length < MAX_AXES && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange({ axes: [...axes, { key: `option-${Date.now()}`, name: '', values: [] }] })}
        >
          {t('addOption')}
        </Button>
      )}
      {archived > 0 && <Alert color="yellow">{t('archived', { count: archived })}</Alert>}
    </Stack>
  );
}
