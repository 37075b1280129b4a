import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ShopOffer } from '@/api/sellerTypes';
import classes from '@/features/catalog/editor/editor.module.css';
import { OfferRows } from '@/features/catalog/editor/OfferRows';
import { PercentChange } from '@/features/catalog/editor/PercentChange';
import { allRaised, type PriceDrafts, rowsToSend } from '@/features/catalog/editor/prices';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useSaveOffers } from '@/features/catalog/editor/queries';
import { refusalText } from '@/ui/problemTexts';

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
      <OfferRows
        offers={offers}
        drafts={drafts}
        refused={refused}
        onChange={(id, draft) => setDrafts({ ...drafts, [id]: draft })}
      />
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
