import { NativeSelect, NavLink } from '@mantine/core';
import { useRef, useState } from 'react';
import { useSellTexts } from '@/app/sell/i18n';
import { useSellShop } from '@/app/sell/sellShop';
import classes from '@/app/sell/settings.module.css';
import { DeliverySection } from '@/features/shops/editor/DeliverySection';
import { HolidaysSection } from '@/features/shops/editor/HolidaysSection';
import { HoursSection } from '@/features/shops/editor/HoursSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { PicturesSection } from '@/features/shops/editor/PicturesSection';
import { PointsSection } from '@/features/shops/editor/PointsSection';
import { ProfileSection } from '@/features/shops/editor/ProfileSection';
import { StockSection } from '@/features/shops/editor/StockSection';
import { Page } from '@/ui/Page';

const PARTS = [
  ['profile', ProfileSection],
  ['pictures', PicturesSection],
  ['hours', HoursSection],
  ['holidays', HolidaysSection],
  ['points', PointsSection],
  ['delivery', DeliverySection],
  ['stock', StockSection],
] as const;
type Part = (typeof PARTS)[number][0];

/** Everything a shop is set up by, each part saved for itself, with the way to each: beside them, or on top. */
export function SettingsPage() {
  const t = useSellTexts();
  const names = useShopEditorTexts();
  const shop = useSellShop();
  const [chosen, setChosen] = useState<Part>('profile');
  const parts = useRef<HTMLDivElement>(null);

  function lead(part: Part) {
    setChosen(part);
    const found = parts.current?.querySelector<HTMLElement>(`[data-part="${part}"]`);
    found?.scrollIntoView();
    // Whoever moves by keyboard goes on from here.
    found?.focus({ preventScroll: true });
  }

  return (
    <Page title={t('settingsTitle')} width="work">
      <div className={classes.page}>
        <nav className={classes.menu} aria-label={t('settingsParts')}>
          <div className={classes.list}>
            {PARTS.map(([part]) => (
              <NavLink
                key={part}
                component="button"
                type="button"
                label={names(part)}
                active={part === chosen}
                onClick={() => lead(part)}
              />
            ))}
          </div>
          <NativeSelect
            className={classes.select}
            aria-label={t('settingsParts')}
            value={chosen}
            data={PARTS.map(([part]) => ({ value: part, label: names(part) }))}
            onChange={(event) => {
              const part = PARTS.find(([name]) => name === event.currentTarget.value)?.[0];
              if (part) lead(part);
            }}
          />
        </nav>
        <div ref={parts} className={classes.parts}>
          {PARTS.map(([part, Section]) => (
            <div key={part} data-part={part} tabIndex={-1} className={classes.part}>
              <Section shop={shop} />
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}
