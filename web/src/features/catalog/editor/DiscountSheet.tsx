import { Alert, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ShopOffer } from '@/api/sellerTypes';
import { ROUNDINGS } from '@/features/catalog/editor/prices';
import { ScheduleFields } from '@/features/catalog/editor/ScheduleFields';
import { discounted, unscheduled, wrongTerms } from '@/features/catalog/editor/terms';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { useSaveTerms } from '@/features/catalog/editor/useSaveTerms';
import { rupiah } from '@/lib/money';
import { Sheet } from '@/ui/Sheet';

const USUAL_PERCENT = 10;
const USUAL_ROUNDING = 500;
const ANYTIME = { starts: '', ends: '' };

interface DiscountSheetProps {
  shop: string;
  zone: string;
  offers: ShopOffer[];
  opened: boolean;
  onClose: () => void;
}

/** The same discount, for the same time, on everything that is shown. */
export function DiscountSheet({ opened, onClose, ...rest }: DiscountSheetProps) {
  const t = useTermsTexts();
  return (
    <Sheet opened={opened} onClose={onClose} title={t('bulkTitle', { count: rest.offers.length })}>
      {opened && <DiscountForm onDone={onClose} {...rest} />}
    </Sheet>
  );
}

interface DiscountFormProps {
  shop: string;
  zone: string;
  offers: ShopOffer[];
  onDone: () => void;
}

function DiscountForm({ shop, zone, offers, onDone }: DiscountFormProps) {
  const t = useTermsTexts();
  const { save, saving } = useSaveTerms(shop, offers);
  const [percent, setPercent] = useState(USUAL_PERCENT);
  const [rounding, setRounding] = useState(USUAL_ROUNDING);
  const [when, setWhen] = useState(ANYTIME);
  const rows = discounted(offers, percent, rounding, when, zone);
  const planned = unscheduled(offers, zone);
  // Only its times can be wrong: the prices were made lower.
  const wrong = wrongTerms({ ...when, salePrice: 1, least: 1, most: null }, 2, zone, new Date());

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (!wrong) save(rows, (count) => t('applied', { count }), onDone);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          {t('bulkText')}
        </Text>
        <Group grow align="flex-start">
          <NumberInput
            label={t('percent')}
            min={1}
            max={99}
            allowDecimal={false}
            allowNegative={false}
            value={percent}
            onChange={(value) => setPercent(typeof value === 'number' ? value : 0)}
          />
          <Select
            label={t('rounding')}
            data={ROUNDINGS.map((value) => ({ value: String(value), label: rupiah(value) }))}
            value={String(rounding)}
            onChange={(value) => setRounding(Number(value) || 1)}
            allowDeselect={false}
          />
        </Group>
        <ScheduleFields value={when} zone={zone} onChange={setWhen} />
        {wrong && (
          <Alert color="red" role="alert">
            {t(wrong)}
          </Alert>
        )}
        <Group justify="space-between">
          {planned.length > 0 ? (
            <Button
              variant="default"
              disabled={saving}
              onClick={() => save(planned, (count) => t('cleared', { count }), onDone)}
            >
              {t('clear', { count: planned.length })}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={saving} disabled={rows.length === 0 || wrong !== null}>
            {t('apply', { count: rows.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
