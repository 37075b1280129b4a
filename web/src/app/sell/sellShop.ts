import { createContext, useContext } from 'react';
import type { Shop } from '@/api/types';
import type { Fresh } from '@/features/orders/board/useFresh';

/** The shop one is working on; its frame has loaded it before any of its pages is drawn. */
export const SellShop = createContext<Shop | null>(null);

export function useSellShop(): Shop {
  const shop = useContext(SellShop);
  if (!shop) throw new Error('useSellShop belongs inside the frame of a shop');
  return shop;
}

/** Orders that came in since the shop's frame was opened, on whichever of its pages one is. */
export const Arrivals = createContext<Fresh>({ ids: new Set(), announced: '', seen: () => undefined });

export function useArrivals(): Fresh {
  return useContext(Arrivals);
}

export type Permission = NonNullable<Shop['settings']>['permissions'][number];

export function mayIn({ settings }: Shop, permission: Permission): boolean {
  return !settings || settings.permissions.includes(permission);
}
