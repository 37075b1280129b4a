import { Group, Switch, Text } from '@mantine/core';
import type { ShopOffer } from '@/api/sellerTypes';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { OfferTerms } from '@/features/catalog/editor/OfferTerms';
import { draftOf, hasChanged, type PriceDraft, type PriceDrafts } from '@/features/catalog/editor/prices';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { rupiah } from '@/lib/money';
import { useNow } from '@/lib/useNow';
import { Cells } from '@/ui/Cells';
import { Picture } from '@/ui/Picture';
import { RupiahInput } from '@/ui/RupiahInput';

const TICK_MS = 10_000;

interface OfferRowsProps {
  offers: ShopOffer[];
  /** The shop's own. */
  zone: string;
  drafts: PriceDrafts;
  /** Why a row could not be saved, by the offer's id. */
  refused: Record<string, string>;
  onChange: (id: string, draft: PriceDraft) => void;
  onSetTerms: (offer: ShopOffer, name: string) => void;
}

export function OfferRows({ offers, zone, drafts, refused, onChange, onSetTerms }: OfferRowsProps) {
  const editor = useEditorTexts();
  const t = usePricingTexts();
  const terms = useTermsTexts();
  const now = useNow(TICK_MS);
  return (
    <Cells
      head={editor('product')}
      rows={offers.map((offer) => {
        const draft = draftOf(offer, drafts);
        const options = Object.values(offer.options).join(', ');
        const variant = [offer.product_name, options].filter(Boolean).join(' · ');
        const named = (field: string) => editor('cellOf', { field, variant });
        const amount = (key: 'price' | 'compareAt') => (
          <RupiahInput
            size="sm"
            aria-label={named(editor(key))}
            value={draft[key]}
            onChange={(value) => onChange(offer.id, { ...draft, [key]: value })}
          />
        );
        return {
          key: offer.id,
          changed: hasChanged(offer, drafts),
          head: <Offered offer={offer} options={options} refused={refused[offer.id]} />,
          cells: [
            {
              key: 'price',
              label: editor('price'),
              width: 150,
              content: (
                <>
                  {amount('price')}
                  {draft.price !== offer.price && (
                    <Text size="xs" c="dimmed" mt={2}>
                      {t('oldPrice', { price: rupiah(offer.price) })}
                    </Text>
                  )}
                </>
              ),
            },
            { key: 'compareAt', label: editor('compareAt'), width: 150, content: amount('compareAt') },
            {
              key: 'terms',
              label: terms('column'),
              width: 190,
              content: (
                <OfferTerms
                  offer={offer}
                  zone={zone}
                  now={now}
                  name={variant}
                  onSet={() => onSetTerms(offer, variant)}
                />
              ),
            },
            {
              key: 'selling',
              label: editor('selling'),
              width: 80,
              content: (
                <Switch
                  mt={8}
                  aria-label={named(editor('selling'))}
                  checked={draft.active}
                  onChange={(event) => onChange(offer.id, { ...draft, active: event.currentTarget.checked })}
                />
              ),
            },
          ],
        };
      })}
    />
  );
}

interface OfferedProps {
  offer: ShopOffer;
  options: string;
  refused: string | undefined;
}

function Offered({ offer, options, refused }: OfferedProps) {
  return (
    <Group wrap="nowrap" gap="sm">
      <div className={classes.thumb}>
        <Picture src={offer.image_url} alt="" />
      </div>
      <div>
        <Text size="sm" fw={600}>
          {offer.product_name}
        </Text>
        <Text size="xs" c="dimmed">
          {[options, offer.sku].filter(Boolean).join(' · ')}
        </Text>
        {refused && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {refused}
          </Text>
        )}
      </div>
    </Group>
  );
}
