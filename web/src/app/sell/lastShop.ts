import { readStored, writeStored } from '@/lib/stored';

/** Where one worked last is where one goes on. */
export function rememberShop(id: string): void {
  writeStored('sell_shop', id);
}

export function lastShop(): string | null {
  return readStored('sell_shop');
}
