import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ShopOffer } from '@/api/sellerTypes';
import { ScheduleFields } from '@/features/catalog/editor/ScheduleFields';
import { rowOf, type Terms, termsOf, unscheduled, wrongTerms } from '@/features/catalog/editor/terms';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { useSaveTerms } from '@/features/catalog/editor/useSaveTerms';
import { rupiah } from '@/lib/money';
import { RupiahInput } from '@/ui/RupiahInput';
import { Sheet } from '@/ui/Sheet';

const MAX_PER_ORDER = 999;

interface TermsSheetProps {
  shop: string;
  zone: string;
  /** Null: closed. */
  offer: ShopOffer | null;
  name: string;
  onClose: () => void;
}

/** The scheduled price of one offer, and how many one may buy at once. */
export function TermsSheet({ offer, onClose, ...rest }: TermsSheetProps) {
  const t = useTermsTexts();
  return (
    <Sheet opened={offer !== null} onClose={onClose} title={t('setOf', { name: rest.name })}>
      {offer && <TermsForm key={`${offer.id}.${offer.version}`} offer={offer} onDone={onClose} {...rest} />}
    </Sheet>
  );
}

interface TermsFormProps {
  shop: string;
  zone: string;
  offer: ShopOffer;
  name: string;
  onDone: () => void;
}

function TermsForm({ shop, zone, offer, name, onDone }: TermsFormProps) {
  const t = useTermsTexts();
  const { save, saving } = useSaveTerms(shop, [offer]);
  const [terms, setTerms] = useState(() => termsOf(offer, zone));
  const [tried, setTried] = useState(false);
  const wrong = wrongTerms(terms, offer.price, zone, new Date());
  const change = (changes: Partial<Terms>) => setTerms({ ...terms, ...changes });

  function submit(event: React.FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!wrong) save([rowOf(offer, terms, zone)], () => t('saved', { name }), onDone);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          {t('everyday', { price: rupiah(offer.price) })}
        </Text>
        <RupiahInput
          label={t('sale')}
          description={t('saleHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={terms.salePrice}
          onChange={(salePrice) => change({ salePrice })}
        />
        <ScheduleFields value={terms} zone={zone} onChange={change} />
        <Limits terms={terms} onChange={change} />
        {tried && wrong && (
          <Alert color="red" role="alert">
            {t(wrong)}
          </Alert>
        )}
        <Group justify="space-between">
          {offer.sale_price !== null ? (
            <Button
              variant="default"
              disabled={saving}
              onClick={() => save(unscheduled([offer], zone), () => t('cancelled', { name }), onDone)}
            >
              {t('cancelSale')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={saving}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Limits({ terms, onChange }: { terms: Terms; onChange: (changes: Partial<Terms>) => void }) {
  const t = useTermsTexts();
  const shared = {
    min: 1,
    max: MAX_PER_ORDER,
    allowDecimal: false,
    allowNegative: false,
    hideControls: true,
  };
  return (
    <Group grow align="flex-start">
      <NumberInput
        {...shared}
        label={t('least')}
        value={terms.least}
        onChange={(value) => onChange({ least: typeof value === 'number' ? value : 1 })}
      />
      <NumberInput
        {...shared}
        label={t('most')}
        description={t('mostHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={terms.most ?? ''}
        onChange={(value) => onChange({ most: typeof value === 'number' ? value : null })}
      />
    </Group>
  );
}
