import { Card, Skeleton, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAdminTexts } from '@/app/admin/i18n';
import classes from '@/app/shop-rows.module.css';
import { useApprovalTexts } from '@/features/shops/approvals/i18n';
import { useShopsByStatus } from '@/features/shops/approvals/queries';
import { useShopTexts } from '@/features/shops/i18n';
import { Loaded } from '@/ui/Loaded';
import { Picture } from '@/ui/Picture';
import { When } from '@/ui/When';

const MAX_SHOWN = 5;

/** The first applications in the queue, each leading to where it is decided. */
export function WaitingShops() {
  const t = useAdminTexts();
  const words = useApprovalTexts();
  const shops = useShopTexts();
  return (
    <section aria-label={t('applications')}>
      <Title order={2} fz="1.125rem" mb="sm">
        {t('applications')}
      </Title>
      <Loaded query={useShopsByStatus('pending', undefined, 1)} skeleton={<Skeleton h={128} radius="lg" />}>
        {({ items }) =>
          items.length > 0 ? (
            <Card p={0}>
              {items.slice(0, MAX_SHOWN).map((shop) => (
                <Link key={shop.id} to="/admin/shops" search={{ shop: shop.id }} className={classes.row}>
                  <span className={classes.logo}>
                    <Picture src={shop.logo_url} alt="" radius="var(--mantine-radius-sm)" />
                  </span>
                  <div className={classes.words}>
                    <Text fw={600} truncate>
                      {shop.name}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {shops(shop.kind)} · {words('applied')} <When at={shop.created_at} show="both" />
                    </Text>
                  </div>
                  <IconChevronRight size={18} aria-hidden />
                </Link>
              ))}
            </Card>
          ) : (
            <Text c="dimmed">{words('none_pendingText')}</Text>
          )
        }
      </Loaded>
    </section>
  );
}
