/** What selling and keeping the house say and take, by the names the pages use. */
import type { paths } from '@/api/schema';
import type { Schemas } from '@/api/types';

// shops
export type ShopEdit = Schemas['ShopEdit'];
export type Holiday = Schemas['Holiday'];
export type PickupPointWrite = Schemas['NewPickupPoint'];

// orders
export type BoardOrder = Schemas['BoardOrder'];
export type BoardLine = Schemas['OrderLine'];
export type PartStatus = BoardOrder['status'];

// catalogue
export type OwnProduct = Schemas['OwnProduct'];
export type ShopOffer = Schemas['ShopOffer'];
export type OfferRow = Schemas['OfferRow'];
export type RowResult = Schemas['OfferRowResult'];
export type NewProduct = Schemas['NewProduct'];
export type NewVariant = Schemas['NewVariant'];
export type ProductEdit = Schemas['ProductEdit'];
export type CategoryEdit = Schemas['CategoryEdit'];

// inventory
export type Warehouse = Schemas['Warehouse'];
export type NewWarehouse = Schemas['NewWarehouse'];
export type WarehouseEdit = Schemas['WarehouseEdit'];
export type Impact = Schemas['WarehouseImpact'];
export type StockRow = Schemas['StockRow'];
export type StockQuery = NonNullable<paths['/api/v1/shops/{shop_id}/stock']['get']['parameters']['query']>;
export type Movement = Schemas['Movement'];
export type ReceiptLine = Schemas['ReceiptLine'];

// identity
export type UserQuery = NonNullable<paths['/api/v1/users']['get']['parameters']['query']>;
export type UserEdit = Schemas['PersonChange'];

// payments
export type Payment = Schemas['Payment'];
export type PaymentInBooks = Schemas['PaymentInBooks'];
export type PaymentQuery = NonNullable<paths['/api/v1/payments']['get']['parameters']['query']>;
export type ProviderExchange = Schemas['ProviderExchange'];
export type Webhook = Schemas['Webhook'];
