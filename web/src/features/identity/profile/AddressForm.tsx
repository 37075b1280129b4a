import { Alert, Autocomplete, Button, Checkbox, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useSession } from '@/api/session';
import type { Address } from '@/api/types';
import { isPhone } from '@/features/identity/account';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { PROVINCES } from '@/features/identity/profile/provinces';
import { useSaveAddress } from '@/features/identity/profile/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { localPhone } from '@/lib/phone';
import { problemText } from '@/ui/problemTexts';
import { Sheet } from '@/ui/Sheet';

interface AddressSheetProps {
  opened: boolean;
  onClose: () => void;
  /** The one to change; without it a new one is added. */
  address?: Address | undefined;
  onSaved?: (address: Address) => void;
}

export function AddressSheet({ opened, onClose, address, onSaved }: AddressSheetProps) {
  const t = useProfileTexts();
  return (
    <Sheet opened={opened} onClose={onClose} title={t(address ? 'editAddress' : 'addAddress')}>
      <AddressForm
        address={address}
        onSaved={(saved) => {
          onSaved?.(saved);
          onClose();
        }}
      />
    </Sheet>
  );
}

const NEEDED = ['label', 'recipient', 'line', 'province', 'regency', 'district', 'village'] as const;

interface AddressFormProps {
  address: Address | undefined;
  onSaved: (address: Address) => void;
}

function AddressForm({ address, onSaved }: AddressFormProps) {
  const t = useProfileTexts();
  const { user } = useSession();
  const save = useSaveAddress();
  const present = (value: string) => (value.trim() ? null : t('required'));
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      label: address?.label ?? 'Rumah',
      recipient: address?.recipient ?? user?.name ?? '',
      phone: localPhone(address?.phone ?? user?.phone ?? ''),
      line: address?.line ?? '',
      province: address?.province ?? '',
      regency: address?.regency ?? '',
      district: address?.district ?? '',
      village: address?.village ?? '',
      postal_code: address?.postal_code ?? '',
      is_default: address?.is_default ?? false,
    },
    validateInputOnBlur: true,
    validate: {
      ...Object.fromEntries(NEEDED.map((field) => [field, present])),
      phone: (value) => (isPhone(value) ? null : t('badPhone')),
      postal_code: (value) => (/^\d{5}$/.test(value) ? null : t('badPostalCode')),
    },
  });

  function submit({ is_default, ...values }: typeof form.values) {
    save.mutate(
      { id: address?.id, address: { ...values, ...(is_default && { is_default: true }) } },
      { onSuccess: onSaved, onError: (error) => form.setErrors(refusedFields(error)) },
    );
  }

  const field = (name: keyof typeof form.values & string) => ({
    key: form.key(name),
    ...form.getInputProps(name),
  });
  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {save.isError && (
          <Alert color="red" role="alert">
            {problemText(save.error)}
          </Alert>
        )}
        <TextInput
          label={t('label')}
          placeholder={t('labelExample')}
          maxLength={40}
          required
          {...field('label')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('recipient')}
            autoComplete="name"
            maxLength={100}
            required
            {...field('recipient')}
          />
          <TextInput label={t('phone')} type="tel" autoComplete="tel" required {...field('phone')} />
        </SimpleGrid>
        <Textarea
          label={t('line')}
          autoComplete="street-address"
          maxLength={300}
          autosize
          minRows={2}
          required
          {...field('line')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Autocomplete
            label={t('province')}
            data={PROVINCES}
            limit={8}
            size="md"
            required
            {...field('province')}
          />
          <TextInput label={t('regency')} maxLength={60} required {...field('regency')} />
          <TextInput label={t('district')} maxLength={60} required {...field('district')} />
          <TextInput label={t('village')} maxLength={60} required {...field('village')} />
          <TextInput
            label={t('postalCode')}
            inputMode="numeric"
            autoComplete="postal-code"
            maxLength={5}
            required
            {...field('postal_code')}
          />
        </SimpleGrid>
        {!address?.is_default && (
          <Checkbox
            label={t('asDefault')}
            key={form.key('is_default')}
            {...form.getInputProps('is_default', { type: 'checkbox' })}
          />
        )}
        <Button type="submit" size="md" loading={save.isPending}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}
