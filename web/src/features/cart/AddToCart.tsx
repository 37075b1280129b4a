import { Button, Collapse, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconShoppingBagPlus } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Offer } from '@/api/catalogTypes';
import classes from '@/features/cart/add-to-cart.module.css';
import { useCartTexts } from '@/features/cart/i18n';
import { useAddToCart } from '@/features/cart/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { OrderLimits } from '@/ui/OrderLimits';
import { Price } from '@/ui/Price';
import { QuantityInput } from '@/ui/QuantityInput';

const LONGEST_NOTE = 200;

interface AddToCartProps {
  offer: Offer | undefined;
  name: string;
  /** What to know of the shop before adding: that it is closed. */
  shopState: ReactNode;
  /** How many more an unpaid order of the buyer's own keeps: a new order may have those, too. */
  kept: number;
}

/** How many, with what note, and into the bag. On a phone the last line stays under the thumb. */
export function AddToCart({ offer, name, shopState, kept }: AddToCartProps) {
  const t = useCartTexts();
  const [quantity, setQuantity] = useState(1);
  const [note, setNote] = useState('');
  const [writing, setWriting] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const adding = useAddToCart();
  const available = (offer?.available ?? 0) + kept;
  const least = offer?.min_quantity ?? 1;
  const most = Math.min(available, offer?.max_quantity ?? available);
  const sells = most >= least;
  const wanted = Math.max(least, Math.min(quantity, most));
  // Pressing the button takes the focus out of a field whose number has to be held: that is to be seen first.
  const heldMeanwhile = useRef(false);

  function add() {
    if (!offer || heldMeanwhile.current) return;
    const words = note.trim();
    adding.mutate(
      { offer_id: offer.id, quantity: wanted, ...(words && { note: words }) },
      {
        onSuccess: () => {
          setQuantity(least);
          setNote('');
          setWriting(false);
          notifications.show({
            color: 'teal',
            message: (
              <Group justify="space-between" gap="xs">
                {t('added', { count: wanted, name })}
                <ButtonLink to="/cart" size="compact-sm" variant="light">
                  {t('open')}
                </ButtonLink>
              </Group>
            ),
          });
        },
      },
    );
  }

  return (
    <Stack gap="sm">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => {
          setWriting(!writing);
          if (!writing) requestAnimationFrame(() => field.current?.focus());
        }}
        aria-expanded={writing}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('addNote')}
      </Button>
      <Collapse expanded={writing}>
        <Textarea
          ref={field}
          label={t('note')}
          placeholder={t('noteExample')}
          maxLength={LONGEST_NOTE}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Collapse>
      {offer && <OrderLimits size="sm" c="dimmed" least={least} most={offer.max_quantity} />}
      <div className={classes.bar}>
        <div className={classes.state}>{shopState}</div>
        {offer && wanted > 1 && (
          <div className={classes.price}>
            <Price price={offer.price * wanted} size="lg" />
          </div>
        )}
        <QuantityInput
          value={wanted}
          onChange={setQuantity}
          min={least}
          max={Math.max(least, most)}
          stock={available}
          onHeld={() => {
            heldMeanwhile.current = true;
          }}
          label={name}
          disabled={!sells}
        />
        <Button
          className={classes.button}
          size="md"
          leftSection={<IconShoppingBagPlus size={20} aria-hidden />}
          loading={adding.isPending}
          disabled={!sells}
          onPointerDown={() => {
            heldMeanwhile.current = false;
          }}
          onKeyDown={() => {
            heldMeanwhile.current = false;
          }}
          onClick={add}
        >
          {t(sells ? 'add' : 'soldOut')}
        </Button>
      </div>
    </Stack>
  );
}
