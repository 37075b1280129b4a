import { SimpleGrid, TextInput } from '@mantine/core';
import type { Terms } from '@/features/catalog/editor/terms';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { zoneLabel } from '@/lib/time';

type When = Pick<Terms, 'starts' | 'ends'>;

interface ScheduleFieldsProps {
  value: When;
  /** The shop's own. */
  zone: string;
  onChange: (value: When) => void;
}

/** From when until when, by the shop's own clock. */
export function ScheduleFields({ value, zone, onChange }: ScheduleFieldsProps) {
  const t = useTermsTexts();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput
        type="datetime-local"
        label={t('starts', { zone: zoneLabel(zone) })}
        description={t('startsHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={value.starts}
        onChange={(event) => onChange({ ...value, starts: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('ends', { zone: zoneLabel(zone) })}
        description={t('endsHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={value.ends}
        onChange={(event) => onChange({ ...value, ends: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
