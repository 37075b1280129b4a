import { Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '@/api/types';
import { ShopsAtStake } from '@/app/admin/ShopsAtStake';
import { refined } from '@/app/refined';
import { usePeopleTexts } from '@/features/identity/people/i18n';
import { PeopleTable } from '@/features/identity/people/PeopleTable';
import { PersonSheet } from '@/features/identity/people/PersonSheet';
import { usePeople } from '@/features/identity/people/queries';
import { type PeopleParams, ROLES, STATUSES } from '@/features/identity/people/roles';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

export function PeoplePage() {
  const t = usePeopleTexts();
  const params = useSearch({ from: '/admin/users' });
  const navigate = useNavigate({ from: '/admin/users' });
  const { page = 1, ...filters } = params;
  const people = usePeople({ ...filters, page });
  const [managed, setManaged] = useState<User | null>(null);

  const change = (changes: { [K in keyof PeopleParams]?: PeopleParams[K] | undefined }) =>
    void navigate({ search: refined(params, changes) });

  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Group gap="sm">
          <SearchField label={t('search')} value={params.q} onSearch={(q) => change({ q })} />
          <Group gap="sm" wrap="nowrap">
            <Select
              flex={1}
              miw={0}
              maw={220}
              aria-label={t('role')}
              placeholder={t('anyRole')}
              clearable
              data={ROLES.map((value) => ({ value, label: t(value) }))}
              value={params.role ?? null}
              onChange={(value) => change({ role: ROLES.find((one) => one === value) })}
            />
            <Select
              flex={1}
              miw={0}
              maw={220}
              aria-label={t('status')}
              placeholder={t('anyStatus')}
              clearable
              data={STATUSES.map((value) => ({ value, label: t(value) }))}
              value={params.status ?? null}
              onChange={(value) => change({ status: STATUSES.find((one) => one === value) })}
            />
          </Group>
        </Group>
        <Loaded query={people} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                <Text size="sm" c="dimmed" role="status">
                  {t('found', { count: total })}
                </Text>
                <PeopleTable people={items} onManage={setManaged} />
                <Pages page={page} size={size} total={total} onChange={(next) => change({ page: next })} />
              </>
            ) : (
              <EmptyState
                icon={IconUserSearch}
                title={t('none')}
                action={<Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>}
              >
                {t('noneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
      <PersonSheet
        person={managed}
        impact={managed && <ShopsAtStake person={managed} />}
        onClose={() => setManaged(null)}
      />
    </Page>
  );
}
