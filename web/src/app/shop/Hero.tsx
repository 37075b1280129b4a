import { Group, Text, Title } from '@mantine/core';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/hero.module.css';
import { ButtonLink } from '@/ui/ButtonLink';
import { Picture } from '@/ui/Picture';

/** What this place is, for somebody who has not signed in yet. */
export function Hero({ pictures }: { pictures: string[] }) {
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
      <div className={classes.pictures} aria-hidden="true">
        {pictures.slice(0, 3).map((picture) => (
          <div key={picture} className={classes.picture}>
            <Picture src={picture} alt="" radius="var(--mantine-radius-xl)" />
          </div>
        ))}
      </div>
      <svg className={classes.awning} aria-hidden="true">
        <defs>
          <pattern id="awning" width="112" height="64" patternUnits="userSpaceOnUse">
            <path d="M0 0h56v36a28 28 0 0 1-56 0z" fill="var(--hero-light)" />
            <path d="M56 0h56v36a28 28 0 0 1-56 0z" fill="var(--mantine-color-bata-6)" />
          </pattern>
        </defs>
        <rect width="100%" height="64" fill="url(#awning)" />
      </svg>
    </section>
  );
}
