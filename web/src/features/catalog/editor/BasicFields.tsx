import { Input, SegmentedControl, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { Category } from '@/api/catalogTypes';
import { categoryOptions } from '@/features/catalog/categories';
import type { ProductDraft, WrongPlace } from '@/features/catalog/editor/draft';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { useCategories } from '@/features/catalog/queries';

export interface DraftProps {
  draft: ProductDraft;
  onChange: (changes: Partial<ProductDraft>) => void;
  /** What kept it from being saved: marked where it is. */
  wrong?: WrongPlace | null;
}

/** Rentals have assets and calendars: they are not made here. */
const KINDS = ['food', 'goods'] as const;

export function BasicFields({ draft, onChange, made, wrong }: DraftProps & { made: boolean }) {
  const t = useEditorTexts();
  const tree: Category[] = useCategories().data ?? [];
  return (
    <Stack gap="md">
      {!made && (
        <div>
          <Input.Label id="product-kind" size="md" labelElement="div" display="block">
            {t('kind')}
          </Input.Label>
          <SegmentedControl
            aria-labelledby="product-kind"
            value={draft.kind}
            onChange={(kind) => onChange({ kind: kind as ProductDraft['kind'] })}
            data={KINDS.map((value) => ({ value, label: t(value) }))}
          />
        </div>
      )}
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        maxLength={120}
        value={draft.name}
        error={wrong?.what === 'wrongName' && t('wrongName')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('category')}
          data={categoryOptions(tree)}
          searchable
          clearable
          value={draft.category}
          onChange={(category) => onChange({ category })}
        />
        <TextInput
          label={t('brand')}
          maxLength={60}
          value={draft.brand}
          onChange={(event) => onChange({ brand: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Textarea
        label={t('description')}
        autosize
        minRows={4}
        maxLength={5000}
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </Stack>
  );
}
