import { ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ProductCard } from '@/api/catalogTypes';
import { useCartTexts } from '@/features/cart/i18n';
import { useAddToCart } from '@/features/cart/queries';
import { productQuery } from '@/features/catalog/queries';

/** From a card of a shop's menu into the bag, where there is nothing to choose; else to where one chooses. */
export function QuickAdd({ product: { slug, name }, shop }: { product: ProductCard; shop: string }) {
  const t = useCartTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutateAsync: add } = useAddToCart();
  const quick = useMutation({
    mutationFn: async () => {
      const { variants } = await client.fetchQuery(productQuery(slug));
      const offer = variants[0]?.offers.find((one) => one.shop.id === shop);
      if (variants.length !== 1 || !offer || offer.available < offer.min_quantity) {
        return navigate({ to: '/products/$product', params: { product: slug } });
      }
      await add({ offer_id: offer.id, quantity: offer.min_quantity });
      notifications.show({ color: 'teal', message: t('added', { count: offer.min_quantity, name }) });
    },
  });
  return (
    <ActionIcon
      size={44}
      radius="xl"
      loading={quick.isPending}
      aria-label={`${t('add')}: ${name}`}
      onClick={() => quick.mutate()}
    >
      <IconPlus size={22} aria-hidden />
    </ActionIcon>
  );
}
