import { NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useSaved } from '@/features/shops/editor/useSaved';

const USUAL_MARK = 10;

/** From when on the shop is told that something runs low. */
export function StockSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const { save, saving } = useSaved(shop);
  const form = useForm({ initialValues: { low: shop.settings?.low_stock_at ?? USUAL_MARK } });
  return (
    <FormSection
      title={t('stock')}
      text={t('lowStockAtHint')}
      saving={saving}
      changed={form.isDirty()}
      onSubmit={form.onSubmit(({ low }) => save({ low_stock_at: low }, () => form.resetDirty()))}
    >
      <NumberInput
        label={t('lowStockAt')}
        maw={320}
        min={0}
        max={100_000}
        allowDecimal={false}
        hideControls
        value={form.values.low}
        onChange={(low) => form.setFieldValue('low', Number(low) || 0)}
      />
    </FormSection>
  );
}
