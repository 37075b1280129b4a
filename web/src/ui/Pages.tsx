import { Group, Pagination } from '@mantine/core';
import { useUiTexts } from '@/ui/i18n';

interface PagesProps {
  page: number;
  size: number;
  total: number;
  onChange: (page: number) => void;
}

/** Numbered pages; nothing where one page is all. Turning one goes back to the top. */
export function Pages({ page, size, total, onChange }: PagesProps) {
  const t = useUiTexts();
  const pages = Math.ceil(total / size);
  if (pages <= 1) return null;
  return (
    <Group component="nav" justify="center" mt="lg" aria-label={t('pages')}>
      <Pagination
        total={pages}
        value={page}
        onChange={(next) => {
          onChange(next);
          window.scrollTo({ top: 0 });
        }}
        siblings={1}
        size="lg"
        radius="xl"
        getControlProps={(control) => ({
          'aria-label': control === 'previous' ? t('previousPage') : t('nextPage'),
        })}
      />
    </Group>
  );
}
