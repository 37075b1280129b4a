import { ActionIcon, Badge, Group, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { OwnProduct } from '@/api/sellerTypes';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { rupiah } from '@/lib/money';
import { Picture } from '@/ui/Picture';

interface OwnProductTableProps {
  shop: string;
  products: OwnProduct[];
  onRemove: (product: OwnProduct) => void;
}

/** A table on a desktop, cards on a phone. The name leads to the editor. */
export function OwnProductTable({ shop, products, onRemove }: OwnProductTableProps) {
  const t = useEditorTexts();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {products.map((product) => (
          <li key={product.id} className={classes.card}>
            <Group wrap="nowrap" align="flex-start" justify="space-between">
              <Product shop={shop} product={product} />
              <Remove product={product} onRemove={onRemove} />
            </Group>
            <Group justify="space-between" mt="sm">
              <Group gap={6}>
                <Sale product={product} />
                <InStock product={product} />
              </Group>
              <Text className={classes.number} fw={600}>
                {priceRange(product)}
              </Text>
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
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('stock')}</Table.Th>
          <Table.Th ta="right">{t('price')}</Table.Th>
          <Table.Th ta="right">{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {products.map((product) => (
          <Table.Tr key={product.id}>
            <Table.Th scope="row" fw={400}>
              <Product shop={shop} product={product} />
            </Table.Th>
            <Table.Td>
              <Sale product={product} />
            </Table.Td>
            <Table.Td>
              <InStock product={product} />
            </Table.Td>
            <Table.Td ta="right" className={classes.number}>
              {priceRange(product)}
            </Table.Td>
            <Table.Td>
              <Group justify="flex-end">
                <Remove product={product} onRemove={onRemove} />
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
  const kind = product.kind === 'rental' ? '' : t(product.kind);
  const rest = [kind, t('variantCount', { count: product.variant_count }), !product.owned && t('ofCentral')];
  return (
    <Group wrap="nowrap" gap="sm" miw={0}>
      <div className={classes.thumb}>
        <Picture src={product.image_url} alt="" />
      </div>
      <div>
        <Link
          to="/sell/$shop/products/$product"
          params={{ shop, product: product.id }}
          className={classes.name}
        >
          {product.name}
        </Link>
        <Text size="xs" c="dimmed">
          {rest.filter(Boolean).join(' · ')}
        </Text>
      </div>
    </Group>
  );
}

function Sale({ product: { active_count, offer_count, variant_count } }: { product: OwnProduct }) {
  const t = useEditorTexts();
  if (active_count === 0) return <Badge color="gray">{t('offSale')}</Badge>;
  const all = active_count === Math.max(offer_count, variant_count);
  return <Badge color={all ? 'teal' : 'yellow'}>{t(all ? 'onSale' : 'partly')}</Badge>;
}

function InStock({ product }: { product: OwnProduct }) {
  const t = useEditorTexts();
  return (
    <Badge color={product.in_stock ? 'teal' : 'red'}>{t(product.in_stock ? 'inStock' : 'soldOut')}</Badge>
  );
}

function Remove({ product, onRemove }: { product: OwnProduct; onRemove: (product: OwnProduct) => void }) {
  const t = useEditorTexts();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={t('removeOf', { name: product.name })}
      onClick={() => onRemove(product)}
    >
      <IconTrash size={20} stroke={1.75} />
    </ActionIcon>
  );
}
