/** What the catalogue says and takes, by the names the pages use. */
import type { paths } from '@/api/schema';
import type { Schemas } from '@/api/types';

export type ProductQuery = NonNullable<paths['/api/v1/products']['get']['parameters']['query']>;
export type Category = Schemas['CategoryNode'];
export type CategoryRef = Schemas['CategoryRef'];
export type ProductCard = Schemas['ProductCard'];
export type Kind = ProductCard['kind'];
export type Sort = NonNullable<ProductQuery['sort']>;
export type Facets = Schemas['Facets'];
export type ProductPage = Schemas['ProductList'];
export type Image = Schemas['ProductImage'];
export type Offer = Schemas['Offer'];
export type Variant = Schemas['Variant'];
export type Product = Schemas['Product'];
export type Twins = Schemas['Twins'];
export type MergePreview = Schemas['MergePreview'];
export type Spec = Product['specs'][string];
