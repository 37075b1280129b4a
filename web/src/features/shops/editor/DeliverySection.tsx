import { NumberInput, SimpleGrid, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useSaved } from '@/features/shops/editor/useSaved';
import { RupiahInput } from '@/ui/RupiahInput';

const BPS_PER_PERCENT = 100;

/** How things reach buyers, what that costs, and the tax in prices. */
export function DeliverySection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const { save, saving } = useSaved(shop);
  const form = useForm({
    initialValues: {
      delivers: shop.delivers,
      fee: shop.delivery_fee,
      tax: (shop.settings?.tax_bps ?? 0) / BPS_PER_PERCENT,
    },
  });
  return (
    <FormSection
      title={t('delivery')}
      text={t('deliversText')}
      saving={saving}
      changed={form.isDirty()}
      onSubmit={form.onSubmit(({ delivers, fee, tax }) =>
        save({ delivers, delivery_fee: fee, tax_bps: Math.round(tax * BPS_PER_PERCENT) }, () =>
          form.resetDirty(),
        ),
      )}
    >
      <Switch label={t('delivers')} {...form.getInputProps('delivers', { type: 'checkbox' })} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <RupiahInput
          label={t('deliveryFee')}
          description={t('deliveryFeeHint')}
          disabled={!form.values.delivers}
          min={0}
          max={10_000_000}
          value={form.values.fee}
          onChange={(fee) => form.setFieldValue('fee', fee ?? 0)}
        />
        <NumberInput
          label={t('tax')}
          description={t('taxHint')}
          min={0}
          max={50}
          decimalScale={2}
          hideControls
          decimalSeparator=","
          value={form.values.tax}
          onChange={(tax) => form.setFieldValue('tax', Number(tax) || 0)}
        />
      </SimpleGrid>
    </FormSection>
  );
}
