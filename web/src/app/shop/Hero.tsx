import { Group, Text, Title } from '@mantine/core';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/hero.module.css';
import { ButtonLink } from '@/ui/ButtonLink';

/** What this place is, for somebody who has not signed in yet. */
export function Hero() {
  const t = useAppTexts();
  return (
    <section className={classes.hero}>
      <div className={classes.words}>
        <Title order={1} className={classes.title}>
          {t('heroTitle')}
        </Title>
        <Text className={classes.text}>{t('heroText')}</Text>
        <Group gap="sm" mt="md">
          <ButtonLink to="/sign-up" size="md">
            {t('signUp')}
          </ButtonLink>
          <ButtonLink to="/search" size="md" variant="default">
            {t('lookAround')}
          </ButtonLink>
        </Group>
      </div>
      <svg
        className={classes.awning}
        viewBox="0 0 320 90"
        preserveAspectRatio="xMidYMin slice"
        aria-hidden="true"
      >
        {[0, 1, 2, 3, 4, 5, 6, 7].map((stripe) => (
          <path
            key={stripe}
            d={`M${stripe * 40} 0h40v58a20 20 0 0 1-40 0z`}
            fill={stripe % 2 ? 'var(--mantine-color-bata-6)' : 'var(--hero-light)'}
          />
        ))}
      </svg>
    </section>
  );
}
