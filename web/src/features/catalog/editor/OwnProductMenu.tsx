import { ActionIcon, Menu } from '@mantine/core';
import { IconBox, IconCalendarTime, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { OwnProduct } from '@/api/sellerTypes';
import { useListTexts } from '@/features/catalog/editor/listTexts';

const SIGN = { size: 18, 'aria-hidden': true } as const;

interface OwnProductMenuProps {
  shop: string;
  product: OwnProduct;
  onRemove: (product: OwnProduct) => void;
}

/** What else may be done with a product of the list. */
export function OwnProductMenu({ shop, product, onRemove }: OwnProductMenuProps) {
  const t = useListTexts();
  const { id, name, owned } = product;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('actionsOf', { name })}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil {...SIGN} />}
          renderRoot={(props) => (
            <Link to="/sell/$shop/products/$product" params={{ shop, product: id }} {...props} />
          )}
        >
          {t('edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCalendarTime {...SIGN} />}
          renderRoot={(props) => (
            <Link to="/sell/$shop/products/prices" params={{ shop }} search={{ product: id }} {...props} />
          )}
        >
          {t('prices')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBox {...SIGN} />}
          renderRoot={(props) => (
            <Link to="/sell/$shop/inventory" params={{ shop }} search={{ q: name.slice(0, 80) }} {...props} />
          )}
        >
          {t('stock')}
        </Menu.Item>
        {owned && (
          <Menu.Item
            leftSection={<IconCopy {...SIGN} />}
            renderRoot={(props) => (
              <Link to="/sell/$shop/products/new" params={{ shop }} search={{ from: id }} {...props} />
            )}
          >
            {t('copy')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash {...SIGN} />} color="red" onClick={() => onRemove(product)}>
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
