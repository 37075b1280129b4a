import { Button, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { AddressText } from '@/features/identity/AddressText';
import { AddressSheet } from '@/features/identity/profile/AddressForm';
import classes from '@/features/identity/profile/address-chooser.module.css';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useAddresses } from '@/features/identity/profile/queries';
import { Loaded } from '@/ui/Loaded';

interface AddressChooserProps {
  value: string | undefined;
  onChange: (address: string) => void;
  error: string | undefined;
}

/** One of one's addresses, or a new one in a sheet that is chosen at once. */
export function AddressChooser({ value, onChange, error }: AddressChooserProps) {
  const t = useProfileTexts();
  const addresses = useAddresses();
  const [adding, setAdding] = useState(false);
  return (
    <Stack gap="sm">
      <Loaded query={addresses} skeleton={<Skeleton h={112} radius="md" />}>
        {(found) => (
          <Radio.Group
            value={value ?? null}
            onChange={onChange}
            aria-label={t('chooseAddress')}
            error={error}
          >
            <Stack gap="xs">
              {found.length === 0 && <Text c="dimmed">{t('noAddressesText')}</Text>}
              {found.map((address) => (
                <Radio.Card key={address.id} value={address.id} className={classes.card}>
                  <Radio.Indicator mt={3} />
                  <div>
                    <Text size="sm" c="dimmed">
                      {address.label}
                    </Text>
                    <AddressText address={address} />
                  </div>
                </Radio.Card>
              ))}
            </Stack>
          </Radio.Group>
        )}
      </Loaded>
      <Button
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setAdding(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('addAddress')}
      </Button>
      <AddressSheet opened={adding} onClose={() => setAdding(false)} onSaved={({ id }) => onChange(id)} />
    </Stack>
  );
}
