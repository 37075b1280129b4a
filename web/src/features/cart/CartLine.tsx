import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconNote, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CartItem } from '@/api/types';
import { CartNotices } from '@/features/cart/CartNotices';
import classes from '@/features/cart/cart.module.css';
import { useCartTexts } from '@/features/cart/i18n';
import { mostOf } from '@/features/cart/lines';
import { useAddToCart, useEditItem, useRemoveItem } from '@/features/cart/queries';
import { rupiah } from '@/lib/money';
import { joined } from '@/lib/unbroken';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';
import { QuantityInput } from '@/ui/QuantityInput';
import { undoToast } from '@/ui/undoToast';

const LONGEST_NOTE = 200;

/** One line: what, how many, the note, and what has changed since. */
export function CartLine({ item }: { item: CartItem }) {
  const t = useCartTexts();
  const edit = useEditItem();
  const remove = useRemoveItem();
  const add = useAddToCart();
  const [writing, setWriting] = useState(false);
  const gone = item.notice?.code === 'gone';
  const name = item.name || t('goneName');

  function removeWithUndo() {
    remove.mutate(item.id);
    const message = t('removed', { name });
    if (gone) return notifications.show({ message });
    const { offer_id, quantity, note } = item;
    undoToast({
      message,
      undoLabel: t('undo'),
      onUndo: () => add.mutate({ offer_id, quantity, ...(note && { note }) }),
    });
  }

  return (
    <li className={classes.line} data-gone={gone || undefined}>
      <div className={classes.picture}>
        <Picture src={item.image_url} alt="" />
      </div>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <div>
            {item.product_slug ? (
              <Link
                to="/products/$product"
                params={{ product: item.product_slug }}
                className={`${classes.name} reach`}
              >
                {joined(name)}
              </Link>
            ) : (
              <Text fw={600}>{joined(name)}</Text>
            )}
            <Text size="sm" c="dimmed">
              {Object.values(item.options).join(', ')}
            </Text>
          </div>
          <Money amount={item.subtotal} fw={700} />
        </Group>
        {/* One piece costs what stands beside it. */}
        {!gone && item.quantity > 1 && (
          <Text size="sm" c="dimmed">
            {t('each', { price: rupiah(item.unit_price) })}
          </Text>
        )}
        <CartNotices item={item} onTake={(quantity) => edit.mutate({ id: item.id, quantity })} />
        {item.note && !writing && (
          <Text size="sm" fs="italic">
            {item.note}
          </Text>
        )}
        {writing && (
          <NoteForm
            note={item.note}
            onSave={(note) => {
              setWriting(false);
              if (note !== item.note) edit.mutate({ id: item.id, quantity: item.quantity, note });
            }}
            onCancel={() => setWriting(false)}
          />
        )}
      </Stack>
      <Group justify="space-between" gap="xs" className={classes.controls}>
        {gone ? (
          <span />
        ) : (
          <QuantityInput
            value={item.quantity}
            min={item.min_quantity}
            max={mostOf(item)}
            stock={item.available}
            live={false}
            label={name}
            onChange={(quantity) => edit.mutate({ id: item.id, quantity })}
          />
        )}
        <Group gap={4}>
          {!gone && !writing && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconNote size={16} aria-hidden />}
              aria-label={`${t('editNote')}: ${name}`}
              onClick={() => setWriting(true)}
            >
              {t('editNote')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconTrash size={16} aria-hidden />}
            aria-label={t('removeWhat', { name })}
            onClick={removeWithUndo}
          >
            {t('remove')}
          </Button>
        </Group>
      </Group>
    </li>
  );
}

interface NoteFormProps {
  note: string;
  onSave: (note: string) => void;
  onCancel: () => void;
}

function NoteForm({ note, onSave, onCancel }: NoteFormProps) {
  const t = useCartTexts();
  const [words, setWords] = useState(note);
  return (
    <Stack gap="xs">
      <Textarea
        label={t('note')}
        placeholder={t('noteExample')}
        maxLength={LONGEST_NOTE}
        autosize
        minRows={2}
        value={words}
        data-autofocus
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="sm" onClick={() => onSave(words.trim())}>
          {t('save')}
        </Button>
        <Button size="sm" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
