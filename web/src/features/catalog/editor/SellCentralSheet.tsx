import { Alert, Button, Group, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Product, ProductCard } from '@/api/catalogTypes';
import { idempotencyKey } from '@/api/client';
import type { ShopOffer } from '@/api/sellerTypes';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useEditedProduct, useSellCentral } from '@/features/catalog/editor/queries';
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

interface Typed {
  price: number | null;
  stock: number | null;
}

const NOTHING: Typed = { price: null, stock: null };

function VariantPrices({ shop, product, offers, onSold }: VariantPricesProps) {
  const t = usePricingTexts();
  const sell = useSellCentral(shop);
  const [key] = useState(idempotencyKey);
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const offered = new Map(offers.map((offer) => [offer.variant_id, offer]));
  const wishes = Object.entries(typed).flatMap(([variant_id, { price, stock }]) =>
    price ? [{ variant_id, price, stock }] : [],
  );

  function submit(event: React.FormEvent) {
    event.preventDefault();
    sell.mutate(
      { key, wishes },
      {
        onSuccess: (results) => {
          const failed = results.find(({ ok }) => !ok);
          if (failed) return setRefused(refusalText(failed.code ?? null, failed.message ?? null));
          notifications.show({ color: 'teal', message: t('nowSold', { name: product.name }) });
          onSold(product.name);
        },
      },
    );
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
            <div key={variant.id}>
              <Text fw={600} size="sm">
                {name}
              </Text>
              <Text size="xs" c="dimmed" mb={4}>
                {variant.sku}
                {mine && ` · ${t('alreadySold', { price: rupiah(mine.price) })}`}
              </Text>
              {!mine && (
                <Wish
                  name={name}
                  typed={typed[variant.id] ?? NOTHING}
                  onChange={(next) => setTyped({ ...typed, [variant.id]: next })}
                />
              )}
            </div>
          );
        })}
        <Button type="submit" size="md" disabled={wishes.length === 0} loading={sell.isPending}>
          {t('sell')}
        </Button>
      </Stack>
    </form>
  );
}

interface WishProps {
  name: string;
  typed: Typed;
  onChange: (typed: Typed) => void;
}

function Wish({ name, typed, onChange }: WishProps) {
  const t = usePricingTexts();
  return (
    <Group grow gap="sm">
      <RupiahInput
        size="sm"
        aria-label={`${t('yourPrice')}: ${name}`}
        placeholder={t('yourPrice')}
        value={typed.price}
        onChange={(price) => onChange({ ...typed, price })}
      />
      <NumberInput
        size="sm"
        aria-label={`${t('yourStock')}: ${name}`}
        placeholder={t('yourStock')}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={typed.stock ?? ''}
        onChange={(stock) => onChange({ ...typed, stock: typeof stock === 'number' ? stock : null })}
      />
    </Group>
  );
}
