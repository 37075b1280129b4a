import { Button, Group, SegmentedControl, Switch } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ShopKind } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { useShops } from '@/features/shops/queries';
import { ShopList, ShopListSkeleton } from '@/features/shops/ShopList';
import { SHOP_KINDS } from '@/features/shops/searchParams';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

const PAGE_SIZE = 24;

export function ShopsPage() {
  const t = useShopTexts();
  const { q, kind, open, page = 1 } = useSearch({ from: '/shop/shops' });
  const navigate = useNavigate({ from: '/shops' });
  const shops = useShops({
    size: PAGE_SIZE,
    page,
    ...(q && { q }),
    ...(kind && { kind }),
    ...(open && { open_now: true }),
  });

  function change(changes: Record<string, unknown>) {
    const next = Object.entries({ q, kind, open, ...changes });
    void navigate({ search: Object.fromEntries(next.filter(([, value]) => value)), replace: true });
  }

  return (
    <Page title={t('shops')}>
      <Group gap="md">
        <SearchField label={t('findShop')} value={q} onSearch={(words) => change({ q: words })} />
        <SegmentedControl
          aria-label={t('shops')}
          value={kind ?? ''}
          onChange={(value) => change({ kind: value as ShopKind | '' })}
          data={[
            { value: '', label: t('anyKind') },
            ...SHOP_KINDS.map((value) => ({ value, label: t(value) })),
          ]}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        <Switch
          label={t('onlyOpen')}
          checked={open === true}
          onChange={(event) => change({ open: event.currentTarget.checked })}
        />
      </Group>
      <Loaded query={shops} skeleton={<ShopListSkeleton shape="grid" count={8} />}>
        {(found) =>
          found.items.length > 0 ? (
            <>
              <ShopList shops={found.items} shape="grid" />
              <Pages {...found} onChange={(next) => change({ page: next })} />
            </>
          ) : (
            <EmptyState
              icon={IconBuildingStore}
              title={t('noShops')}
              action={<Button onClick={() => void navigate({ search: {} })}>{t('all')}</Button>}
            >
              {t('noShopsText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
