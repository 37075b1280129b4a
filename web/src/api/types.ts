/** Names for the shapes on the wire, which `schema.d.ts` has from the server's own description. */
import type { components, paths } from '@/api/schema';

export type Schemas = components['schemas'];

/** UUIDv7 */
export type Id = string;
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

// identity
export type Role = NonNullable<Schemas['PersonChange']['roles']>[number];
export type User = Schemas['Person'];
export type ProfileChange = Schemas['ProfileChange'];
export type Session = Schemas['Session'];
export type Register = Schemas['NewAccount'];
export type Login = Schemas['NewSession'];
export interface AddressWrite {
  label: string;
  recipient: string;
  phone: string;
  /** Street, number, RT/RW, directions */
  line: string;
  province: string;
  regency: string;
  district: string;
  village: string;
  postal_code: string;
  latitude?: number | null;
  longitude?: number | null;
  is_default?: boolean;
}
export type AddressChange = Schemas['AddressChange'];
export type Address = Schemas['Address'];

// shops
export type Shop = Schemas['Shop'];
export type ShopStatus = Shop['status'];
export type ShopKind = Shop['kind'];
export type OpeningHours = Schemas['OpeningHours'];
export type ShopQuery = NonNullable<paths['/api/v1/shops']['get']['parameters']['query']>;
export type ShopWrite = Schemas['NewShop'];

// cart
export type CartNotice = Schemas['CartWarning'];
export type CartItem = Schemas['CartItem'];
export type Cart = Schemas['Cart'];
