import { IconChevronLeft } from '@tabler/icons-react';
import { useSellShop } from '@/app/sell/sellShop';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { ButtonLink } from '@/ui/ButtonLink';

/** One step up, above a page's heading. */
export function BackToProducts() {
  const t = useEditorTexts();
  return (
    <ButtonLink
      to="/sell/$shop/products"
      params={{ shop: useSellShop().id }}
      variant="subtle"
      size="compact-md"
      ml={-8}
      leftSection={<IconChevronLeft size={18} aria-hidden />}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('products')}
    </ButtonLink>
  );
}
