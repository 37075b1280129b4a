import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ShopKind } from '@/api/types';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { ZONES } from '@/features/shops/editor/places';
import { useShopTexts } from '@/features/shops/i18n';
import { SHOP_KINDS } from '@/features/shops/searchParams';

export interface ProfileValues {
  name: string;
  kind: ShopKind;
  description: string;
  phone: string;
  address: string;
  city: string;
  province: string;
  timezone: string;
}

const SHORTEST_NAME = 2;
const PHONE = /^\+?[\d\s-]{8,20}$/;

export function profileRules(t: ReturnType<typeof useShopEditorTexts>) {
  return {
    name: (name: string) => (name.trim().length >= SHORTEST_NAME ? null : t('tooShort')),
    phone: (phone: string) => (phone.trim() === '' || PHONE.test(phone.trim()) ? null : t('badPhone')),
  };
}

/** What both an application and the settings ask for. */
export function ProfileFields({ form }: { form: UseFormReturnType<ProfileValues> }) {
  const t = useShopEditorTexts();
  const shops = useShopTexts();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('name')}
          required
          maxLength={80}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Select
          label={t('kind')}
          data={SHOP_KINDS.map((value) => ({ value, label: shops(value) }))}
          allowDeselect={false}
          key={form.key('kind')}
          {...form.getInputProps('kind')}
        />
      </SimpleGrid>
      <Textarea
        label={t('description')}
        description={t('descriptionHint')}
        autosize
        minRows={3}
        maxLength={2000}
        key={form.key('description')}
        {...form.getInputProps('description')}
      />
      <TextInput
        label={t('address')}
        placeholder={t('addressHint')}
        maxLength={200}
        autoComplete="street-address"
        key={form.key('address')}
        {...form.getInputProps('address')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('city')} maxLength={80} key={form.key('city')} {...form.getInputProps('city')} />
        <TextInput
          label={t('province')}
          maxLength={80}
          key={form.key('province')}
          {...form.getInputProps('province')}
        />
        <Select
          label={t('timezone')}
          data={ZONES}
          allowDeselect={false}
          key={form.key('timezone')}
          {...form.getInputProps('timezone')}
        />
        <TextInput
          label={t('phone')}
          type="tel"
          maxLength={20}
          key={form.key('phone')}
          {...form.getInputProps('phone')}
        />
      </SimpleGrid>
    </>
  );
}
