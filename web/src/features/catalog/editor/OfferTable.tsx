import { Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ShopOffer } from '@/api/sellerTypes';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { PercentChange } from '@/features/catalog/editor/PercentChange';
import {
  allRaised,
  draftOf,
  hasChanged,
  type PriceDraft,
  type PriceDrafts,
  rowsToSend,
} from '@/features/catalog/editor/prices';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useSaveOffers } from '@/features/catalog/editor/queries';
import { rupiah } from '@/lib/money';
import { Picture } from '@/ui/Picture';
import { refusalText } from '@/ui/problemTexts';
import { RupiahInput } from '@/ui/RupiahInput';

/** The shop's prices as a table one types into; changed rows stand out until they are saved. */
export function OfferTable({ shop, offers }: { shop: string; offers: ShopOffer[] }) {
  const t = usePricingTexts();
  const save = useSaveOffers(shop);
  const [drafts, setDrafts] = useState<PriceDrafts>({});
  const [refused, setRefused] = useState<Record<string, string>>({});
  const rows = rowsToSend(offers, drafts);

  function submit() {
    save.mutate(rows, {
      onSuccess: (results) => {
        const failed = results.flatMap(({ ok, code, message }, index) => {
          const id = rows[index]?.id;
          return ok || !id ? [] : [[id, refusalText(code ?? null, message ?? null)] as const];
        });
        const failedIds = new Set(failed.map(([id]) => id));
        setRefused(Object.fromEntries(failed));
        setDrafts(Object.fromEntries(Object.entries(drafts).filter(([id]) => failedIds.has(id))));
        const saved = results.length - failed.length;
        if (saved > 0) notifications.show({ color: 'teal', message: t('pricesSaved', { count: saved }) });
        if (failed.length > 0) {
          notifications.show({ color: 'red', message: t('rowRefused', { count: failed.length }) });
        }
      },
    });
  }

  return (
    <Stack gap="md">
      <PercentChange
        count={offers.length}
        onApply={(percent, rounding) => setDrafts(allRaised(offers, drafts, percent, rounding))}
      />
      <div className={classes.scroll}>
        <OfferRows
          offers={offers}
          drafts={drafts}
          refused={refused}
          onChange={(id, draft) => setDrafts({ ...drafts, [id]: draft })}
        />
      </div>
      {rows.length > 0 && (
        <Group justify="flex-end" className={classes.bar}>
          <Button variant="default" onClick={() => setDrafts({})}>
            {t('discard')}
          </Button>
          <Button loading={save.isPending} onClick={submit}>
            {t('savePrices', { count: rows.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface OfferRowsProps {
  offers: ShopOffer[];
  drafts: PriceDrafts;
  refused: Record<string, string>;
  onChange: (id: string, draft: PriceDraft) => void;
}

function OfferRows({ offers, drafts, refused, onChange }: OfferRowsProps) {
  const editor = useEditorTexts();
  const t = usePricingTexts();
  return (
    <Table verticalSpacing="xs" miw={620}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{editor('product')}</Table.Th>
          <Table.Th w={160}>{editor('price')}</Table.Th>
          <Table.Th w={160}>{editor('compareAt')}</Table.Th>
          <Table.Th w={90}>{editor('selling')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {offers.map((offer) => {
          const draft = draftOf(offer, drafts);
          const changed = hasChanged(offer, drafts);
          const options = Object.values(offer.options).join(', ');
          const variant = [offer.product_name, options].filter(Boolean).join(' · ');
          const label = (field: 'price' | 'compareAt' | 'selling') =>
            editor('cellOf', { field: editor(field), variant });
          return (
            <Table.Tr key={offer.id} className={changed ? classes.changed : undefined}>
              <Table.Th scope="row" fw={400}>
                <Group wrap="nowrap" gap="sm">
                  <div className={classes.thumb}>
                    <Picture src={offer.image_url} alt="" />
                  </div>
                  <div>
                    <Text size="sm" fw={600}>
                      {offer.product_name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {[options, offer.sku].filter(Boolean).join(' · ')}
                    </Text>
                    {refused[offer.id] && (
                      <Text size="sm" c="var(--mantine-color-error)" role="alert">
                        {refused[offer.id]}
                      </Text>
                    )}
                  </div>
                </Group>
              </Table.Th>
              <Table.Td>
                <RupiahInput
                  size="sm"
                  aria-label={label('price')}
                  value={draft.price}
                  onChange={(price) => onChange(offer.id, { ...draft, price })}
                />
                {draft.price !== offer.price && (
                  <Text size="xs" c="dimmed" mt={2}>
                    {t('oldPrice', { price: rupiah(offer.price) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <RupiahInput
                  size="sm"
                  aria-label={label('compareAt')}
                  value={draft.compareAt}
                  onChange={(compareAt) => onChange(offer.id, { ...draft, compareAt })}
                />
              </Table.Td>
              <Table.Td>
                <Switch
                  aria-label={label('selling')}
                  checked={draft.active}
                  onChange={(event) => onChange(offer.id, { ...draft, active: event.currentTarget.checked })}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
