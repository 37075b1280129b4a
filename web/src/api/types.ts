/** The shapes on the wire. Money is an integer number of rupiah, instants are RFC 3339, ids are UUIDv7. */

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
  phone: string | null;
  campus_id: string | null;
  roles: string[];
  avatar_url: string | null;
  email_verified: boolean;
  created_at: Instant;
}
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
  session?: 'token' | 'cookie';
}
export interface Login {
  campus_id?: string;
  email?: string;
  phone?: string;
  password: string;
  session?: 'token' | 'cookie';
}
export interface Address {
  id: Id;
  label: string;
  recipient: string;
  phone: string;
  street: string;
  province: string;
  regency: string;
  district: string;
  village: string;
  postal_code: string;
  note: string | null;
  is_default: boolean;
}
export type AddressWrite = Omit<Address, 'id'>;

// catalogue
export type Kind = 'goods' | 'food' | 'rental';
export type Sort = 'relevance' | 'newest' | 'price_asc' | 'price_desc' | 'popular' | 'rating';
export interface Category {
  id: Id;
  name: string;
  slug: string;
  parent_id: Id | null;
  image_url?: string | null;
  children: Category[];
}
export interface ProductCard {
  id: Id;
  name: string;
  slug: string;
  kind: Kind;
  price_from: number | null;
  compare_at_price?: number | null;
  image_url: string | null;
  rating: number | null;
  rating_count: number;
  sold: number;
  shop_count: number;
  shop: Named | null;
  in_stock: boolean;
}
export interface Facets {
  categories: { id: Id; slug: string; name: string; count: number }[];
  shops: { id: Id; name: string; count: number }[];
  kinds: { kind: Kind; count: number }[];
  price: { min: number; max: number } | null;
}
export interface ProductPage extends Page<ProductCard> {
  facets: Facets;
}
export interface ProductQuery {
  q?: string;
  category?: string;
  shop?: string;
  kind?: Kind;
  min_price?: number;
  max_price?: number;
  in_stock?: boolean;
  sort?: Sort;
  page?: number;
  size?: number;
}
export interface Offer {
  id: Id;
  shop: Named;
  price: number;
  compare_at_price: number | null;
  available: number;
}
export interface Variant {
  id: Id;
  sku: string;
  options: Record<string, string>;
  offers: Offer[];
}
export interface Product extends Omit<ProductCard, 'image_url'> {
  description: string;
  specs: Record<string, string | number | boolean>;
  images: { id: Id; url: string }[];
  category: { id: Id; name: string; slug: string } | null;
  variants: Variant[];
}

// shops
export type ShopStatus = 'pending' | 'approved' | 'rejected' | 'suspended';
export interface OpeningHours {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  /** `08:00`, on the shop's own clock */
  opens: string;
  closes: string;
}
export interface Shop {
  id: Id;
  name: string;
  slug: string;
  description: string;
  status: ShopStatus;
  address: string | null;
  timezone: string;
  logo_url: string | null;
  hours: OpeningHours[];
  open_now: boolean;
  pickup_points: { id: Id; name: string; address: string | null }[];
}
export interface ShopWrite {
  name: string;
  description?: string;
  address?: string;
  timezone?: string;
}

// cart
export interface CartItem {
  id: Id;
  offer_id: Id;
  name: string;
  options: Record<string, string>;
  note?: string | null;
  image_url?: string | null;
  slug?: string | null;
  quantity: number;
  unit_price: number;
  subtotal: number;
  available: number;
  notice: string | null;
}
export interface CartShop {
  shop: Named;
  items: CartItem[];
  subtotal: number;
}
export interface Cart {
  id: Id;
  shops: CartShop[];
  total: number;
}
