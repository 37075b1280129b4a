import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCalendarTime } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShopOffer } from '@/api/sellerTypes';
import { DiscountSheet } from '@/features/catalog/editor/DiscountSheet';
import classes from '@/features/catalog/editor/editor.module.css';
import { OfferRows } from '@/features/catalog/editor/OfferRows';
import { PercentChange } from '@/features/catalog/editor/PercentChange';
import { allRaised, type PriceDrafts, rowsToSend } from '@/features/catalog/editor/prices';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useSaveOffers } from '@/features/catalog/editor/queries';
import { TermsSheet } from '@/features/catalog/editor/TermsSheet';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { refusalText } from '@/ui/problemTexts';

interface OfferTableProps {
  shop: string;
  /** The shop's own, by whose clock prices begin and end. */
  zone: string;
  offers: ShopOffer[];
}

/** The shop's prices as a table one types into; changed rows stand out until they are saved. */
export function OfferTable({ shop, zone, offers }: OfferTableProps) {
  const t = usePricingTexts();
  const terms = useTermsTexts();
  const [discounting, setDiscounting] = useState(false);
  const [set, setSet] = useState<{ offer: ShopOffer; name: string } | null>(null);
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
      <Group align="flex-end" justify="space-between" gap="sm">
        <PercentChange
          count={offers.length}
          onApply={(percent, rounding) => setDrafts(allRaised(offers, drafts, percent, rounding))}
        />
        <Button
          variant="default"
          leftSection={<IconCalendarTime size={18} aria-hidden />}
          onClick={() => setDiscounting(true)}
        >
          {terms('bulk')}
        </Button>
      </Group>
      <OfferRows
        offers={offers}
        zone={zone}
        drafts={drafts}
        refused={refused}
        onChange={(id, draft) => setDrafts({ ...drafts, [id]: draft })}
        onSetTerms={(offer, name) => setSet({ offer, name })}
      />
      <TermsSheet
        shop={shop}
        zone={zone}
        offer={set?.offer ?? null}
        name={set?.name ?? ''}
        onClose={() => setSet(null)}
      />
      <DiscountSheet
        shop={shop}
        zone={zone}
        offers={offers}
        opened={discounting}
        onClose={() => setDiscounting(false)}
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
