/** The shapes on the wire. Money is an integer number of rupiah, instants are RFC 3339, ids are UUIDv7. */
import type { Kind } from '@/api/catalogTypes';

export type Id = string;
export type Instant = string;

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}
export interface Stream<T> {
  items: T[];
  next: string | null;
}
export interface Named {
  id: Id;
  name: string;
}

// identity
export type Role = 'customer' | 'seller' | 'courier' | 'inspector' | 'branch_admin' | 'admin';
export interface User {
  id: Id;
  name: string;
  email: string | null;
  /** E.164 */
  phone: string | null;
  campus_id: string | null;
  roles: string[];
  avatar_url: string | null;
  email_verified: boolean;
  created_at: Instant;
  status: 'active' | 'suspended' | 'erased';
  language: 'id' | 'en';
  timezone: string;
  wants_email: boolean;
  /** `22:00`, in the person's own zone */
  quiet_from: string | null;
  quiet_until: string | null;
}
/** Only what is sent changes; a new e-mail address needs the password. */
export type ProfileChange = Partial<
  Pick<User, 'name' | 'email' | 'phone' | 'campus_id' | 'language' | 'timezone' | 'wants_email'> &
    Pick<User, 'quiet_from' | 'quiet_until'> & { password: string }
>;
export interface Session {
  access_token: string;
  token_type: string;
  expires_in: number;
  refresh_token?: string | null;
  user: User;
}
export interface Register {
  name: string;
  email: string;
  password: string;
  phone?: string;
  campus_id?: string;
  role?: 'customer' | 'seller';
  language?: 'id' | 'en';
  session?: 'token' | 'cookie';
}
export interface Login {
  campus_id?: string;
  email?: string;
  phone?: string;
  password: string;
  session?: 'token' | 'cookie';
}
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
export interface Address extends AddressWrite {
  id: Id;
  is_default: boolean;
}

// shops
export type ShopStatus = 'pending' | 'approved' | 'rejected' | 'suspended';
export type ShopKind = 'store' | 'canteen' | 'koperasi' | 'student';
/** One stretch of a weekday; one that closes at or before it opens ends on the next day. */
export interface OpeningHours {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  /** `08:00`, on the shop's own clock */
  opens: string;
  closes: string;
}
export interface Shop {
  id: Id;
  slug: string;
  name: string;
  description: string;
  kind: ShopKind;
  status: ShopStatus;
  timezone: string;
  phone: string | null;
  address: string | null;
  city: string | null;
  province: string | null;
  latitude: number | null;
  longitude: number | null;
  logo_url: string | null;
  banner_url: string | null;
  /** Empty: always open */
  opening_hours: OpeningHours[];
  holidays: { day: string; name: string }[];
  pickup_points: { id: Id; name: string; address: string | null }[];
  delivers: boolean;
  delivery_fee: number;
  created_at: Instant;
  open_now: boolean;
  opens_at: Instant | null;
  closes_at: Instant | null;
  distance_m: number | null;
}
export interface ShopQuery {
  q?: string;
  kind?: ShopKind;
  open_now?: boolean;
  page?: number;
  size?: number;
}
export interface ShopWrite {
  name: string;
  description?: string;
  kind?: ShopKind;
  address?: string;
  city?: string;
  province?: string;
  phone?: string;
  timezone?: string;
}

// cart
export interface CartNotice {
  code: 'price_changed' | 'sold_out' | 'only_n_left' | 'gone';
  /** price_changed: what it cost when the line was last touched, and what it costs today. */
  old: number | null;
  new: number | null;
  /** only_n_left: how many of this offer there are, for all its lines together. */
  left: number | null;
}
export interface CartItem {
  id: Id;
  offer_id: Id;
  product_slug: string | null;
  name: string;
  kind: Kind | null;
  options: Record<string, string>;
  image_url: string | null;
  note: string;
  quantity: number;
  /** Today's. */
  unit_price: number;
  compare_at_price: number | null;
  /** Zero for what is gone. */
  subtotal: number;
  available: number;
  min_quantity: number;
  max_quantity: number | null;
  /** The weightiest of `notices`. */
  notice: CartNotice | null;
  notices: CartNotice[];
}
export interface CartShop {
  /** No name: offers that are not known any more. */
  shop: Named;
  items: CartItem[];
  subtotal: number;
}
export interface Cart {
  id: Id;
  shops: CartShop[];
  /** Of the goods, before delivery. */
  total: number;
  /** Units in all lines. */
  count: number;
}
