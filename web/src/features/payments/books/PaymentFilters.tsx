import { Chip, Group, Select, Stack } from '@mantine/core';
import { DayField } from '@/features/payments/books/DayField';
import {
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  type PaymentsParams,
  withDay,
} from '@/features/payments/books/filters';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { useUiTexts } from '@/ui/i18n';
import { SearchField } from '@/ui/SearchField';

type Changes = { [K in keyof PaymentsParams]?: PaymentsParams[K] | undefined };

interface PaymentFiltersProps {
  params: PaymentsParams;
  onChange: (changes: Changes) => void;
}

export function PaymentFilters({ params, onChange }: PaymentFiltersProps) {
  const t = useBooksTexts();
  const ui = useUiTexts();
  return (
    <Stack gap="sm">
      <SearchField label={t('search')} value={params.q} onSearch={(q) => onChange({ q })} />
      <Group gap="sm" align="flex-end">
        <Select
          flex={1}
          miw="9rem"
          label={t('status')}
          placeholder={t('anyStatus')}
          clearable
          data={PAYMENT_STATUSES.map((value) => ({ value, label: ui(value) }))}
          value={params.status ?? null}
          onChange={(value) => onChange({ status: PAYMENT_STATUSES.find((one) => one === value) })}
        />
        <Select
          flex={1}
          miw="9rem"
          label={t('method')}
          placeholder={t('anyMethod')}
          clearable
          data={PAYMENT_METHODS.map((value) => ({ value, label: t(`method_${value}`) }))}
          value={params.method ?? null}
          onChange={(value) => onChange({ method: PAYMENT_METHODS.find((one) => one === value) })}
        />
        <DayField
          label={t('from')}
          value={params.from}
          onPick={(day) => onChange(withDay(params, 'from', day))}
        />
        <DayField label={t('to')} value={params.to} onPick={(day) => onChange(withDay(params, 'to', day))} />
      </Group>
      <Group>
        <Chip
          color="red.8"
          checked={params.flagged === true}
          onChange={(on) => onChange({ flagged: on ? true : undefined })}
        >
          {t('onlyFlagged')}
        </Chip>
      </Group>
    </Stack>
  );
}
