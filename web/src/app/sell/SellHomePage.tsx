import { Navigate } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { ApplyPage } from '@/app/sell/ApplyPage';
import { lastShop } from '@/app/sell/lastShop';
import { useMyShops } from '@/features/shops/editor/queries';
import { Loaded } from '@/ui/Loaded';

/** To where one worked last; whoever has no shop yet is asked about it. */
export function SellHomePage() {
  return (
    <Loaded query={useMyShops()} skeleton={null}>
      {(shops) => {
        const shop = pick(shops);
        if (!shop) return <ApplyPage />;
        return <Navigate to="/sell/$shop" params={{ shop: shop.id }} replace />;
      }}
    </Loaded>
  );
}

function pick(shops: Shop[]): Shop | undefined {
  const last = lastShop();
  return shops.find(({ id }) => id === last) ?? shops.find(({ status }) => status === 'approved') ?? shops[0];
}
