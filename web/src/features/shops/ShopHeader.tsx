import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { OpenState } from '@/features/shops/OpenState';
import { ShopInfo } from '@/features/shops/ShopInfo';
import classes from '@/features/shops/shop-header.module.css';
import { useHandOver } from '@/features/shops/useHandOver';
import { Picture } from '@/ui/Picture';
import { ShareButton } from '@/ui/ShareButton';
import { Sheet } from '@/ui/Sheet';

/** Whose shop this is, whether it is open, and how one gets things from it. */
export function ShopHeader({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const [opened, info] = useDisclosure(false);
  const handOver = useHandOver(shop);
  return (
    <header className={classes.header}>
      <div className={classes.banner}>
        <Picture src={shop.banner_url} alt="" ratio={10 / 3} eager radius="var(--mantine-radius-xl)" />
      </div>
      <div className={classes.card}>
        <div className={classes.logo}>
          <Picture src={shop.logo_url} alt="" eager radius="var(--mantine-radius-lg)" />
        </div>
        <Stack gap={4} className={classes.words}>
          <Title order={1} fz={{ base: '1.5rem', sm: '2rem' }}>
            {shop.name}
          </Title>
          <OpenState shop={shop} />
          <Group gap="xs" mt={2}>
            <Badge color="gray">{t(shop.kind)}</Badge>
            <Badge color="gray">{handOver}</Badge>
          </Group>
          {shop.description && (
            <Text c="dimmed" maw="60ch" mt={4}>
              {shop.description}
            </Text>
          )}
          <Group gap="xs" mt={4} ml={-8}>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconInfoCircle size={18} aria-hidden />}
              onClick={info.open}
            >
              {t('info')}
            </Button>
            <ShareButton title={shop.name} />
          </Group>
        </Stack>
      </div>
      <Sheet opened={opened} onClose={info.close} title={shop.name}>
        <ShopInfo shop={shop} />
      </Sheet>
    </header>
  );
}

export function ShopHeaderSkeleton() {
  return (
    <div className={classes.header}>
      <div className={classes.banner}>
        <Skeleton radius="xl" style={{ aspectRatio: '10 / 3' }} />
      </div>
      <div className={classes.card}>
        <Skeleton className={classes.logo} radius="lg" style={{ aspectRatio: '1' }} />
        <Stack gap={8} className={classes.words}>
          <Skeleton height={28} width="40%" />
          <Skeleton height={14} width="30%" />
          <Skeleton height={14} width="60%" />
        </Stack>
      </div>
    </div>
  );
}
