/**
 * Every call the client makes: what it takes and what it answers. The key is the method and the path as
 * the contract writes it. A call that is not here cannot be made.
 */

import type { Category, Product, ProductPage, ProductQuery } from '@/api/catalogTypes';
import type { PurchaseCalls } from '@/api/purchaseCalls';
import type {
  Address,
  AddressWrite,
  Cart,
  Id,
  Login,
  Page,
  ProfileChange,
  Register,
  Session,
  Shop,
  ShopQuery,
  ShopWrite,
  User,
} from '@/api/types';

export interface Calls extends PurchaseCalls {
  // identity
  'POST /auth/register': { body: Register; answer: Session };
  'POST /auth/login': { body: Login; answer: Session };
  'POST /auth/logout': { answer: undefined };
  'POST /auth/logout-all': { answer: undefined };
  'POST /auth/verify-email': { body: { token: string }; answer: undefined };
  'POST /auth/resend-verification': { answer: undefined };
  'POST /auth/forgot-password': { body: { email: string }; answer: undefined };
  'POST /auth/reset-password': { body: { token: string; password: string }; answer: undefined };
  'GET /users/me': { answer: User };
  'PUT /users/me': { body: ProfileChange; answer: User };
  'POST /users/me/avatar': { body: FormData; answer: User };
  'GET /users/me/addresses': { answer: Address[] };
  'POST /users/me/addresses': { body: AddressWrite; answer: Address };
  'PUT /users/me/addresses/{id}': { body: Partial<AddressWrite>; answer: Address };
  'DELETE /users/me/addresses/{id}': { answer: undefined };
  // catalogue
  'GET /categories': { answer: Category[] };
  'GET /products': { query: ProductQuery; answer: ProductPage };
  'GET /products/{slug}': { answer: Product };
  // shops
  'GET /shops': { query: ShopQuery; answer: Page<Shop> };
  'GET /shops/{slug}': { answer: Shop };
  'POST /shops': { body: ShopWrite; answer: Shop };
  // cart
  'GET /cart': { answer: Cart };
  'POST /cart': { body: { offer_id: Id; quantity: number; note?: string }; answer: Cart };
  'PUT /cart/items/{id}': { body: { quantity: number; note?: string }; answer: Cart };
  'DELETE /cart/items/{id}': { answer: Cart };
  'DELETE /cart': { answer: Cart };
}
