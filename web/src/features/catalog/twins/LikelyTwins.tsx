import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import type { Twins } from '@/api/catalogTypes';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import { type Pair, useLikelyTwins } from '@/features/catalog/twins/queries';
import classes from '@/features/catalog/twins/twins.module.css';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Picture } from '@/ui/Picture';

const SHOWN = 4;

/** Products that may be one thing, to begin with. */
export function LikelyTwins({ onCompare }: { onCompare: (pair: Pair) => void }) {
  const t = useTwinTexts();
  return (
    <Stack component="section" gap="sm" aria-label={t('likely')}>
      <div>
        <Title order={2} fz="1.125rem">
          {t('likely')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('likelyText')}
        </Text>
      </div>
      <Loaded query={useLikelyTwins()} skeleton={<Skeleton h={240} radius="lg" />}>
        {(groups) =>
          groups.length > 0 ? (
            <ul className={classes.list}>
              {groups.map((group) => (
                <li key={`${group.reason} ${group.value}`} className={classes.group}>
                  <Group group={group} onCompare={onCompare} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyState icon={IconCopyCheck} title={t('none')}>
              {t('noneText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Group({ group, onCompare }: { group: Twins; onCompare: (pair: Pair) => void }) {
  const t = useTwinTexts();
  const [stays, goes] = group.products;
  if (!stays || !goes) return null;
  return (
    <>
      <div className={classes.thumbs}>
        {group.products.slice(0, SHOWN).map((product) => (
          <div key={product.id} className={classes.thumb}>
            <Picture src={product.image_url} alt="" />
          </div>
        ))}
      </div>
      <div className={classes.words}>
        <Text fw={600}>{stays.name}</Text>
        <Text size="sm" c="dimmed">
          {group.reason === 'barcode' ? t('byBarcode', { value: group.value }) : t('byName')}
          {' · '}
          {ownersOf(group, t('central')).join(', ')}
        </Text>
      </div>
      <Button
        variant="light"
        size="sm"
        aria-label={t('compareOf', { name: stays.name })}
        onClick={() => onCompare({ goes: goes.id, stays: stays.id })}
      >
        {t('compare')}
      </Button>
    </>
  );
}

/** Each shop once, with how many of them are its own: `Toko A (3), Toko B`. */
function ownersOf({ products }: Twins, central: string): string[] {
  const counts = new Map<string, number>();
  for (const { owner } of products) {
    const name = owner?.name ?? central;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
}
