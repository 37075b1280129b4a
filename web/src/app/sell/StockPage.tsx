import { Button, Chip, Group, NativeSelect, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconBox, IconHistory, IconPackageImport } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { StockRow } from '@/api/sellerTypes';
import { refined } from '@/app/refined';
import type { StockParams } from '@/app/sell/searchParams';
import { mayIn, useSellShop } from '@/app/sell/sellShop';
import { AdjustSheet } from '@/features/inventory/AdjustSheet';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { LedgerDrawer } from '@/features/inventory/LedgerDrawer';
import { useStock, useWarehouses } from '@/features/inventory/queries';
import { ReceiveSheet } from '@/features/inventory/ReceiveSheet';
import { StockTable } from '@/features/inventory/StockTable';
import classes from '@/features/inventory/stock.module.css';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

const PAGE_SIZE = 24;

/** What is on the shelves, changed in place. The address holds every filter. */
export function StockPage() {
  const t = useInventoryTexts();
  const shop = useSellShop();
  const params = useSearch({ from: '/sell/$shop/inventory' });
  const { q, low, warehouse, sort, page = 1, history } = params;
  const navigate = useNavigate({ from: '/sell/$shop/inventory' });
  const warehouses = useWarehouses(shop.id).data ?? [];
  const [receiving, setReceiving] = useState(false);
  const [adjusting, setAdjusting] = useState<StockRow | null>(null);
  const stock = useStock(shop.id, {
    page,
    size: PAGE_SIZE,
    sort: sort ?? 'need',
    ...(q && { q }),
    ...(low && { low }),
    ...(warehouse && { warehouse_id: warehouse }),
  });
  const narrowed = Boolean(q || low || warehouse);
  const several = warehouses.length > 1;

  const change = (changes: { [K in keyof StockParams]?: StockParams[K] | undefined }) =>
    void navigate({ search: refined(params, changes), resetScroll: false });

  return (
    <Page
      title={t('title')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconHistory size={18} aria-hidden />}
            onClick={() => change({ page, history: 'all' })}
          >
            {t('ledger')}
          </Button>
          <Button
            leftSection={<IconPackageImport size={18} aria-hidden />}
            onClick={() => setReceiving(true)}
          >
            {t('receive')}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <div className={classes.filters}>
          <SearchField label={t('search')} value={q} onSearch={(words) => change({ q: words })} />
          <Chip
            checked={low === true}
            onChange={(on) => change({ low: on ? true : undefined })}
            color="red.8"
          >
            {t('onlyLow')}
          </Chip>
          <NativeSelect
            aria-label={t('sort')}
            size="sm"
            radius="xl"
            value={sort ?? 'need'}
            onChange={(event) => change({ sort: event.currentTarget.value === 'name' ? 'name' : undefined })}
            data={[
              { value: 'need', label: t('sortNeed') },
              { value: 'name', label: t('sortName') },
            ]}
          />
          {several && (
            <Select
              aria-label={t('warehouse')}
              placeholder={t('allWarehouses')}
              data={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
              value={warehouse ?? null}
              onChange={(id) => change({ warehouse: id ?? undefined })}
              clearable
            />
          )}
        </div>
        <Text size="sm" c="dimmed" visibleFrom="md">
          {t('hint')}
        </Text>
        <Loaded query={stock} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) => {
            if (items.length > 0) {
              return (
                <div className={stock.isPlaceholderData ? classes.stale : undefined}>
                  <StockTable
                    shop={shop.id}
                    rows={items}
                    several={several}
                    onAdjust={setAdjusting}
                    onHistory={(variant) => change({ page, history: variant })}
                  />
                  <Pages page={page} size={size} total={total} onChange={(next) => change({ page: next })} />
                </div>
              );
            }
            if (narrowed) {
              return (
                <EmptyState
                  icon={IconBox}
                  title={t(low && !q && !warehouse ? 'noneLow' : 'noneFound')}
                  action={<Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>}
                >
                  {!(low && !q && !warehouse) && t('noneFoundText')}
                </EmptyState>
              );
            }
            return (
              <EmptyState
                icon={IconBox}
                title={t('noStock')}
                action={
                  mayIn(shop, 'products') && (
                    <ButtonLink to="/sell/$shop/products/new" params={{ shop: shop.id }}>
                      {t('addProduct')}
                    </ButtonLink>
                  )
                }
              >
                {t('noStockText')}
              </EmptyState>
            );
          }}
        </Loaded>
      </Stack>
      <ReceiveSheet
        shop={shop.id}
        warehouses={warehouses}
        opened={receiving}
        onClose={() => setReceiving(false)}
      />
      <AdjustSheet shop={shop.id} row={adjusting} onClose={() => setAdjusting(null)} />
      <LedgerDrawer
        shop={shop.id}
        zone={shop.timezone}
        of={history}
        onClose={() => change({ page, history: undefined })}
      />
    </Page>
  );
}
