import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import { isProblem } from '@/api/problem';
import type { Shop } from '@/api/types';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { type Point, PointFields, pointsToSend } from '@/features/shops/editor/PointFields';
import { ProfileFields, type ProfileValues, profileRules } from '@/features/shops/editor/ProfileFields';
import { orNull } from '@/features/shops/editor/places';
import { useApply } from '@/features/shops/editor/queries';
import { DEFAULT_ZONE } from '@/lib/time';
import { problemText } from '@/ui/problemTexts';

/** The application to sell. */
export function ApplyForm({ onApplied }: { onApplied: (shop: Shop) => void }) {
  const t = useShopEditorTexts();
  const apply = useApply();
  const [id] = useState(idempotencyKey);
  const [points, setPoints] = useState<Point[]>([]);
  const form = useForm<ProfileValues>({
    mode: 'uncontrolled',
    initialValues: {
      name: '',
      kind: 'canteen',
      description: '',
      phone: '',
      address: '',
      city: '',
      province: '',
      timezone: DEFAULT_ZONE,
    },
    validateInputOnBlur: true,
    validate: profileRules(t),
  });

  function submit(values: ProfileValues) {
    const shop = {
      id,
      name: values.name.trim(),
      kind: values.kind,
      description: values.description.trim(),
      timezone: values.timezone,
      phone: orNull(values.phone),
      address: orNull(values.address),
      city: orNull(values.city),
      province: orNull(values.province),
    };
    apply.mutate(
      { shop, points: pointsToSend(points) },
      {
        onSuccess: onApplied,
        onError: (error) =>
          isProblem(error) &&
          form.setErrors(Object.fromEntries(error.fieldErrors.map(({ field }) => [field, t('notRight')]))),
      },
    );
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {apply.isError && (
          <Alert color="red" role="alert">
            {problemText(apply.error)}
          </Alert>
        )}
        <ProfileFields form={form} />
        <div>
          <Title order={2} fz="1rem">
            {t('points')}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t('pointsText')}
          </Text>
          <PointFields points={points} onChange={setPoints} />
        </div>
        <Button type="submit" size="md" loading={apply.isPending}>
          {t('apply')}
        </Button>
      </Stack>
    </form>
  );
}
