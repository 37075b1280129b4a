import { Card, Stack, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Method, Quote, QuoteLine } from '@/api/purchaseTypes';
import type { Cart, Shop } from '@/api/types';
import { CannotBeBought } from '@/app/shop/CannotBeBought';
import { CheckoutSkeleton } from '@/app/shop/CheckoutSkeleton';
import { CheckoutAction, CheckoutSummary } from '@/app/shop/CheckoutSummary';
import { useGoOnToPayment } from '@/app/shop/goOnToPayment';
import { MethodSection } from '@/app/shop/MethodSection';
import { PickupPlace } from '@/app/shop/PickupPlace';
import { useCartChanging, useCartRefresh, useEditItem, useRemoveItem } from '@/features/cart/queries';
import { AddressChooser } from '@/features/identity/profile/AddressChooser';
import { useAddresses } from '@/features/identity/profile/queries';
import {
  type Choices,
  deliveryOf,
  fingerprint,
  orderRequest,
  quoteRequest,
  rememberChoices,
  rememberedChoices,
} from '@/features/orders/checkout/choices';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { usePlacing } from '@/features/orders/checkout/placing';
import { ShopSection } from '@/features/orders/checkout/ShopSection';
import { shortagesIn } from '@/features/orders/checkout/ShortLine';
import { useQuote, useQuoteBecame } from '@/features/orders/queries';
import { missing } from '@/features/payments/methods';
import { useWallet } from '@/features/payments/queries';
import { ErrorState } from '@/ui/ErrorState';
import { StickySummary } from '@/ui/StickySummary';

interface CheckoutFormProps {
  cart: Cart;
  /** The shops of the cart. */
  places: Shop[];
  buyer: string;
}

/** One page: where to, what, how to pay, what it comes to. */
export function CheckoutForm({ cart, places, buyer }: CheckoutFormProps) {
  const goOn = useGoOnToPayment();
  const refreshCart = useCartRefresh();
  const { data: addresses, isPending: addressesPending } = useAddresses();
  const [chosen, setChosen] = useState(() => rememberedChoices(buyer));
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const choices = { ...chosen, address: chosen.address ?? addresses?.find((one) => one.is_default)?.id };
  const delivered = places.some((place) => deliveryOf(choices, place) === 'delivery');

  const asked = { request: quoteRequest(cart, places, choices), cart: fingerprint(cart) };
  const quote = useQuote(asked, useCartChanging());
  const wallet = useWallet().data;
  const way = choices.way && mayPay(choices.way.method) ? choices.way : null;
  const quoteBecame = useQuoteBecame();
  const placing = usePlacing(buyer, {
    onPlaced: (order, payment, replaced) => {
      notifications.clean(); // what could be undone in the cart is ordered now
      rememberChoices(buyer, { ...choices, way });
      void goOn(order, payment, replaced);
    },
    onRefused: (error) => {
      if (isProblem(error, 'price_changed')) quoteBecame(asked, error.data.quote as Quote);
      // Perhaps another tab or device has ordered it all: what is left is what can be paid for.
      else if (!isProblem(error, 'out_of_stock')) void refreshCart();
    },
  });

  const form = useRef<HTMLDivElement>(null);
  // What is missing or refused may be far from the button that was pressed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what makes something new to see
  useEffect(() => {
    form.current?.querySelector('[data-attention]')?.scrollIntoView({ block: 'center' });
  }, [tries, placing.refusal, placing.lost]);

  /** What was chosen before may not fit any more: then it is chosen anew. */
  function mayPay(method: Method): boolean {
    if (method === 'cash' && delivered) return false;
    if (!quote.data) return true;
    if (method === 'wallet' && wallet && missing(wallet.balance, quote.data.total) > 0) return false;
    return quote.data.methods.includes(method);
  }

  function place() {
    setTries(tries + 1);
    if (!quote.data || quote.isPlaceholderData || !way || (delivered && !choices.address)) return;
    placing.place(orderRequest(cart, places, { ...choices, way }, quote.data));
  }

  if (isProblem(quote.error, 'cart_empty')) return <OrderedElsewhere />;
  if (isAboutShops(quote.error)) return <OrderedElsewhere />;
  if (isProblem(quote.error, 'out_of_stock') || isProblem(quote.error, 'validation_failed')) {
    return <CannotBeBought />;
  }
  if (quote.isError) return <ErrorState error={quote.error} onRetry={() => void quote.refetch()} />;
  if (!quote.data || addressesPending) return <CheckoutSkeleton />;
  return (
    <div ref={form}>
      <StickySummary
        summary={<CheckoutSummary quote={quote.data} placing={placing} places={places} />}
        action={
          <CheckoutAction
            quote={quote.data}
            method={way?.method}
            waiting={quote.isPlaceholderData}
            placing={placing}
            onPlace={place}
          />
        }
      >
        <Stack gap="md">
          {delivered && (
            <AddressSection
              value={choices.address}
              missing={tried && !choices.address}
              onChange={(address) => setChosen({ ...chosen, address })}
            />
          )}
          <ShopSections
            quote={quote.data}
            places={places}
            choices={choices}
            onChoices={setChosen}
            refusal={placing.refusal}
          />
          <MethodSection
            choices={{ ...choices, way }}
            onChoices={setChosen}
            quote={quote.data}
            delivered={delivered}
            missing={tried && !way}
          />
        </Stack>
      </StickySummary>
    </div>
  );
}

/** A shop is not in the cart any more: another tab has changed it. */
function isAboutShops(error: unknown): boolean {
  return (
    isProblem(error, 'validation_failed') && error.fieldErrors.some(({ field }) => field.startsWith('shops'))
  );
}

/** What is shown of the cart is old: the page around this says what is left of it. */
function OrderedElsewhere() {
  const refreshCart = useRef(useCartRefresh());
  useEffect(() => void refreshCart.current(), []);
  return <CheckoutSkeleton />;
}

interface AddressSectionProps {
  value: string | undefined;
  missing: boolean;
  onChange: (address: string) => void;
}

function AddressSection({ value, missing, onChange }: AddressSectionProps) {
  const t = useCheckoutTexts();
  return (
    <Card component="section" aria-label={t('address')} data-attention={missing || undefined}>
      <Title order={2} fz="lg" mb="sm">
        {t('address')}
      </Title>
      <AddressChooser value={value} onChange={onChange} error={missing ? t('addressNeeded') : undefined} />
    </Card>
  );
}

interface ShopSectionsProps {
  quote: Quote;
  places: Shop[];
  choices: Choices;
  onChoices: (choices: Choices) => void;
  refusal: unknown;
}

function ShopSections({ quote, places, choices, onChoices, refusal }: ShopSectionsProps) {
  const edit = useEditItem();
  const remove = useRemoveItem();
  const shortages = shortagesIn(refusal);

  function setQuantity({ item_id }: QuoteLine, quantity: number) {
    if (quantity > 0) edit.mutate({ id: item_id, quantity });
    else remove.mutate(item_id);
  }

  return quote.shops.map((part) => {
    const place = places.find(({ id }) => id === part.shop.id);
    if (!place) return null;
    const { id } = place;
    return (
      <ShopSection
        key={id}
        quote={part}
        alone={quote.shops.length === 1}
        delivery={deliveryOf(choices, place)}
        deliveryFee={place.delivery_fee}
        onDelivery={(delivery) =>
          onChoices({ ...choices, delivery: { ...choices.delivery, [id]: delivery } })
        }
        note={choices.notes[id] ?? ''}
        onNote={(note) => onChoices({ ...choices, notes: { ...choices.notes, [id]: note } })}
        pickupPlace={<PickupPlace shop={place} />}
        shortages={shortages}
        onQuantity={setQuantity}
      />
    );
  });
}
