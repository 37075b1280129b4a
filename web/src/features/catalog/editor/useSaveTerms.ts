import { notifications } from '@mantine/notifications';
import type { OfferRow, ShopOffer } from '@/api/sellerTypes';
import { useSaveOffers } from '@/features/catalog/editor/queries';
import { rowBack } from '@/features/catalog/editor/terms';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { refusalText } from '@/ui/problemTexts';
import { undoToast } from '@/ui/undoToast';

/** Saves terms of these offers; what was done can be taken back for a while. */
export function useSaveTerms(shop: string, offers: ShopOffer[]) {
  const t = useTermsTexts();
  const saving = useSaveOffers(shop);
  const before = new Map(offers.map((offer) => [offer.id, offer]));

  function takeBack(rows: OfferRow[]) {
    saving.mutate(rows, {
      onSuccess: (results) => {
        const failed = results.find(({ ok }) => !ok);
        if (failed) refused(failed.code ?? null, failed.message ?? null);
        else notifications.show({ message: t('restored') });
      },
    });
  }

  function refused(code: string | null, message: string | null) {
    notifications.show({ color: 'red', message: refusalText(code, message) });
  }

  /** `said`: what to say of so many that were saved. */
  function save(rows: OfferRow[], said: (count: number) => string, onDone: () => void) {
    saving.mutate(rows, {
      onSuccess: (results) => {
        const failed = results.find(({ ok }) => !ok);
        if (failed) refused(failed.code ?? null, failed.message ?? null);
        const saved = results.flatMap(({ offer }) => {
          const old = offer && before.get(offer.id);
          return old ? [rowBack(old, offer.version)] : [];
        });
        if (saved.length > 0) {
          undoToast({
            message: said(saved.length),
            undoLabel: t('undo'),
            onUndo: () => takeBack(saved),
          });
        }
        if (!failed) onDone();
      },
    });
  }

  return { save, saving: saving.isPending };
}
