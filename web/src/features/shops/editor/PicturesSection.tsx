import { Button, FileButton, Group, Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { Shop } from '@/api/types';
import { FormSection } from '@/features/shops/editor/FormSection';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useSetShopPicture } from '@/features/shops/editor/queries';
import { Picture } from '@/ui/Picture';

const ACCEPTED = 'image/jpeg,image/png,image/webp';

/** The two pictures of a shop. They are saved as soon as they are chosen. */
export function PicturesSection({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  return (
    <FormSection title={t('pictures')} text={t('picturesText')}>
      <Group align="flex-start" gap="lg">
        <ShopPicture shop={shop} which="logo" ratio={1} width={148} />
        <ShopPicture shop={shop} which="banner" ratio={4} width={440} />
      </Group>
    </FormSection>
  );
}

interface ShopPictureProps {
  shop: Shop;
  which: 'logo' | 'banner';
  ratio: number;
  width: number;
}

function ShopPicture({ shop, which, ratio, width }: ShopPictureProps) {
  const t = useShopEditorTexts();
  const upload = useSetShopPicture(shop, which);
  return (
    <Stack gap="xs" w={width} maw="100%">
      <Picture src={shop[`${which}_url`]} alt={t(which)} ratio={ratio} eager />
      <FileButton accept={ACCEPTED} onChange={(file) => file && upload.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="sm"
            loading={upload.isPending}
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            {t('changePicture', { name: t(which).toLowerCase() })}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
