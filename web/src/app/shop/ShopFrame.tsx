import { useMatch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAppTexts } from '@/app/i18n';
import { OfflineNotice } from '@/app/OfflineNotice';
import { BottomNav } from '@/app/shop/BottomNav';
import { Header } from '@/app/shop/Header';
import classes from '@/app/shop/shop-layout.module.css';

/** The buyer's frame: a header, the page, and on a phone the navigation under the thumb. */
export function ShopFrame({ children }: { children: ReactNode }) {
  const t = useAppTexts();
  // Whoever pays goes on or back; the room on a phone is for what is paid.
  const paying = useMatch({ from: '/shop/checkout', shouldThrow: false }) !== undefined;
  return (
    <div className={classes.frame} data-paying={paying || undefined}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <Header />
      <OfflineNotice />
      <main id="content" tabIndex={-1} className={classes.content}>
        {children}
      </main>
      <footer className={classes.footer}>Niaga · {t('footer')}</footer>
      {!paying && <BottomNav />}
    </div>
  );
}
