import { Indicator } from '@mantine/core';
import { IconHome, IconReceipt, IconSearch, IconShoppingBag, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/shop-layout.module.css';
import { useCartCount } from '@/features/cart/queries';

/** The five places of a phone. */
export function BottomNav() {
  const t = useAppTexts();
  const count = useCartCount();
  return (
    <nav className={classes.bottom} aria-label={t('mainNavigation')}>
      <Link to="/" className={classes.tab} activeOptions={{ exact: true }}>
        <IconHome size={22} stroke={1.75} aria-hidden />
        {t('home')}
      </Link>
      <Link to="/search" className={classes.tab} activeOptions={{ includeSearch: false }}>
        <IconSearch size={22} stroke={1.75} aria-hidden />
        {t('search')}
      </Link>
      <Link to="/cart" className={classes.tab}>
        <Indicator label={count} disabled={count === 0} size={16} offset={2}>
          <IconShoppingBag size={22} stroke={1.75} aria-hidden />
        </Indicator>
        {t('cart')}
      </Link>
      <Link to="/orders" className={classes.tab}>
        <IconReceipt size={22} stroke={1.75} aria-hidden />
        {t('orders')}
      </Link>
      <Link to="/account" className={classes.tab}>
        <IconUser size={22} stroke={1.75} aria-hidden />
        {t('account')}
      </Link>
    </nav>
  );
}
