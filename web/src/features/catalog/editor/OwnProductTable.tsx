import { Badge, Group, Switch, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { OwnProduct } from '@/api/sellerTypes';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { useListTexts } from '@/features/catalog/editor/listTexts';
import { OwnProductMenu } from '@/features/catalog/editor/OwnProductMenu';
import { saleOf } from '@/features/catalog/editor/sale';
import { rupiah } from '@/lib/money';
import { Picture } from '@/ui/Picture';

interface OwnProductTableProps {
  shop: string;
  products: OwnProduct[];
  onSwitch: (product: OwnProduct, active: boolean) => void;
  onRemove: (product: OwnProduct) => void;
}

/** A table on a desktop, cards on a phone. The name leads to the editor. */
export function OwnProductTable({ shop, products, onSwitch, onRemove }: OwnProductTableProps) {
  const t = useEditorTexts();
  const list = useListTexts();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {products.map((product) => (
          <li key={product.id} className={classes.card}>
            <Group wrap="nowrap" align="flex-start" justify="space-between">
              <Product shop={shop} product={product} />
              <OwnProductMenu shop={shop} product={product} onRemove={onRemove} />
            </Group>
            <Group justify="space-between" gap="xs" mt="xs">
              <Text className={classes.number} fw={600}>
                {priceRange(product)}
              </Text>
              <Group gap={6}>
                <Text size="sm" c="dimmed">
                  {t('stock')}
                </Text>
                <Stock product={product} />
              </Group>
            </Group>
            <Group justify="space-between" gap="xs" mt={4}>
              <Sale product={product} label={list('selling')} onSwitch={onSwitch} />
            </Group>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('product')}</Table.Th>
          <Table.Th w={190}>{list('selling')}</Table.Th>
          <Table.Th w={150}>{t('stock')}</Table.Th>
          <Table.Th ta="right">{t('price')}</Table.Th>
          <Table.Th ta="right" w={90}>
            {t('actions')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {products.map((product) => (
          <Table.Tr key={product.id}>
            <Table.Th scope="row" fw={400}>
              <Product shop={shop} product={product} />
            </Table.Th>
            <Table.Td>
              <Sale product={product} onSwitch={onSwitch} />
            </Table.Td>
            <Table.Td>
              <Stock product={product} />
            </Table.Td>
            <Table.Td ta="right" className={classes.number}>
              {priceRange(product)}
            </Table.Td>
            <Table.Td>
              <Group justify="flex-end">
                <OwnProductMenu shop={shop} product={product} onRemove={onRemove} />
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function priceRange({ price_from, price_to }: OwnProduct): string {
  if (price_from === null) return '–';
  const from = rupiah(price_from);
  return price_to !== null && price_to > price_from ? `${from} – ${rupiah(price_to)}` : from;
}

function Product({ shop, product }: { shop: string; product: OwnProduct }) {
  const t = useEditorTexts();
  const list = useListTexts();
  const kind = product.kind === 'rental' ? '' : t(product.kind);
  const rest = [kind, t('variantCount', { count: product.variant_count }), !product.owned && t('ofCentral')];
  // Whoever owns it can put that right; of a central product others look after it.
  const lacks = product.owned
    ? [!product.image_url && list('pictureLacks'), !product.category_id && list('categoryLacks')]
    : [];
  return (
    <Group wrap="nowrap" gap="sm" miw={0}>
      <div className={classes.thumb}>
        <Picture src={product.image_url} alt="" />
      </div>
      <div>
        <Link
          to="/sell/$shop/products/$product"
          params={{ shop, product: product.id }}
          className={`${classes.name} reach`}
        >
          {product.name}
        </Link>
        <Text size="xs" c="dimmed">
          {rest.filter(Boolean).join(' · ')}
        </Text>
        {lacks.some(Boolean) && (
          <Text size="xs" c="var(--niaga-price)">
            {lacks.filter(Boolean).join(' · ')}
          </Text>
        )}
      </div>
    </Group>
  );
}

interface SaleProps {
  product: OwnProduct;
  /** Where no column says what the switch is. */
  label?: string;
  onSwitch: (product: OwnProduct, active: boolean) => void;
}

/** On or off sale, all variants at once; of some it says how many. */
function Sale({ product, label, onSwitch }: SaleProps) {
  const list = useListTexts();
  const sale = saleOf(product);
  const part = {
    all: '',
    none: '',
    some: list('someOf', { count: product.active_count, all: product.offer_count }),
    unpriced: list('unpricedYet'),
  }[sale];
  return (
    <Group gap="xs" wrap="nowrap">
      <Switch
        label={label}
        aria-label={list('sellingOf', { name: product.name })}
        checked={sale === 'all' || sale === 'some'}
        disabled={sale === 'unpriced'}
        onChange={(event) => onSwitch(product, event.currentTarget.checked)}
      />
      {part && (
        <Text size="xs" c="dimmed">
          {part}
        </Text>
      )}
    </Group>
  );
}

/** What can be bought, in the colours of the stock page. */
function Stock({ product: { available, low, variant_count } }: { product: OwnProduct }) {
  const list = useListTexts();
  if (available === 0) {
    return (
      <Badge color="red.9" variant="filled">
        {list('soldOut')}
      </Badge>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" fw={600} className={classes.number} {...(low && { c: 'var(--mantine-color-error)' })}>
        {available}
      </Text>
      {low && <Badge color="red">{list(variant_count > 1 ? 'lowToo' : 'low')}</Badge>}
    </Group>
  );
}
