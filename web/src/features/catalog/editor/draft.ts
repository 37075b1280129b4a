/** A product while it is being written: from the wire, judged, and back to the wire. */
import type { Kind, Product } from '@/api/catalogTypes';
import type { NewProduct, OfferRow, ProductEdit, ShopOffer } from '@/api/sellerTypes';
import {
  type Axis,
  blankVariant,
  choiceName,
  MAX_VARIANTS,
  optionsOf,
  sameOptions,
  type VariantDraft,
} from '@/features/catalog/editor/matrix';
import { rowsFrom, type SpecRow, specsFrom } from '@/features/catalog/editor/specs';
import { axesOf } from '@/features/catalog/variants';
import { alike } from '@/lib/alike';

export interface ProductDraft {
  name: string;
  description: string;
  kind: Kind;
  category: string | null;
  brand: string;
  specs: SpecRow[];
  axes: Axis[];
  variants: VariantDraft[];
}

export function blankDraft(kind: Kind): ProductDraft {
  return {
    name: '',
    description: '',
    kind,
    category: null,
    brand: '',
    specs: [],
    axes: [],
    variants: [blankVariant()],
  };
}

export function draftFrom(product: Product, offers: ShopOffer[], shop: string): ProductDraft {
  const axes = axesOf(product.variants).map(([name, values]) => ({ key: name, name, values }));
  const variants = product.variants.map((variant) => {
    const offer = offers.find(({ variant_id }) => variant_id === variant.id);
    return {
      ...blankVariant(variant.options),
      id: variant.id,
      sku: variant.sku,
      barcode: variant.barcode ?? '',
      weight: variant.weight_g,
      price: offer?.price ?? null,
      compareAt: offer?.compare_at_price ?? null,
      active: offer?.active ?? true,
      available: variant.offers.find((one) => one.shop.id === shop)?.available ?? 0,
      ...(offer && { offer }),
    };
  });
  return {
    name: product.name,
    description: product.description,
    kind: product.kind,
    category: product.category?.id ?? null,
    brand: product.brand ?? '',
    specs: rowsFrom(product.specs),
    axes,
    variants,
  };
}

export type Wrong =
  | 'wrongName'
  | 'wrongAxis'
  | 'wrongTooMany'
  | 'wrongNoPrice'
  | 'wrongPrice'
  | 'wrongCompareAt'
  | 'wrongSku'
  | 'wrongSameSku';
export interface WrongPlace {
  what: Wrong;
  /** Its name; undefined where it is about none, or about all. */
  variant?: string;
}

const SKU = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;

/** The first thing that keeps it from being saved, with the variant it is about; null when nothing does. */
export function wrongIn(draft: ProductDraft): WrongPlace | null {
  if (draft.name.trim().length < 2) return { what: 'wrongName' };
  const names = draft.axes.map(({ name }) => alike(name));
  const unusable = draft.axes.some(({ name, values }) => !name.trim() || values.length === 0);
  if (unusable || new Set(names).size < names.length) return { what: 'wrongAxis' };
  if (draft.variants.length > MAX_VARIANTS) return { what: 'wrongTooMany' };
  if (draft.variants.every(({ price }) => price === null)) return { what: 'wrongNoPrice' };
  const skus = new Set<string>();
  for (const variant of draft.variants) {
    const about = { variant: choiceName(draft.axes, variant.choice) };
    const { price, compareAt, offer, sku } = variant;
    if (price === 0 || (price === null && offer)) return { what: 'wrongPrice', ...about };
    if (compareAt !== null && compareAt <= (price ?? 0)) return { what: 'wrongCompareAt', ...about };
    if (sku.trim() && !SKU.test(sku.trim())) return { what: 'wrongSku', ...about };
    if (sku.trim() && skus.has(alike(sku))) return { what: 'wrongSameSku', ...about };
    skus.add(alike(sku));
  }
  return null;
}

function shared(draft: ProductDraft) {
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    category_id: draft.category,
    brand: draft.brand.trim() || null,
    specs: specsFrom(draft.specs),
  };
}

function physical(draft: ProductDraft, variant: VariantDraft) {
  return {
    options: optionsOf(draft.axes, variant.choice),
    sku: variant.sku.trim() || null,
    barcode: variant.barcode.trim() || null,
    weight_g: variant.weight,
  };
}

export function productToCreate(draft: ProductDraft, id: string, shop: string): NewProduct {
  return {
    ...shared(draft),
    id,
    kind: draft.kind,
    shop_id: shop,
    variants: draft.variants.map((variant) => ({
      ...physical(draft, variant),
      price: variant.price,
      compare_at_price: variant.compareAt,
      stock: variant.stock,
    })),
  };
}

export function productToSave(draft: ProductDraft, version: number): ProductEdit {
  const variants = draft.variants.map((variant) => ({
    ...physical(draft, variant),
    ...(variant.id && { id: variant.id }),
  }));
  return { ...shared(draft), variants, version };
}

/** Which variant of the saved product a draft has become. */
function savedId(draft: ProductDraft, variant: VariantDraft, saved: Product): string | undefined {
  const options = optionsOf(draft.axes, variant.choice);
  return variant.id ?? saved.variants.find((one) => sameOptions(one.options, options))?.id;
}

/** The prices that changed, or are new; nothing for variants the shop does not sell. */
export function offersToSave(draft: ProductDraft, saved: Product): OfferRow[] {
  return draft.variants.flatMap<OfferRow>((variant) => {
    const { price, compareAt, active, offer } = variant;
    const variant_id = savedId(draft, variant, saved);
    if (price === null || !variant_id) return [];
    const prices = { price, compare_at_price: compareAt, active };
    if (!offer) return [{ variant_id, ...prices }];
    const same = offer.price === price && offer.compare_at_price === compareAt && offer.active === active;
    return same ? [] : [{ id: offer.id, version: offer.version, ...prices }];
  });
}

/** What new variants begin with. */
export function stockToReceive(draft: ProductDraft, saved: Product) {
  return draft.variants.flatMap((variant) => {
    const variant_id = savedId(draft, variant, saved);
    return !variant.id && variant.stock && variant_id ? [{ variant_id, quantity: variant.stock }] : [];
  });
}
