import { Group, Radio, Stack, Text } from '@mantine/core';
import type { Variant } from '@/api/catalogTypes';
import { useCatalogTexts } from '@/features/catalog/i18n';
import classes from '@/features/catalog/variant-picker.module.css';
import { axesOf, changed, inStock } from '@/features/catalog/variants';

interface VariantPickerProps {
  variants: Variant[];
  chosen: Variant;
  onChoose: (variant: Variant) => void;
}

/** One row of buttons per option. Choices that lead to something sold out are shown as such, not hidden. */
export function VariantPicker({ variants, chosen, onChoose }: VariantPickerProps) {
  const t = useCatalogTexts();
  return axesOf(variants).map(([name, values]) => (
    <Radio.Group
      key={name}
      value={chosen.options[name] ?? ''}
      onChange={(value) => {
        const next = changed(variants, chosen.options, name, value);
        if (next) onChoose(next);
      }}
      label={
        <Text span size="sm">
          {name}: <b>{chosen.options[name]}</b>
        </Text>
      }
      aria-label={t('choose', { option: name })}
    >
      <Stack gap={0} mt={6}>
        <Group gap="xs">
          {values.map((value) => {
            const next = changed(variants, chosen.options, name, value);
            const soldOut = !next || !inStock(next);
            return (
              <Radio.Card
                key={value}
                value={value}
                className={classes.choice}
                data-sold-out={soldOut || undefined}
                aria-label={soldOut ? t('soldOutChoice', { choice: value }) : value}
              >
                {value}
              </Radio.Card>
            );
          })}
        </Group>
      </Stack>
    </Radio.Group>
  ));
}
