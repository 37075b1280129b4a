import { ActionIcon, Group, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { ClockInput } from '@/features/shops/editor/ClockInput';
import classes from '@/features/shops/editor/hours.module.css';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import {
  type Day,
  isOvernight,
  MAX_STRETCHES,
  nextStretch,
  type Stretch,
} from '@/features/shops/editor/week';
import { weekdayName } from '@/features/shops/hours';
import { useLanguage } from '@/lib/texts';

interface DayHoursProps {
  day: Day;
  onChange: (day: Day) => void;
  onCopy: () => void;
}

/** One weekday: open or closed, and from when until when. */
export function DayHours({ day, onChange, onCopy }: DayHoursProps) {
  const t = useShopEditorTexts();
  const name = weekdayName(day.weekday, useLanguage());
  const { stretches } = day;
  const open = stretches.length > 0;
  const replace = (index: number, changes: Partial<Stretch>) =>
    onChange({
      ...day,
      stretches: stretches.map((one, at) => (at === index ? { ...one, ...changes } : one)),
    });

  return (
    <div className={classes.day}>
      <Switch
        label={name}
        checked={open}
        onChange={(event) =>
          onChange({ ...day, stretches: event.currentTarget.checked ? [nextStretch([])] : [] })
        }
        styles={{ label: { fontWeight: 600 } }}
      />
      <Stack gap="xs">
        {!open && (
          <Text c="dimmed" size="sm" py={6}>
            {t('closed')}
          </Text>
        )}
        {stretches.map((stretch, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no name but their place in the day
          <Group key={index} gap="xs" wrap="nowrap">
            <ClockInput
              label={t('opens', { day: name })}
              value={stretch.opens}
              onChange={(opens) => replace(index, { opens })}
            />
            <span aria-hidden>–</span>
            <ClockInput
              label={t('closes', { day: name })}
              value={stretch.closes}
              onChange={(closes) => replace(index, { closes })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('removeStretch', { day: name, stretch: `${stretch.opens}–${stretch.closes}` })}
              onClick={() => onChange({ ...day, stretches: stretches.filter((_, at) => at !== index) })}
            >
              <IconTrash size={18} />
            </ActionIcon>
            {isOvernight(stretch) && (
              <Text size="xs" c="dimmed">
                {t('nextDay')}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
      {open && (
        <Group gap={4} wrap="nowrap" className={classes.actions}>
          {stretches.length < MAX_STRETCHES && (
            <Tooltip label={t('addStretch', { day: name })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('addStretch', { day: name })}
                onClick={() => onChange({ ...day, stretches: [...stretches, nextStretch(stretches)] })}
              >
                <IconPlus size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t('copyToAll', { day: name })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('copyToAll', { day: name })}
              onClick={onCopy}
            >
              <IconCopy size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </div>
  );
}
