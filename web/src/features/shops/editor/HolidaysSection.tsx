import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useSaved } from '@/features/shops/editor/useSaved';
import { localDay } from '@/lib/time';

interface Entry {
  key: number;
  day: string;
  name: string;
}

let made = 0;
const entry = (day: string, name: string): Entry => ({ key: made++, day, name });

/** Days on which the shop stays closed; those that are over are forgotten when saved. */
export function HolidaysSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const { save, saving } = useSaved(shop);
  const today = localDay(new Date(), shop.timezone);
  const [entries, setEntries] = useState(() =>
    shop.holidays.filter(({ day }) => day >= today).map(({ day, name }) => entry(day, name ?? '')),
  );
  const change = (key: number, changes: Partial<Entry>) =>
    setEntries(entries.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const days = new Map(entries.filter(({ day }) => day).map(({ day, name }) => [day, name.trim()]));
  const holidays = [...days].map(([day, name]) => ({ day, name })).sort((a, b) => a.day.localeCompare(b.day));
  const changed = JSON.stringify(holidays) !== JSON.stringify(shop.holidays);

  function submit(event?: React.FormEvent) {
    event?.preventDefault();
    save({ holidays }, () => setEntries(holidays.map(({ day, name }) => entry(day, name))));
  }

  return (
    <FormSection
      title={t('holidays')}
      text={t('holidaysText')}
      onSubmit={submit}
      saving={saving}
      changed={changed}
    >
      <Stack gap="sm">
        {entries.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noHolidays')}
          </Text>
        )}
        {entries.map((one) => (
          <Group key={one.key} wrap="nowrap" align="flex-end" gap="xs">
            <TextInput
              type="date"
              label={t('holidayDay')}
              min={today}
              value={one.day}
              onChange={(event) => change(one.key, { day: event.currentTarget.value })}
            />
            <TextInput
              flex={1}
              label={t('holidayName')}
              placeholder={t('holidayNameHint')}
              maxLength={80}
              value={one.name}
              onChange={(event) => change(one.key, { name: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={42}
              aria-label={t('remove', { name: one.name || one.day || t('holidays') })}
              onClick={() => setEntries(entries.filter(({ key }) => key !== one.key))}
            >
              <IconTrash size={20} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => setEntries([...entries, entry('', '')])}
        >
          {t('addHoliday')}
        </Button>
      </Stack>
    </FormSection>
  );
}
