import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPackages } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProductCard } from '@/api/catalogTypes';
import { BackToProducts } from '@/app/sell/BackToProducts';
import { useSellShop } from '@/app/sell/sellShop';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { SellCentralSheet } from '@/features/catalog/editor/SellCentralSheet';
import { useProducts } from '@/features/catalog/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { Picture } from '@/ui/Picture';
import { Price } from '@/ui/Price';
import { SearchField } from '@/ui/SearchField';

const PAGE_SIZE = 24;

/** The central catalogue: any shop may offer what is in it. */
export function CentralPage() {
  const t = usePricingTexts();
  const editor = useEditorTexts();
  const shop = useSellShop();
  const { q, page = 1 } = useSearch({ from: '/sell/$shop/products/central' });
  const navigate = useNavigate({ from: '/sell/$shop/products/central' });
  const products = useProducts({ central: true, page, size: PAGE_SIZE, ...(q && { q }) });
  const [selling, setSelling] = useState<ProductCard | null>(null);
  return (
    <Page title={t('centralTitle')} intro={t('centralIntro')} width="work" above={<BackToProducts />}>
      <Stack gap="md">
        <SearchField
          label={t('centralSearch')}
          value={q}
          onSearch={(words) => void navigate({ search: words ? { q: words } : {} })}
        />
        <Loaded query={products} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                <ul className={classes.cards}>
                  {items.map((product) => (
                    <li key={product.id} className={classes.card}>
                      <CentralCard product={product} onSell={() => setSelling(product)} />
                    </li>
                  ))}
                </ul>
                <Pages
                  page={page}
                  size={size}
                  total={total}
                  onChange={(next) =>
                    void navigate({ search: { ...(q && { q }), ...(next > 1 && { page: next }) } })
                  }
                />
              </>
            ) : (
              <EmptyState
                icon={IconPackages}
                title={t('centralNone')}
                action={
                  <ButtonLink to="/sell/$shop/products/new" params={{ shop: shop.id }}>
                    {editor('add')}
                  </ButtonLink>
                }
              >
                {t('centralNoneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
      <SellCentralSheet
        shop={shop.id}
        product={selling}
        onClose={() => setSelling(null)}
        onSold={(name) =>
          void navigate({ to: '/sell/$shop/products', params: { shop: shop.id }, search: { q: name } })
        }
      />
    </Page>
  );
}

function CentralCard({ product, onSell }: { product: ProductCard; onSell: () => void }) {
  const t = usePricingTexts();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <div style={{ flex: '0 0 5rem' }}>
        <Picture src={product.image_url} alt="" />
      </div>
      <Stack gap={4} flex={1} miw={0}>
        <Text fw={600}>{product.name}</Text>
        {product.price_from !== null && <Price price={product.price_from} from={product.shop_count > 1} />}
        <Text size="xs" c="dimmed">
          {product.shop_count > 0 ? t('soldByShops', { count: product.shop_count }) : t('soldByNobody')}
        </Text>
        <Button
          size="sm"
          variant="light"
          style={{ alignSelf: 'flex-start' }}
          aria-label={`${t('sellThis')}: ${product.name}`}
          onClick={onSell}
        >
          {t('sellThis')}
        </Button>
      </Stack>
    </Group>
  );
}
