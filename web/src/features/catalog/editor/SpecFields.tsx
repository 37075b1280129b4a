import { ActionIcon, Button, Card, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { DraftProps } from '@/features/catalog/editor/BasicFields';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { blankSpec, MAX_SPECS, SPEC_KINDS, type SpecRow } from '@/features/catalog/editor/specs';
import classes from '@/features/catalog/editor/specs.module.css';

/** Typed name and value pairs: 12 V is a measure, not the text “12 V”. */
export function SpecFields({ draft, onChange }: DraftProps) {
  const t = useEditorTexts();
  const { specs } = draft;
  const change = (key: string, changes: Partial<SpecRow>) =>
    onChange({ specs: specs.map((row) => (row.key === key ? { ...row, ...changes } : row)) });
  return (
    <Stack gap="sm">
      {specs.map((row) => (
        <Card key={row.key} p="sm" className={classes.row}>
          <TextInput
            size="sm"
            label={t('specName')}
            maxLength={60}
            value={row.name}
            onChange={(event) => change(row.key, { name: event.currentTarget.value })}
          />
          <Select
            size="sm"
            label={t('specKind')}
            data={SPEC_KINDS.map((value) => ({ value, label: t(`spec_${value}`) }))}
            value={row.kind}
            onChange={(kind) => change(row.key, { kind: (kind ?? 'text') as SpecRow['kind'] })}
            allowDeselect={false}
          />
          <div className={classes.value}>
            <SpecValue row={row} onChange={(changes) => change(row.key, changes)} />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('removeSpec', { name: row.name })}
            onClick={() => onChange({ specs: specs.filter(({ key }) => key !== row.key) })}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Card>
      ))}
      {specs.length < MAX_SPECS && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange({ specs: [...specs, blankSpec()] })}
        >
          {t('addSpec')}
        </Button>
      )}
    </Stack>
  );
}

function SpecValue({ row, onChange }: { row: SpecRow; onChange: (changes: Partial<SpecRow>) => void }) {
  const t = useEditorTexts();
  if (row.kind === 'yesno') {
    return (
      <Select
        size="sm"
        label={t('specValue')}
        data={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        value={row.yes ? 'yes' : 'no'}
        onChange={(value) => onChange({ yes: value === 'yes' })}
        allowDeselect={false}
      />
    );
  }
  if (row.kind === 'text') {
    return (
      <TextInput
        size="sm"
        label={t('specValue')}
        maxLength={500}
        value={row.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    );
  }
  return (
    <div className={classes.measure}>
      <NumberInput
        size="sm"
        label={t('specValue')}
        hideControls
        decimalSeparator=","
        value={row.number ?? ''}
        onChange={(value) => onChange({ number: typeof value === 'number' ? value : null })}
      />
      {row.kind === 'measure' && (
        <TextInput
          size="sm"
          label={t('specUnit')}
          maxLength={20}
          placeholder="cm, g, W"
          value={row.unit}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
