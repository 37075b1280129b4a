import { Button, Card, Skeleton } from '@mantine/core';
import { IconCategory, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { CategoryRows } from '@/features/catalog/tree/CategoryRows';
import { CategorySheet, type Edited } from '@/features/catalog/tree/CategorySheet';
import { useTreeTexts } from '@/features/catalog/tree/i18n';
import { useWholeTree } from '@/features/catalog/tree/queries';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

export function CategoriesPage() {
  const t = useTreeTexts();
  const tree = useWholeTree();
  const [edited, setEdited] = useState<Edited | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited({ under: null })}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={add} width="reading">
      <Loaded query={tree} skeleton={<Skeleton h={480} radius="lg" />}>
        {(categories) =>
          categories.length > 0 ? (
            <Card p={{ base: 'xs', sm: 'md' }}>
              <CategoryRows
                categories={categories}
                onAdd={(under) => setEdited({ under })}
                onEdit={(category) => setEdited({ category })}
              />
            </Card>
          ) : (
            <EmptyState icon={IconCategory} title={t('none')} action={add}>
              {t('noneText')}
            </EmptyState>
          )
        }
      </Loaded>
      <CategorySheet tree={tree.data ?? []} edited={edited} onClose={() => setEdited(null)} />
    </Page>
  );
}
