import { useForm } from '@mantine/form';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { ProfileFields, type ProfileValues, profileRules } from '@/features/shops/editor/ProfileFields';
import { orNull } from '@/features/shops/editor/places';
import { useSaved } from '@/features/shops/editor/useSaved';
import { localPhone } from '@/lib/phone';

export function ProfileSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const { save, saving } = useSaved(shop);
  const phone = localPhone(shop.phone ?? '');
  const form = useForm<ProfileValues>({
    initialValues: {
      name: shop.name,
      kind: shop.kind,
      description: shop.description,
      phone,
      address: shop.address ?? '',
      city: shop.city ?? '',
      province: shop.province ?? '',
      timezone: shop.timezone,
    },
    validateInputOnBlur: true,
    validate: profileRules(t),
  });

  function submit(values: ProfileValues) {
    const changes = {
      ...values,
      name: values.name.trim(),
      // What nobody touched stays as it was written.
      phone: values.phone === phone ? shop.phone : orNull(values.phone),
      address: orNull(values.address),
      city: orNull(values.city),
      province: orNull(values.province),
    };
    save(changes, () => form.resetDirty());
  }

  return (
    <FormSection
      title={t('profile')}
      text={t('profileText')}
      onSubmit={form.onSubmit(submit)}
      saving={saving}
      changed={form.isDirty()}
    >
      <ProfileFields form={form} />
    </FormSection>
  );
}
