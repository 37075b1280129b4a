import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOrderTexts } from '@/features/orders/i18n';
import { OrderList } from '@/features/orders/OrderList';
import { Page } from '@/ui/Page';

export function OrdersPage() {
  const t = useOrderTexts();
  const search = useSearch({ from: '/shop/orders' });
  const navigate = useNavigate();
  return (
    <Page title={t('title')} width="reading">
      <OrderList
        search={search}
        onPage={(page) => void navigate({ to: '/orders', search: { ...search, page } })}
        onLookFor={(q) => void navigate({ to: '/orders', search: { status: search.status, q } })}
      />
    </Page>
  );
}
