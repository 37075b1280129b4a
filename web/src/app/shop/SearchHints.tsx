import { Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/search-box.module.css';
import { useCategories } from '@/features/catalog/queries';

interface SearchHintsProps {
  recent: string[];
  onForget: () => void;
  /** One of them was taken. */
  onGo: () => void;
}

/** Where to begin while nothing is typed yet: what one looked for last, and what there is. */
export function SearchHints({ recent, onForget, onGo }: SearchHintsProps) {
  const t = useAppTexts();
  const categories = useCategories().data ?? [];
  if (recent.length === 0 && categories.length === 0) return null;
  return (
    // The field keeps the focus, so that the panel is still there when the finger is lifted.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens here, it only keeps the focus
    <div className={classes.hints} onMouseDown={(event) => event.preventDefault()}>
      {recent.length > 0 && (
        <nav aria-label={t('recentSearches')}>
          <Group justify="space-between" gap="xs">
            <Text size="sm" fw={600} c="dimmed">
              {t('recentSearches')}
            </Text>
            <Button variant="subtle" color="gray" size="sm" onClick={onForget}>
              {t('forgetSearches')}
            </Button>
          </Group>
          {recent.map((words) => (
            <Link key={words} to="/search" search={{ q: words }} className={classes.hint} onClick={onGo}>
              <IconHistory size={18} stroke={1.75} aria-hidden className={classes.icon} />
              <span className={classes.words}>{words}</span>
            </Link>
          ))}
        </nav>
      )}
      {categories.length > 0 && (
        <nav aria-label={t('categories')}>
          <Text size="sm" fw={600} c="dimmed" mb={6}>
            {t('categories')}
          </Text>
          <div className={classes.chips}>
            {categories.map(({ slug, name }) => (
              <Link
                key={slug}
                to="/search"
                search={{ category: slug }}
                className={classes.chip}
                onClick={onGo}
              >
                {name}
              </Link>
            ))}
          </div>
        </nav>
      )}
    </div>
  );
}
