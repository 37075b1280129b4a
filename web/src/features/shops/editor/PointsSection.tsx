import { useState } from 'react';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { type Point, PointFields, pointsToSend } from '@/features/shops/editor/PointFields';
import { useSaved } from '@/features/shops/editor/useSaved';

const asFields = (shop: Shop): Point[] =>
  shop.pickup_points.map(({ id, name, address }) => ({ key: id, id, name, address: address ?? '' }));

export function PointsSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const { save, saving } = useSaved(shop);
  const [points, setPoints] = useState(() => asFields(shop));
  return (
    <FormSection
      title={t('points')}
      text={t('pointsText')}
      saving={saving}
      changed={JSON.stringify(pointsToSend(points)) !== JSON.stringify(shop.pickup_points)}
      onSubmit={(event) => {
        event?.preventDefault();
        save({ pickup_points: pointsToSend(points) }, (saved) => setPoints(asFields(saved)));
      }}
    >
      <PointFields points={points} onChange={setPoints} />
    </FormSection>
  );
}
