import { ActionIcon, Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowsLeftRight, IconCheck, IconChevronLeft } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { useProduct } from '@/features/catalog/queries';
import { useTreeTexts } from '@/features/catalog/tree/i18n';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import { LikelyTwins } from '@/features/catalog/twins/LikelyTwins';
import { MergeImpact } from '@/features/catalog/twins/MergeImpact';
import { MergeSheet } from '@/features/catalog/twins/MergeSheet';
import { ProductFacts } from '@/features/catalog/twins/ProductFacts';
import { ProductPick } from '@/features/catalog/twins/ProductPick';
import type { Pair } from '@/features/catalog/twins/queries';
import classes from '@/features/catalog/twins/twins.module.css';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

/** Two products that are one thing: side by side, what merging would do, and merged. */
export function TwinsPage() {
  const t = useTwinTexts();
  const tree = useTreeTexts();
  const { goes, stays } = useSearch({ from: '/admin/twins' });
  const navigate = useNavigate({ from: '/admin/twins' });
  const [merged, setMerged] = useState<{ was: string; now: Product } | null>(null);
  const show = (pair: Partial<Pair>) => {
    setMerged(null);
    void navigate({ search: pair });
  };

  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      width="work"
      above={
        <ButtonLink
          to="/admin/categories"
          variant="subtle"
          size="compact-md"
          ml={-8}
          leftSection={<IconChevronLeft size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
        >
          {tree('title')}
        </ButtonLink>
      }
    >
      {merged ? (
        <EmptyState
          icon={IconCheck}
          title={t('merged', { goes: merged.was, stays: merged.now.name })}
          action={
            <ButtonLink to="/products/$product" params={{ product: merged.now.slug }}>
              {t('see')}
            </ButtonLink>
          }
        >
          {t('mergedText')}
        </EmptyState>
      ) : (
        <Stack gap="md">
          <div className={classes.pair}>
            <Side
              side="goes"
              id={goes}
              other={stays}
              onPick={(id) => show({ goes: id, ...(stays && { stays }) })}
            />
            <ActionIcon
              className={classes.swap}
              variant="default"
              size={44}
              radius="xl"
              aria-label={t('swap')}
              disabled={!goes && !stays}
              onClick={() => show({ ...(stays && { goes: stays }), ...(goes && { stays: goes }) })}
            >
              <IconArrowsLeftRight size={20} />
            </ActionIcon>
            <Side
              side="stays"
              id={stays}
              other={goes}
              onPick={(id) => show({ ...(goes && { goes }), stays: id })}
            />
          </div>
          {goes && stays && (
            <Merging
              key={`${goes}.${stays}`}
              pair={{ goes, stays }}
              onMerged={(was, now) => {
                setMerged({ was, now });
                void navigate({ search: {} });
              }}
            />
          )}
        </Stack>
      )}
      {!(goes && stays) && (
        <Stack mt="xl">
          <LikelyTwins onCompare={show} />
        </Stack>
      )}
    </Page>
  );
}

interface SideProps {
  side: keyof Pair;
  id: string | undefined;
  other: string | undefined;
  /** Undefined: another is to be picked. */
  onPick: (id: string | undefined) => void;
}

function Side({ side, id, other, onPick }: SideProps) {
  const t = useTwinTexts();
  return (
    <Card component="section" aria-label={t(side)}>
      <Title order={2} fz="1.125rem">
        {t(side)}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t(`${side}Text`)}
      </Text>
      {id ? (
        <Chosen id={id} onChange={() => onPick(undefined)} />
      ) : (
        <ProductPick label={t(side)} without={other} onPick={onPick} />
      )}
    </Card>
  );
}

function Chosen({ id, onChange }: { id: string; onChange: () => void }) {
  return (
    <Loaded query={useProduct(id)} skeleton={<Skeleton h={200} />}>
      {(product) => <ProductFacts product={product} onChange={onChange} />}
    </Loaded>
  );
}

function Merging({ pair, onMerged }: { pair: Pair; onMerged: (was: string, now: Product) => void }) {
  const goes = useProduct(pair.goes).data;
  const stays = useProduct(pair.stays).data;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <MergeImpact pair={pair} onMerge={() => setAsking(true)} />
      {goes && stays && (
        <MergeSheet
          goes={goes}
          stays={stays}
          opened={asking}
          onClose={() => setAsking(false)}
          onMerged={(now) => onMerged(goes.name, now)}
        />
      )}
    </>
  );
}
