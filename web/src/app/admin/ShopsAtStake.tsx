import { Alert, List, Skeleton, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import type { User } from '@/api/types';
import { useOpenCount } from '@/features/orders/board/queries';
import { useApprovalTexts } from '@/features/shops/approvals/i18n';
import { useKeptShops } from '@/features/shops/approvals/queries';

/** What becomes of shops when somebody may not sell any more: said before it is done. */
export function ShopsAtStake({ person }: { person: User }) {
  const t = useApprovalTexts();
  const kept = useKeptShops(person.id);
  if (kept.isPending) return <Skeleton h={72} />;
  const alone = kept.data?.filter((shop) => shop.alone && shop.status === 'approved') ?? [];
  if (alone.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconBuildingStore aria-hidden />}
      title={t('impactTitle', { name: person.name })}
    >
      <Text size="sm">{t('impactText')}</Text>
      <List size="sm" spacing={4}>
        {alone.map((shop) => (
          <List.Item key={shop.id}>
            <ShopAtStake id={shop.id} name={shop.name} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function ShopAtStake({ id, name }: { id: string; name: string }) {
  const t = useApprovalTexts();
  const count = useOpenCount(id).data ?? 0;
  return count > 0 ? t('impactShopOrders', { name, count }) : t('impactShop', { name });
}
