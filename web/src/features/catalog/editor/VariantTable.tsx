import { Button, Group, NumberInput, Switch, Table, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftProps } from '@/features/catalog/editor/BasicFields';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { choiceName, type VariantDraft } from '@/features/catalog/editor/matrix';
import { RupiahInput } from '@/ui/RupiahInput';

const MOST_PRICE = 10_000_000_000;
const MOST_STOCK = 1_000_000;

interface VariantTableProps extends DraftProps {
  /** The way to the stock of a variant that is there already. */
  stockLink: (variant: VariantDraft) => ReactNode;
}

/** Every variant with its price, code and stock: a table one types into, sideways on a phone. */
export function VariantTable({ draft, onChange, stockLink }: VariantTableProps) {
  const t = useEditorTexts();
  const { axes, variants } = draft;
  const change = (key: string, changes: Partial<VariantDraft>) =>
    onChange({ variants: variants.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  const first = variants[0];
  const offered = variants.some(({ offer }) => offer);

  return (
    <>
      <div className={classes.scroll}>
        <Table className={classes.variants} verticalSpacing="xs" horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('variant')}</Table.Th>
              <Table.Th w={140}>{t('price')}</Table.Th>
              <Table.Th w={140}>{t('compareAt')}</Table.Th>
              <Table.Th w={110}>{t('stock')}</Table.Th>
              <Table.Th w={190}>{t('sku')}</Table.Th>
              <Table.Th w={150}>{t('barcode')}</Table.Th>
              <Table.Th w={100}>{t('weight')}</Table.Th>
              {offered && <Table.Th w={80}>{t('selling')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {variants.map((variant) => {
              const name = choiceName(axes, variant.choice) || t('only');
              return (
                <VariantLine
                  key={variant.key}
                  variant={variant}
                  name={name}
                  offered={offered}
                  stockLink={stockLink}
                  onChange={(changes) => change(variant.key, changes)}
                />
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {variants.length > 1 && first?.price != null && (
        <Group>
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() =>
              onChange({
                variants: variants.map((one) => ({ ...one, price: first.price, compareAt: first.compareAt })),
              })
            }
          >
            {t('fillDown')}
          </Button>
        </Group>
      )}
    </>
  );
}

interface VariantLineProps {
  variant: VariantDraft;
  name: string;
  offered: boolean;
  stockLink: (variant: VariantDraft) => ReactNode;
  onChange: (changes: Partial<VariantDraft>) => void;
}

function VariantLine({ variant, name, offered, stockLink, onChange }: VariantLineProps) {
  const t = useEditorTexts();
  const label = (field: 'price' | 'compareAt' | 'firstStock' | 'sku' | 'barcode' | 'weight' | 'selling') =>
    t('cellOf', { field: t(field), variant: name });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Text size="sm" fw={600} py={6}>
          {name}
        </Text>
      </Table.Th>
      <Table.Td>
        <RupiahInput
          size="sm"
          aria-label={label('price')}
          max={MOST_PRICE}
          value={variant.price}
          onChange={(price) => onChange({ price })}
        />
      </Table.Td>
      <Table.Td>
        <RupiahInput
          size="sm"
          aria-label={label('compareAt')}
          max={MOST_PRICE}
          value={variant.compareAt}
          onChange={(compareAt) => onChange({ compareAt })}
        />
      </Table.Td>
      <Table.Td>
        {variant.id ? (
          stockLink(variant)
        ) : (
          <NumberInput
            size="sm"
            aria-label={label('firstStock')}
            placeholder="0"
            min={0}
            max={MOST_STOCK}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={variant.stock ?? ''}
            onChange={(stock) => onChange({ stock: typeof stock === 'number' ? stock : null })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <TextInput
          size="sm"
          aria-label={label('sku')}
          maxLength={64}
          value={variant.sku}
          onChange={(event) => onChange({ sku: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="sm"
          aria-label={label('barcode')}
          maxLength={32}
          inputMode="numeric"
          value={variant.barcode}
          onChange={(event) => onChange({ barcode: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          size="sm"
          aria-label={label('weight')}
          min={0}
          max={MOST_STOCK}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={variant.weight ?? ''}
          onChange={(weight) => onChange({ weight: typeof weight === 'number' ? weight : null })}
        />
      </Table.Td>
      {offered && (
        <Table.Td>
          <Switch
            mt={8}
            aria-label={label('selling')}
            checked={variant.active}
            disabled={variant.price === null}
            onChange={(event) => onChange({ active: event.currentTarget.checked })}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
