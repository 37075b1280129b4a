import { Button, Group, Stack, Text } from '@mantine/core';
import type { Product } from '@/api/catalogTypes';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import classes from '@/features/catalog/twins/twins.module.css';
import { Picture } from '@/ui/Picture';
import { Price } from '@/ui/Price';

/** A product with what tells it from its twin. */
export function ProductFacts({ product, onChange }: { product: Product; onChange: () => void }) {
  const t = useTwinTexts();
  const { name, brand, description, images, image_url, variants } = product;
  const facts = [
    brand,
    t(product.owner_shop_id ? 'owned' : 'central'),
    product.shop_count > 0 ? t('shops', { count: product.shop_count }) : t('noShop'),
    t('variants', { count: variants.length }),
    product.sold > 0 && t('sold', { count: product.sold }),
  ].filter(Boolean);
  return (
    <Stack gap="sm">
      <Group wrap="nowrap" align="flex-start" gap="md">
        <div className={classes.picture}>
          <Picture src={images[0]?.medium_url ?? image_url} alt={image_url ? name : t('noPicture')} />
        </div>
        <Stack gap={4} flex={1} miw={0}>
          <Text fw={700}>{name}</Text>
          <Text size="sm" c="dimmed">
            {facts.join(' · ')}
          </Text>
          {product.price_from !== null && <Price price={product.price_from} from={product.shop_count > 1} />}
        </Stack>
      </Group>
      {images.length > 1 && (
        <div className={classes.thumbs}>
          {images.slice(1, 5).map((image) => (
            <div key={image.id} className={classes.thumb}>
              <Picture src={image.small_url} alt="" />
            </div>
          ))}
        </div>
      )}
      <Text size="sm" lineClamp={4} {...(!description && { c: 'dimmed' })}>
        {description || t('noText')}
      </Text>
      <Button
        variant="default"
        size="sm"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('changeOf', { name })}
        onClick={onChange}
      >
        {t('change')}
      </Button>
    </Stack>
  );
}
