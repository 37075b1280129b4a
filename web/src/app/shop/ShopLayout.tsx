import { Outlet } from '@tanstack/react-router';
import { ShopFrame } from '@/app/shop/ShopFrame';

/** The buyer's pages in their frame. */
export function ShopLayout() {
  return (
    <ShopFrame>
      <Outlet />
    </ShopFrame>
  );
}
