/** What the catalogue says and takes. */
import type { Id, Instant, Named, Page } from '@/api/types';

export type Kind = 'goods' | 'food' | 'rental';
export type Sort = 'relevance' | 'newest' | 'price_asc' | 'price_desc' | 'popular' | 'rating';

export interface CategoryRef extends Named {
  slug: string;
}
export interface Category extends CategoryRef {
  parent_id: Id | null;
  position: number;
  hidden: boolean;
  image_url: string | null;
  children: Category[];
}

export interface ProductCard {
  id: Id;
  name: string;
  slug: string;
  kind: Kind;
  /** Of the cheapest offer in stock, or of the cheapest when none is. */
  price_from: number | null;
  price_to: number | null;
  compare_at_price: number | null;
  image_url: string | null;
  rating: number | null;
  rating_count: number;
  sold: number;
  shop_count: number;
  /** Whose offer `price_from` is. */
  shop: Named | null;
  in_stock: boolean;
}
export interface Facets {
  categories: (CategoryRef & { parent_id: Id | null; count: number })[];
  shops: (Named & { count: number })[];
  kinds: { kind: Kind; count: number }[];
  price: { min: number; max: number } | null;
  in_stock: number;
}
export interface ProductPage extends Page<ProductCard> {
  facets: Facets;
}
export interface ProductQuery {
  q?: string;
  /** Slug or id; what is under it counts too. */
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

export interface Image {
  id: Id;
  /** 1200 px at most on the longer side; `medium_url` 480, `small_url` 160. */
  url: string;
  medium_url: string;
  small_url: string;
}
export interface Offer {
  id: Id;
  shop: Named;
  price: number;
  compare_at_price: number | null;
  available: number;
  min_quantity: number;
  max_quantity: number | null;
  sale_ends_at: Instant | null;
}
export interface Variant {
  id: Id;
  sku: string;
  options: Record<string, string>;
  barcode: string | null;
  weight_g: number | null;
  offers: Offer[];
}
export type Spec = string | number | boolean | { value: number; unit: string };
export interface Product extends ProductCard {
  description: string;
  brand: string | null;
  specs: Record<string, Spec>;
  category: CategoryRef | null;
  /** From the root down. */
  category_path: CategoryRef[];
  images: Image[];
  /** Null for a central product, which any shop may offer. */
  owner_shop_id: Id | null;
  variants: Variant[];
  version: number;
  created_at: Instant;
}
