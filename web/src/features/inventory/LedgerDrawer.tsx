import { Button, Drawer, Skeleton, Text } from '@mantine/core';
import type { Movement } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useLedger, useWarehouses } from '@/features/inventory/queries';
import classes from '@/features/inventory/stock.module.css';
import { ErrorState } from '@/ui/ErrorState';
import { useUiTexts } from '@/ui/i18n';
import { When } from '@/ui/When';

interface LedgerDrawerProps {
  shop: string;
  zone: string;
  /** A variant, `all` for the whole shop, or closed. */
  of: string | undefined;
  onClose: () => void;
}

/** Every change of stock, by whom and why, newest first. Nothing here can be changed. */
export function LedgerDrawer({ shop, zone, of, onClose }: LedgerDrawerProps) {
  const t = useInventoryTexts();
  const ui = useUiTexts();
  const variant = of === 'all' ? undefined : of;
  const ledger = useLedger(shop, variant, of !== undefined);
  const warehouses = useWarehouses(shop).data ?? [];
  const movements = ledger.data?.pages.flatMap((page) => page.items);
  const name = variant ? movements?.[0]?.name : undefined;
  const where = (id: string) =>
    warehouses.length > 1 ? warehouses.find((one) => one.id === id)?.name : undefined;

  return (
    <Drawer
      opened={of !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={<Text fw={700}>{name ? t('historyOf', { name }) : t('ledgerAll')}</Text>}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {ledger.isError && <ErrorState error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {ledger.isPending && <Skeleton h={360} radius="lg" />}
      {movements?.length === 0 && <Text c="dimmed">{t('ledgerEmpty')}</Text>}
      {movements?.map((movement) => (
        <Entry
          key={movement.id}
          movement={movement}
          zone={zone}
          named={variant === undefined}
          where={where(movement.warehouse_id)}
        />
      ))}
      {ledger.hasNextPage && (
        <Button
          fullWidth
          mt="md"
          variant="default"
          loading={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          {t('older')}
        </Button>
      )}
    </Drawer>
  );
}

interface EntryProps {
  movement: Movement;
  zone: string;
  named: boolean;
  where: string | undefined;
}

function Entry({ movement, zone, named, where }: EntryProps) {
  const t = useInventoryTexts();
  const { change } = movement;
  return (
    <div className={classes.movement}>
      <Text className={classes.change} c={change > 0 ? 'var(--niaga-good)' : 'inherit'}>
        {change > 0 ? `+${change}` : `−${-change}`}
      </Text>
      <div>
        <Text size="sm" fw={600}>
          {t(`reason_${movement.reason}`)}
          {named && ` · ${movement.name}`}
        </Text>
        {movement.note && <Text size="sm">{movement.note}</Text>}
        <Text size="xs" c="dimmed">
          <When at={movement.at} zone={zone} show="both" /> · {movement.actor?.name ?? t('bySystem')}
          {where && ` · ${where}`}
        </Text>
      </div>
    </div>
  );
}
