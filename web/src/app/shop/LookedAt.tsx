import { useOwnRecent } from '@/app/shop/useOwnRecent';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { ProductSection } from '@/features/catalog/ProductSection';

const SHOWN = 6;

/** What was looked at on this device before, the latest first. */
export function LookedAt({ without }: { without?: string }) {
  const t = useCatalogTexts();
  const ids = useOwnRecent('products')
    .items.filter((id) => id !== without)
    .slice(0, SHOWN);
  if (ids.length === 0) return null;
  return <ProductSection title={t('lookedAt')} query={{ ids }} count={SHOWN} optional />;
}
