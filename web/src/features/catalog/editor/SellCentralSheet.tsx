import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Product, ProductCard } from '@/api/catalogTypes';
import type { ShopOffer } from '@/api/sellerTypes';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useEditedProduct, useSaveOffers } from '@/features/catalog/editor/queries';
import { rupiah } from '@/lib/money';
import { Loaded } from '@/ui/Loaded';
import { refusalText } from '@/ui/problemTexts';
import { RupiahInput } from '@/ui/RupiahInput';
import { Sheet } from '@/ui/Sheet';

interface SellCentralSheetProps {
  shop: string;
  /** Null: closed. */
  product: ProductCard | null;
  onClose: () => void;
  onSold: (name: string) => void;
}

/** A price for each variant of a central product that the shop wants to sell. */
export function SellCentralSheet({ shop, product, onClose, onSold }: SellCentralSheetProps) {
  const t = usePricingTexts();
  return (
    <Sheet
      opened={product !== null}
      onClose={onClose}
      title={product ? t('sellOf', { name: product.name }) : ''}
    >
      {product && <Prices key={product.id} shop={shop} id={product.id} onSold={onSold} />}
    </Sheet>
  );
}

function Prices({ shop, id, onSold }: { shop: string; id: string; onSold: (name: string) => void }) {
  const query = useEditedProduct(shop, id);
  return (
    <Loaded query={query} skeleton={<Skeleton h={180} />}>
      {({ product, offers }) => (
        <VariantPrices shop={shop} product={product} offers={offers} onSold={onSold} />
      )}
    </Loaded>
  );
}

interface VariantPricesProps {
  shop: string;
  product: Product;
  offers: ShopOffer[];
  onSold: (name: string) => void;
}

function VariantPrices({ shop, product, offers, onSold }: VariantPricesProps) {
  const t = usePricingTexts();
  const save = useSaveOffers(shop);
  const [prices, setPrices] = useState<Record<string, number | null>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const offered = new Map(offers.map((offer) => [offer.variant_id, offer]));
  const rows = Object.entries(prices).flatMap(([variant_id, price]) =>
    price ? [{ variant_id, price }] : [],
  );

  function submit(event: React.FormEvent) {
    event.preventDefault();
    save.mutate(rows, {
      onSuccess: (results) => {
        const failed = results.find(({ ok }) => !ok);
        if (failed) return setRefused(refusalText(failed.code ?? null, failed.message ?? null));
        notifications.show({ color: 'teal', message: t('nowSold', { name: product.name }) });
        onSold(product.name);
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {refused && (
          <Alert color="red" role="alert">
            {refused}
          </Alert>
        )}
        {product.variants.map((variant) => {
          const name = Object.values(variant.options).join(', ') || product.name;
          const mine = offered.get(variant.id);
          return (
            <Group key={variant.id} justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600} size="sm">
                  {name}
                </Text>
                <Text size="xs" c="dimmed">
                  {variant.sku}
                </Text>
              </div>
              {mine ? (
                <Text size="sm" c="dimmed">
                  {t('alreadySold', { price: rupiah(mine.price) })}
                </Text>
              ) : (
                <RupiahInput
                  w={150}
                  size="sm"
                  aria-label={`${t('yourPrice')}: ${name}`}
                  placeholder={t('yourPrice')}
                  value={prices[variant.id] ?? null}
                  onChange={(price) => setPrices({ ...prices, [variant.id]: price })}
                />
              )}
            </Group>
          );
        })}
        <Button type="submit" size="md" disabled={rows.length === 0} loading={save.isPending}>
          {t('sell')}
        </Button>
      </Stack>
    </form>
  );
}
