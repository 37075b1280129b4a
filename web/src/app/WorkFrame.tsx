import { Badge, VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAppTexts } from '@/app/i18n';
import { OfflineNotice } from '@/app/OfflineNotice';
import { CornerMenu } from '@/app/shop/CornerMenu';
import { Mark } from '@/app/shop/Mark';
import classes from '@/app/work-frame.module.css';
import { Bell } from '@/features/notifications/Bell';

export interface Place {
  to: string;
  label: string;
  icon: Icon;
  /** How much waits there; nothing is shown for zero. */
  waiting?: number | undefined;
  /** `low` is red: something should be done. */
  urgent?: boolean;
  /** Also the beginning of every other place's address: lit only on its own page. */
  home?: boolean;
}

interface WorkFrameProps {
  /** What one is working on: a shop's name, the administration. */
  title: ReactNode;
  label: string;
  places: Place[];
  children: ReactNode;
}

const MAX_SHOWN = 99;

/** The frame of the faces people work in: places at the side on a desktop, under the thumb on a phone. */
export function WorkFrame({ title, label, places, children }: WorkFrameProps) {
  const t = useAppTexts();
  return (
    <div className={classes.frame}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label={`Niaga · ${t('home')}`}>
          <Mark />
        </Link>
        <div className={classes.title}>{title}</div>
        <Bell />
        <CornerMenu />
      </header>
      <nav className={classes.places} aria-label={label}>
        {places.map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      </nav>
      <main id="content" tabIndex={-1} className={classes.content}>
        <OfflineNotice />
        {children}
      </main>
    </div>
  );
}

function PlaceLink({
  place: { to, label, icon: PlaceIcon, waiting = 0, urgent = false, home = false },
}: {
  place: Place;
}) {
  return (
    <Link to={to} className={classes.place} activeOptions={{ includeSearch: false, exact: home }}>
      <PlaceIcon size={22} stroke={1.75} aria-hidden />
      <span className={classes.name}>{label}</span>
      {waiting > 0 && (
        <span className={classes.corner}>
          <Badge
            className={classes.count}
            size="sm"
            circle={waiting <= 9}
            variant="filled"
            color={urgent ? 'red.8' : 'bata'}
          >
            {waiting > MAX_SHOWN ? <Many count={waiting} /> : waiting}
          </Badge>
        </span>
      )}
    </Link>
  );
}

/** More than there is room for; screen readers have the number. */
function Many({ count }: { count: number }) {
  return (
    <>
      <span aria-hidden>{`${MAX_SHOWN}+`}</span>
      <VisuallyHidden>{count}</VisuallyHidden>
    </>
  );
}
