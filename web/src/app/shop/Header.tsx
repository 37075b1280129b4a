import { ActionIcon, Indicator } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import { CornerMenu } from '@/app/shop/CornerMenu';
import { Mark } from '@/app/shop/Mark';
import { SearchBox } from '@/app/shop/SearchBox';
import classes from '@/app/shop/shop-layout.module.css';
import { useCartCount } from '@/features/cart/queries';
import { Bell } from '@/features/notifications/Bell';
import { ButtonLink } from '@/ui/ButtonLink';

export function Header() {
  const t = useAppTexts();
  const { status } = useSession();
  const count = useCartCount();
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <Link to="/" className={classes.brand} aria-label={`Niaga · ${t('home')}`}>
          <Mark />
          <span className={classes.brandName}>niaga</span>
        </Link>
        <div className={classes.search}>
          <SearchBox />
        </div>
        <div className={classes.wide}>
          <Indicator label={count} disabled={count === 0} size={18} offset={5}>
            <ActionIcon
              renderRoot={(props) => <Link to="/cart" {...props} />}
              variant="subtle"
              color="gray"
              size={44}
              aria-label={count > 0 ? `${t('cart')}: ${t('inCart', { count })}` : t('cart')}
            >
              <IconShoppingBag size={24} stroke={1.75} />
            </ActionIcon>
          </Indicator>
        </div>
        {status === 'guest' && (
          <div className={classes.wide}>
            <ButtonLink to="/sign-in" variant="default">
              {t('signIn')}
            </ButtonLink>
            <ButtonLink to="/sign-up">{t('signUp')}</ButtonLink>
          </div>
        )}
        {(status === 'signed_in' || status === 'starting') && <Bell />}
        <CornerMenu key={status} />
      </div>
    </header>
  );
}
