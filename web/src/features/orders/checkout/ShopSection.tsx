import { Button, Card, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Delivery, QuoteLine, ShopQuote } from '@/api/purchaseTypes';
import { Amounts } from '@/features/orders/Amounts';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { type Shortage, ShortLine } from '@/features/orders/checkout/ShortLine';
import { LineRow } from '@/features/orders/LineRow';
import classes from '@/features/orders/orders.module.css';
import { rupiah } from '@/lib/money';
import { ShopLink } from '@/ui/ShopLink';

const LONGEST_NOTE = 200;

interface ShopSectionProps {
  quote: ShopQuote;
  /** No other shop is in the order: the summary's amounts are this one's. */
  alone: boolean;
  delivery: Delivery;
  /** What it would cost to have this delivered. */
  deliveryFee: number;
  onDelivery: (delivery: Delivery) => void;
  note: string;
  onNote: (note: string) => void;
  /** Where to fetch it. */
  pickupPlace: ReactNode;
  /** What there is not enough of, by offer. */
  shortages: Map<string, Shortage>;
  /** 0: take it out. */
  onQuantity: (line: QuoteLine, quantity: number) => void;
}

/** One shop's part of the checkout: what, how it gets to the buyer, what to tell the shop. */
export function ShopSection(props: ShopSectionProps) {
  const {
    quote,
    alone,
    delivery,
    deliveryFee,
    onDelivery,
    note,
    onNote,
    pickupPlace,
    shortages,
    onQuantity,
  } = props;
  const t = useCheckoutTexts();
  const shop = quote.shop.name;
  return (
    <Card component="section" aria-label={shop}>
      <Stack gap="md">
        <ShopLink shop={quote.shop} size="md" />
        <ul className={classes.lines}>
          {quote.lines.map((line) => (
            <LineRow key={line.item_id} line={line}>
              <ChangedPrice line={line} />
              <ShortLine
                shortage={shortages.get(line.offer_id)}
                quantity={line.quantity}
                onQuantity={(quantity) => onQuantity(line, quantity)}
              />
            </LineRow>
          ))}
        </ul>
        {quote.delivers ? (
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('howFor', { shop })}
            value={delivery}
            onChange={(value) => onDelivery(value === 'delivery' ? 'delivery' : 'pickup')}
            data={[
              { value: 'pickup', label: t('pickup') },
              { value: 'delivery', label: t('delivery') },
            ]}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t('noDelivery')}
          </Text>
        )}
        {delivery === 'pickup' ? (
          <div>
            <Text size="sm" c="dimmed">
              {t('pickupAt')}
            </Text>
            {pickupPlace}
          </div>
        ) : (
          <Text size="sm" c="dimmed">
            {deliveryFee > 0 ? t('fee', { fee: rupiah(deliveryFee) }) : t('free')}
          </Text>
        )}
        <Note shop={shop} note={note} onNote={onNote} />
        {!alone && <Amounts amounts={quote} small />}
      </Stack>
    </Card>
  );
}

/** Most people have nothing to add: the field comes when it is asked for. */
function Note({ shop, note, onNote }: { shop: string; note: string; onNote: (note: string) => void }) {
  const t = useCheckoutTexts();
  const [writing, setWriting] = useState(note !== '');
  if (!writing) {
    return (
      <Button
        variant="subtle"
        size="compact-md"
        ml={-8}
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-label={`${t('addNote')}: ${shop}`}
        onClick={() => setWriting(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('addNote')}
      </Button>
    );
  }
  return (
    <TextInput
      label={t('noteFor', { shop })}
      placeholder={t('noteExample')}
      maxLength={LONGEST_NOTE}
      value={note}
      autoFocus={note === ''}
      onChange={(event) => onNote(event.currentTarget.value)}
    />
  );
}

function ChangedPrice({ line }: { line: QuoteLine }) {
  const t = useCheckoutTexts();
  const { seen_price: old, unit_price: now } = line;
  if (old === null || old === now) return null;
  return (
    <Text size="sm" c="var(--niaga-price)" role="status">
      {t(now > old ? 'priceUp' : 'priceDown', { old: rupiah(old), new: rupiah(now) })}
    </Text>
  );
}
