import { Alert, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Shop } from '@/api/types';
import { DayHours } from '@/features/shops/editor/DayHours';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useSaved } from '@/features/shops/editor/useSaved';
import {
  copied,
  type Day,
  daysFrom,
  hoursFrom,
  isComplete,
  overlaps,
  sameHours,
  usualWeek,
} from '@/features/shops/editor/week';
import { weekdayName } from '@/features/shops/hours';
import { useLanguage } from '@/lib/texts';
import { zoneLabel } from '@/lib/time';

/** The week of a shop. No hours at all means: open around the clock. */
export function HoursSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const language = useLanguage();
  const { save, saving } = useSaved(shop);
  const [days, setDays] = useState(() => daysFrom(shop.opening_hours));
  const [always, setAlways] = useState(shop.opening_hours.length === 0);
  const [wrong, setWrong] = useState<string | null>(null);

  function change(next: Day[]) {
    setDays(next);
    setWrong(null);
  }

  const written = always ? [] : hoursFrom(days);
  const changed = !sameHours(written, shop.opening_hours);

  function submit(event?: React.FormEvent) {
    event?.preventDefault();
    const half = days.find(({ stretches }) => !stretches.every(isComplete));
    const double = days.find(({ stretches }) => overlaps(stretches));
    const day = half ?? double;
    if (day && !always) {
      return setWrong(t(half ? 'incomplete' : 'overlap', { day: weekdayName(day.weekday, language) }));
    }
    save({ opening_hours: written });
  }

  return (
    <FormSection
      title={t('hours')}
      text={t('hoursText', { zone: zoneLabel(shop.timezone) })}
      onSubmit={submit}
      saving={saving}
      changed={changed}
    >
      <Switch
        label={t('alwaysOpen')}
        checked={always}
        onChange={(event) => {
          const on = event.currentTarget.checked;
          setAlways(on);
          if (!on && hoursFrom(days).length === 0) change(usualWeek());
        }}
      />
      {!always && (
        <Stack gap={0}>
          {days.map((day) => (
            <DayHours
              key={day.weekday}
              day={day}
              onChange={(next) => change(days.map((one) => (one.weekday === day.weekday ? next : one)))}
              onCopy={() => change(copied(days, day.weekday))}
            />
          ))}
        </Stack>
      )}
      {wrong && (
        <Alert color="red" role="alert">
          {wrong}
        </Alert>
      )}
    </FormSection>
  );
}
