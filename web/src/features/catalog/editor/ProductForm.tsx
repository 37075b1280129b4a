import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { isProblem } from '@/api/problem';
import { BasicFields } from '@/features/catalog/editor/BasicFields';
import { CheckSheet } from '@/features/catalog/editor/CheckSheet';
import { type Doubt, doubtsIn, newDoubts } from '@/features/catalog/editor/doubts';
import { type ProductDraft, type WrongPlace, wrongIn } from '@/features/catalog/editor/draft';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { LeaveGuard } from '@/features/catalog/editor/LeaveGuard';
import type { VariantDraft } from '@/features/catalog/editor/matrix';
import { OptionFields } from '@/features/catalog/editor/OptionFields';
import { SpecFields } from '@/features/catalog/editor/SpecFields';
import { VariantTable } from '@/features/catalog/editor/VariantTable';
import { problemText } from '@/ui/problemTexts';

interface ProductFormProps {
  initial: ProductDraft;
  /** It exists already: its kind stays. */
  made: boolean;
  saving: boolean;
  /** What the server said to the last attempt. */
  error: unknown;
  pictures: ReactNode;
  pictureCount: number;
  stockLink: (variant: VariantDraft) => ReactNode;
  onSubmit: (draft: ProductDraft) => void;
}

/** The whole of a product on one page. */
export function ProductForm(props: ProductFormProps) {
  const { initial, made, saving, error, pictures, pictureCount, stockLink, onSubmit } = props;
  const t = useEditorTexts();
  const [first] = useState(initial);
  const [draft, setDraft] = useState(first);
  const [wrong, setWrong] = useState<WrongPlace | null>(null);
  const [doubts, setDoubts] = useState<Doubt[] | null>(null);
  const parts = useRef<HTMLDivElement>(null);
  const sent = useRef(first);
  const unsaved = () => draft !== first && (draft !== sent.current || Boolean(error));
  const change = (changes: Partial<ProductDraft>) => {
    setDraft((present) => ({ ...present, ...changes }));
    setWrong(null);
  };
  const kept = new Set(draft.variants.map(({ id }) => id));
  const archived = initial.variants.filter(({ id }) => id && !kept.has(id)).length;

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = wrongIn(draft);
    setWrong(found);
    if (found) return;
    const before = made ? doubtsIn(first, pictureCount) : [];
    const open = newDoubts(doubtsIn(draft, pictureCount), before);
    if (open.length > 0) setDoubts(open);
    else send();
  }

  function send() {
    setDoubts(null);
    sent.current = draft;
    onSubmit(draft);
  }

  function complete() {
    const part = PART_IN_DOUBT[doubts?.[0]?.what ?? 'noPicture'];
    setDoubts(null);
    parts.current?.querySelector(`[data-part="${part}"]`)?.scrollIntoView();
  }

  const refusal = wrong && t(wrong.what, { variant: wrong.variant || t('only') });
  const said = refusal ?? (error ? serverSays(error) : null);
  return (
    <form noValidate onSubmit={submit}>
      <LeaveGuard unsaved={unsaved} />
      <Stack gap="md" ref={parts}>
        <Section title={t('basics')} part="basics">
          <BasicFields draft={draft} onChange={change} made={made} wrong={wrong} />
        </Section>
        <Section title={t('pictures')} part="pictures" text={t('picturesText')}>
          {pictures}
        </Section>
        <Section title={t('options')} text={t('optionsText')}>
          <OptionFields draft={draft} onChange={change} archived={archived} />
        </Section>
        <Section title={t('variants')} part="variants" text={t('variantsText')}>
          <VariantTable draft={draft} onChange={change} stockLink={stockLink} wrong={wrong} />
        </Section>
        <Section title={t('specs')} text={t('specsText')}>
          <SpecFields draft={draft} onChange={change} />
        </Section>
        <div className={classes.bar}>
          {said && (
            <Alert color="red" role="alert" mb="sm">
              {said}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button type="submit" size="md" loading={saving}>
              {t(made ? 'save' : 'create')}
            </Button>
          </Group>
        </div>
      </Stack>
      <CheckSheet doubts={doubts} made={made} onBack={complete} onGoOn={send} />
    </form>
  );
}

const PART_IN_DOUBT: Record<Doubt['what'], string> = {
  noPicture: 'pictures',
  noCategory: 'basics',
  noStock: 'variants',
  unpriced: 'variants',
  cheap: 'variants',
  farApart: 'variants',
  jump: 'variants',
};

/** Where on this page a refused field is. */
const PART_OF: Record<string, Parameters<typeof useEditorTexts.now>[0]> = {
  name: 'name',
  description: 'description',
  category_id: 'category',
  brand: 'brand',
  specs: 'specs',
  variants: 'variants',
  rows: 'variants',
};

function serverSays(error: unknown): string {
  if (isProblem(error, 'sku_taken')) {
    return useEditorTexts.now('skuTaken', { sku: String(error.data.sku ?? '') });
  }
  if (!isProblem(error)) return problemText(error);
  const parts = error.fieldErrors.map(({ field }) => PART_OF[field.split(/[.[]/, 1)[0] ?? '']);
  const named = parts.filter((part) => part !== undefined).map((part) => useEditorTexts.now(part));
  return [problemText(error), [...new Set(named)].join(', ')].filter(Boolean).join(' ');
}

interface SectionProps {
  title: string;
  text?: string;
  part?: string;
  children: ReactNode;
}

function Section({ title, text, part, children }: SectionProps) {
  return (
    <Card
      component="section"
      className={classes.part}
      aria-label={title}
      data-part={part}
      p={{ base: 'md', sm: 'lg' }}
    >
      <Title order={2} fz="1.125rem">
        {title}
      </Title>
      {text && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      <Stack gap="md" mt="md">
        {children}
      </Stack>
    </Card>
  );
}
