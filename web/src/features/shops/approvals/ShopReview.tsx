import { Alert, Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Shop } from '@/api/types';
import { useApprovalTexts } from '@/features/shops/approvals/i18n';
import type { Decision } from '@/features/shops/approvals/queries';
import { useShopTexts } from '@/features/shops/i18n';
import { localPhone } from '@/lib/phone';
import { ButtonLink } from '@/ui/ButtonLink';
import { Picture } from '@/ui/Picture';
import { StatusBadge } from '@/ui/StatusBadge';
import { When } from '@/ui/When';

interface ShopReviewProps {
  shop: Shop;
  /** Who owns it. */
  owner: ReactNode;
  deciding: boolean;
  onDecide: (decision: Decision) => void;
}

/** A shop as an administrator decides on it. */
export function ShopReview({ shop, owner, deciding, onDecide }: ShopReviewProps) {
  const t = useApprovalTexts();
  const shops = useShopTexts();
  const around = [shop.city, shop.province].filter((name) => name && !shop.address?.includes(name));
  const place = [shop.address, ...around].filter(Boolean).join(', ');
  const reason = shop.settings?.reason;
  const { status, name } = shop;
  return (
    <Card component="article" aria-label={name}>
      <Stack gap="sm" h="100%">
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <div style={{ flex: '0 0 3.5rem' }}>
            <Picture src={shop.logo_url} alt="" />
          </div>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text fw={700}>{name}</Text>
            <Text size="sm" c="dimmed">
              {shops(shop.kind)} · {t('commission', { percent: (shop.settings?.commission_bps ?? 0) / 100 })}
            </Text>
          </div>
          <StatusBadge status={status} />
        </Group>
        {shop.description && (
          <Text size="sm" lineClamp={3}>
            {shop.description}
          </Text>
        )}
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('owner')}: {owner}
        </Text>
        {shop.phone && (
          <Text size="sm">
            {t('phone')}: <Anchor href={`tel:${shop.phone}`}>{localPhone(shop.phone)}</Anchor>
          </Text>
        )}
        {place && (
          <Text size="sm">
            {t('place')}: {place}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('applied')} <When at={shop.created_at} zone={shop.timezone} show="both" />
        </Text>
        {reason && status !== 'approved' && (
          <Alert color="gray" p="sm">
            {shop.settings?.reason_code === 'owner_gone' ? t('ownerGone') : t('reason', { reason })}
          </Alert>
        )}
        <Group gap="xs" mt="auto">
          {(status === 'pending' || status === 'rejected') && (
            <Button
              loading={deciding}
              aria-label={t('approveOf', { name })}
              onClick={() => onDecide('approve')}
            >
              {t('approve')}
            </Button>
          )}
          {status === 'suspended' && (
            <ButtonLink
              variant="default"
              aria-label={t('toOrdersOf', { name })}
              to="/sell/$shop/orders"
              params={{ shop: shop.id }}
            >
              {t('toOrders')}
            </ButtonLink>
          )}
          {status === 'suspended' && (
            <Button
              loading={deciding}
              aria-label={t('reinstateOf', { name })}
              onClick={() => onDecide('approve')}
            >
              {t('reinstate')}
            </Button>
          )}
          {status === 'pending' && (
            <>
              <Button
                variant="default"
                aria-label={t('rejectOf', { name })}
                onClick={() => onDecide('reject')}
              >
                {t('reject')}
              </Button>
              <ButtonLink
                variant="subtle"
                aria-label={t('previewOf', { name })}
                to="/sell/$shop/products"
                params={{ shop: shop.id }}
              >
                {t('preview')}
              </ButtonLink>
            </>
          )}
          {status === 'approved' && (
            <>
              <ButtonLink variant="default" to="/shops/$shop" params={{ shop: shop.slug }}>
                {t('visit')}
              </ButtonLink>
              <Button
                variant="default"
                aria-label={t('suspendOf', { name })}
                onClick={() => onDecide('suspend')}
              >
                {t('suspend')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
