import { Skeleton, Stack } from '@mantine/core';
import classes from '@/app/shop/product-page.module.css';
import { Page } from '@/ui/Page';

export function ProductSkeleton() {
  return (
    <Page title="" headless>
      <Skeleton height={16} width={180} />
      <div className={classes.columns}>
        <div className={classes.gallery}>
          <Skeleton radius="xl" style={{ aspectRatio: '1' }} />
        </div>
        <Stack gap="md" className={classes.details}>
          <Skeleton height={30} width="80%" />
          <Skeleton height={16} width="40%" />
          <Skeleton height={34} width="35%" />
          <Skeleton height={40} width="60%" mt="md" />
          <Skeleton height={72} mt="md" />
          <Skeleton height={42} radius="xl" mt="md" />
        </Stack>
      </div>
    </Page>
  );
}
