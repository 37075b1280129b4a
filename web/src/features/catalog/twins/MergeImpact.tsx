import { Alert, Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { MergePreview } from '@/api/catalogTypes';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import { type Pair, useMergePreview } from '@/features/catalog/twins/queries';
import classes from '@/features/catalog/twins/twins.module.css';
import { Loaded } from '@/ui/Loaded';

interface MergeImpactProps {
  pair: Pair;
  onMerge: () => void;
}

/** What merging these two would do, before one does it. */
export function MergeImpact({ pair, onMerge }: MergeImpactProps) {
  const t = useTwinTexts();
  const preview = useMergePreview(pair);
  return (
    <Card component="section" aria-label={t('impact')}>
      <Title order={2} fz="1.125rem" mb="sm">
        {t('impact')}
      </Title>
      <Loaded query={preview} skeleton={<Skeleton h={160} />}>
        {(found) => <Impact found={found} onMerge={onMerge} />}
      </Loaded>
    </Card>
  );
}

function Impact({ found, onMerge }: { found: MergePreview; onMerge: () => void }) {
  const t = useTwinTexts();
  const { offers, shops, units, conflicts } = found;
  return (
    <Stack gap="md">
      {conflicts.length > 0 && (
        <Alert color="yellow" title={t('conflict')} role="alert">
          {t('conflictText', { shops: conflicts.map(({ name }) => name).join(', ') })}
        </Alert>
      )}
      {found.options_differ && <Alert color="yellow">{t('optionsDiffer')}</Alert>}
      <ul className={classes.list}>
        {found.variants.map(({ variant, same_as }) => (
          <li key={variant.id} className={classes.fate}>
            <Badge variant="light" size="lg" tt="none">
              {named(variant.options) || t('only')}
            </Badge>
            <IconArrowRight size={16} aria-hidden />
            <Text size="sm">
              {same_as
                ? t('asVariant', {
                    name: named(same_as.options) || t('only').toLowerCase(),
                    sku: same_as.sku,
                  })
                : t('asNew')}
            </Text>
          </li>
        ))}
      </ul>
      <Stack gap={4}>
        <Text size="sm">{offers > 0 ? t('offers', { count: offers, shops }) : t('noOffers')}</Text>
        {units > 0 && <Text size="sm">{t('units', { count: units })}</Text>}
        <Text size="sm">{t('carts')}</Text>
        {found.becomes_central && <Text size="sm">{t('becomesCentral')}</Text>}
      </Stack>
      <Group justify="flex-end">
        <Button size="md" disabled={conflicts.length > 0} onClick={onMerge}>
          {t('merge')}
        </Button>
      </Group>
    </Stack>
  );
}

function named(options: Record<string, string>): string {
  return Object.values(options).join(', ');
}
