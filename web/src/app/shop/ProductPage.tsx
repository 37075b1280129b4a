import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { IconClockHour4, IconStarFilled } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { isProblem } from '@/api/problem';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import { NotFoundPage } from '@/app/NotFoundPage';
import { LookedAt } from '@/app/shop/LookedAt';
import { ProductSkeleton } from '@/app/shop/ProductSkeleton';
import classes from '@/app/shop/product-page.module.css';
import { useOwnRecent } from '@/app/shop/useOwnRecent';
import { AddToCart } from '@/features/cart/AddToCart';
import { Gallery } from '@/features/catalog/Gallery';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { OfferList } from '@/features/catalog/OfferList';
import { ProductSection } from '@/features/catalog/ProductSection';
import { useProduct } from '@/features/catalog/queries';
import { Specs } from '@/features/catalog/Specs';
import { VariantPicker } from '@/features/catalog/VariantPicker';
import { firstChoice, ranked } from '@/features/catalog/variants';
import { KeptByOwn } from '@/features/orders/KeptByOwn';
import { useKept } from '@/features/orders/queries';
import { ClosedNote } from '@/features/shops/ClosedNote';
import { ContactShop } from '@/features/shops/ContactShop';
import { useShop, useShopsById } from '@/features/shops/queries';
import { ShopStrip, ShopStripSkeleton } from '@/features/shops/ShopStrip';
import { joined } from '@/lib/unbroken';
import { useUiTexts } from '@/ui/i18n';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Price } from '@/ui/Price';
import { ShareButton } from '@/ui/ShareButton';

/** Shops whose hours are asked for: the best offers stand first. */
const MAX_ASKED = 8;

export function ProductPage() {
  const { product: slug } = useParams({ from: '/shop/products/$product' });
  const query = useProduct(slug);
  if (isProblem(query.error, 'not_found')) return <NotFoundPage />;
  return (
    <Loaded query={query} skeleton={<ProductSkeleton />}>
      {(product) => <ProductView key={product.id} product={product} />}
    </Loaded>
  );
}

function ProductView({ product }: { product: Product }) {
  const t = useCatalogTexts();
  const [variantId, setVariantId] = useState<string>();
  const [offerId, setOfferId] = useState<string>();
  // Kept as ids, so that fresher prices and stock from the server show at once.
  const variant = product.variants.find(({ id }) => id === variantId) ?? firstChoice(product.variants);
  const offers = ranked(variant?.offers ?? []);
  const offer = offers.find(({ id }) => id === offerId) ?? offers[0];
  const shops = useShopsById(offers.slice(0, MAX_ASKED).map(({ shop }) => shop.id));
  const signedIn = useSession().status === 'signed_in';
  const keptOffers = useKept(signedIn ? offers.map(({ id }) => id) : []);
  const kept = keptOffers.get(offer?.id ?? '');
  const minutes = product.prep_minutes;
  const { add } = useOwnRecent('products');
  useEffect(() => add(product.id), [add, product.id]);

  return (
    <Page title={product.name} headless>
      <ProductPath product={product} />
      <div className={classes.columns}>
        <div className={classes.gallery}>
          <Gallery images={product.images} name={product.name} />
        </div>
        <Stack gap="lg" className={classes.details}>
          <Stack gap={6}>
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
              <Title order={1} fz={{ base: '1.375rem', sm: '1.875rem' }} lh={1.25} miw={0}>
                {joined(product.name)}
              </Title>
              <ShareButton title={product.name} />
            </Group>
            <Standing product={product} />
            {offer && <Price price={offer.price} compareAt={offer.compare_at_price} size="xl" />}
            {minutes !== null && (
              <Group gap={6} wrap="nowrap" fz="sm">
                <IconClockHour4 size={16} stroke={1.75} aria-hidden />
                {joined(t('readyIn', { count: minutes }))}
              </Group>
            )}
          </Stack>
          {variant && (
            <VariantPicker
              variants={product.variants}
              chosen={variant}
              onChoose={({ id }) => setVariantId(id)}
            />
          )}
          <OfferList
            offers={offers}
            chosen={offer}
            onChoose={({ id }) => setOfferId(id)}
            stateOf={(shop) => <ClosedNote shop={shops.get(shop)} />}
            keptOf={(id) => {
              const one = keptOffers.get(id);
              return one && <KeptByOwn order={one.order} />;
            }}
          />
          <AddToCart
            offer={offer}
            name={product.name}
            shopState={<ClosedNote shop={shops.get(offer?.shop.id ?? '')} />}
            kept={kept?.quantity ?? 0}
          />
          {!kept && offers.length > 0 && offers.every(({ available }) => available === 0) && (
            <Text c="dimmed">{t('soldOutText')}</Text>
          )}
          {offer && <Seller shop={offer.shop.id} product={product.name} />}
        </Stack>
        <Stack gap="xl" className={classes.more}>
          {product.description && (
            <section>
              <Title order={2} fz="1.25rem" mb="xs">
                {t('description')}
              </Title>
              <Text maw="68ch" style={{ whiteSpace: 'pre-line' }}>
                {product.description}
              </Text>
            </section>
          )}
          {Object.keys(product.specs).length > 0 && (
            <section>
              <Title order={2} fz="1.25rem" mb="xs">
                {t('specs')}
              </Title>
              <Specs specs={product.specs} sku={variant?.sku} />
            </section>
          )}
        </Stack>
      </div>
      {product.category && (
        <ProductSection
          title={t('similar')}
          query={{ category: product.category.slug, sort: 'popular', in_stock: true }}
          count={6}
          all={{ category: product.category.slug }}
          without={product.id}
          optional
        />
      )}
      <LookedAt without={product.id} />
    </Page>
  );
}

function ProductPath({ product }: { product: Product }) {
  const t = useAppTexts();
  return (
    <Breadcrumbs component="nav" aria-label={t('path')} separatorMargin={6} fz="sm">
      <Anchor renderRoot={(props) => <Link to="/" {...props} />} size="sm">
        {t('home')}
      </Anchor>
      {product.category_path.map((category) => (
        <Anchor
          key={category.id}
          renderRoot={(props) => <Link to="/search" search={{ category: category.slug }} {...props} />}
          size="sm"
        >
          {category.name}
        </Anchor>
      ))}
    </Breadcrumbs>
  );
}

/** What others thought of it, and how many bought it. */
function Standing({ product }: { product: Product }) {
  const t = useUiTexts();
  const catalog = useCatalogTexts();
  if (product.sold === 0 && product.rating_count === 0) return null;
  return (
    <Group gap="xs" c="dimmed" fz="sm">
      {product.rating !== null && product.rating_count > 0 && (
        <Group gap={4} component="span">
          <IconStarFilled size={14} className={classes.star} aria-hidden />
          <Text
            span
            fw={700}
            size="sm"
            c="var(--mantine-color-text)"
            aria-label={t('rating', { rating: product.rating })}
          >
            {product.rating.toLocaleString('id-ID')}
          </Text>
          {catalog('verified', { count: product.rating_count })}
        </Group>
      )}
      {product.sold > 0 && <span>{t('sold', { count: product.sold })}</span>}
    </Group>
  );
}

function Seller({ shop, product }: { shop: string; product: string }) {
  const seller = useShop(shop);
  if (seller.isError) return null;
  if (!seller.data) return <ShopStripSkeleton />;
  return (
    <Stack gap="xs">
      <ShopStrip shop={seller.data} />
      <ContactShop shop={seller.data} about={product} />
    </Stack>
  );
}
