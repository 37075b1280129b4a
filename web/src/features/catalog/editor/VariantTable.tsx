import { Button, NumberInput, Switch, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftProps } from '@/features/catalog/editor/BasicFields';
import type { Wrong } from '@/features/catalog/editor/draft';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { choiceName, type VariantDraft } from '@/features/catalog/editor/matrix';
import { type Cell, Cells } from '@/ui/Cells';
import { RupiahInput } from '@/ui/RupiahInput';

const MAX_PRICE = 10_000_000_000;
const MAX_COUNT = 1_000_000;

/** What is wrong with which field of a variant. */
const WRONG: Record<'price' | 'compareAt' | 'sku', readonly Wrong[]> = {
  price: ['wrongNoPrice', 'wrongPrice'],
  compareAt: ['wrongCompareAt'],
  sku: ['wrongSku', 'wrongSameSku'],
};

interface VariantTableProps extends DraftProps {
  /** The way to the stock of a variant that is there already. */
  stockLink: (variant: VariantDraft) => ReactNode;
}

/** Every variant with its price, code and stock, typed in place. */
export function VariantTable({ draft, onChange, stockLink, wrong }: VariantTableProps) {
  const t = useEditorTexts();
  const cellsOf = useVariantCells(stockLink);
  const { axes, variants } = draft;
  const change = (key: string, changes: Partial<VariantDraft>) =>
    onChange({ variants: variants.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  const first = variants[0];
  const firstName = first && choiceName(axes, first.choice);
  const offered = variants.some(({ offer }) => offer);
  return (
    <>
      <Cells
        head={t('variant')}
        rows={variants.map((variant) => {
          const name = choiceName(axes, variant.choice) || t('only');
          return {
            key: variant.key,
            head: (
              <Text size="sm" fw={600} py={6}>
                {name}
              </Text>
            ),
            cells: cellsOf(
              variant,
              name,
              offered,
              wrong && (wrong.variant ?? firstName) === choiceName(axes, variant.choice) ? wrong.what : null,
              (changes) => change(variant.key, changes),
            ),
          };
        })}
      />
      {variants.length > 1 && first?.price != null && (
        <Button
          variant="subtle"
          size="compact-md"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            const { price, compareAt } = first;
            onChange({ variants: variants.map((one) => ({ ...one, price, compareAt })) });
          }}
        >
          {t('fillDown')}
        </Button>
      )}
    </>
  );
}

/** The cells of one variant; `offered`: the shop sells some of this product, so each can be switched. */
function useVariantCells(stockLink: (variant: VariantDraft) => ReactNode) {
  const t = useEditorTexts();
  return (
    variant: VariantDraft,
    name: string,
    offered: boolean,
    wrong: Wrong | null,
    onChange: (changes: Partial<VariantDraft>) => void,
  ): Cell[] => {
    const named = (label: string) => t('cellOf', { field: label, variant: name });
    const rupiah = (key: 'price' | 'compareAt') => ({
      key,
      label: t(key),
      width: 130,
      content: (
        <RupiahInput
          size="sm"
          aria-label={named(t(key))}
          max={MAX_PRICE}
          error={wrong !== null && WRONG[key].includes(wrong)}
          value={variant[key]}
          onChange={(amount) => onChange({ [key]: amount })}
        />
      ),
    });
    const count = (key: 'stock' | 'weight', label: string) => (
      <NumberInput
        size="sm"
        aria-label={named(label)}
        min={0}
        max={MAX_COUNT}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={variant[key] ?? ''}
        onChange={(value) => onChange({ [key]: typeof value === 'number' ? value : null })}
      />
    );
    const text = (key: 'sku' | 'barcode', width: number, most: number) => ({
      key,
      label: t(key),
      width,
      content: (
        <TextInput
          size="sm"
          aria-label={named(t(key))}
          maxLength={most}
          error={key === 'sku' && wrong !== null && WRONG.sku.includes(wrong)}
          value={variant[key]}
          onChange={(event) => onChange({ [key]: event.currentTarget.value })}
        />
      ),
    });
    const cells: Cell[] = [
      rupiah('price'),
      rupiah('compareAt'),
      {
        key: 'stock',
        label: t('stock'),
        width: 95,
        content: variant.id ? stockLink(variant) : count('stock', t('firstStock')),
      },
      text('sku', 165, 64),
      text('barcode', 135, 32),
      { key: 'weight', label: t('weight'), width: 90, content: count('weight', t('weight')) },
    ];
    if (!offered) return cells;
    const selling = {
      key: 'selling',
      label: t('selling'),
      width: 64,
      content: (
        <Switch
          mt={8}
          aria-label={named(t('selling'))}
          checked={variant.active}
          disabled={variant.price === null}
          onChange={(event) => onChange({ active: event.currentTarget.checked })}
        />
      ),
    };
    return [...cells, selling];
  };
}
