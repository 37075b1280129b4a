import { Group, Radio, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Offer } from '@/api/catalogTypes';
import { useCatalogTexts } from '@/features/catalog/i18n';
import classes from '@/features/catalog/offer-list.module.css';
import { StockState } from '@/features/catalog/StockState';
import { Price } from '@/ui/Price';
import { ShopLink } from '@/ui/ShopLink';
import { When } from '@/ui/When';

interface OfferListProps {
  offers: Offer[];
  chosen: Offer | undefined;
  onChoose: (offer: Offer) => void;
  /** What to know of a shop before choosing it: that it is closed. */
  stateOf: (shop: string) => ReactNode;
  /** What oneself keeps of an offer, which can be bought again although none is left; null for nothing. */
  keptOf: (offer: string) => ReactNode;
}

/** Every shop that sells the chosen variant, buyable and cheapest first. */
export function OfferList({ offers, chosen, onChoose, stateOf, keptOf }: OfferListProps) {
  const t = useCatalogTexts();
  if (offers.length === 0) return <Text c="dimmed">{t('noOffer')}</Text>;
  return (
    <Radio.Group
      label={t('offers')}
      value={chosen?.id ?? ''}
      onChange={(id) => {
        const offer = offers.find((candidate) => candidate.id === id);
        if (offer) onChoose(offer);
      }}
    >
      <Stack gap="xs" mt={6}>
        {offers.map((offer) => (
          <div key={offer.id} className={classes.offer} data-chosen={offer === chosen || undefined}>
            <label className={classes.choose} htmlFor={`offer-${offer.id}`}>
              <Radio
                id={`offer-${offer.id}`}
                value={offer.id}
                disabled={offer.available === 0 && !keptOf(offer.id)}
                aria-label={offer.shop.name}
              />
            </label>
            <div className={classes.words}>
              <ShopLink shop={offer.shop} />
              <Group justify="space-between" gap="xs">
                <Price price={offer.price} compareAt={offer.compare_at_price} />
                {(offer.available === 0 && keptOf(offer.id)) || <StockState available={offer.available} />}
              </Group>
              {offer.available > 0 && keptOf(offer.id)}
              {stateOf(offer.shop.id)}
              {offer.sale_ends_at && (
                <Text size="xs" c="dimmed">
                  {t('priceUntil')} <When at={offer.sale_ends_at} show="both" />
                </Text>
              )}
            </div>
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
