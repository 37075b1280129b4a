import { Button, SegmentedControl, Skeleton, Stack, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useSellShop } from '@/app/sell/sellShop';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { PrintedOrder } from '@/features/orders/board/print/PrintedOrder';
import {
  PAPERS,
  type Paper,
  pageRule,
  SHEETS,
  type Sheet,
  useHeight,
  usePaper,
} from '@/features/orders/board/print/paper';
import classes from '@/features/orders/board/print/print.module.css';
import { usePart } from '@/features/orders/board/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

/** An order on paper as it will come out of the printer; what is chosen here is remembered for the next one. */
export function PrintPage() {
  const t = useBoardTexts();
  const shop = useSellShop();
  const { order: id } = useParams({ from: '/sell/$shop/orders/$order/print' });
  const part = usePart(shop.id, id);
  const { paper, setPaper, sheet, setSheet } = usePaper();
  // Where it begins and ends on the page does not matter to a roll, only how long it is.
  const { ref, height } = useHeight();
  return (
    <Page title={t('print')} headless>
      <Loaded query={part} skeleton={<Skeleton h={420} w={240} />}>
        {(order) => (
          <>
            <style>{pageRule(paper, height)}</style>
            <Stack gap="sm" align="flex-start" className={classes.controls}>
              <ButtonLink
                variant="subtle"
                to="/sell/$shop/orders"
                params={{ shop: shop.id }}
                search={{ order: id }}
              >
                {t('backToOrder')}
              </ButtonLink>
              <Title order={1} fz="1.5rem">
                {t('print')} {order.call_number}
              </Title>
              <SegmentedControl
                size="md"
                className={classes.choice}
                aria-label={t('whatToPrint')}
                data={SHEETS.map((value) => ({ value, label: t(`sheet_${value}`) }))}
                value={sheet}
                onChange={(value) => setSheet(value as Sheet)}
              />
              <SegmentedControl
                size="md"
                className={classes.choice}
                aria-label={t('paper')}
                data={PAPERS.map((value) => ({ value, label: t(`paper_${value}`) }))}
                value={paper}
                onChange={(value) => setPaper(value as Paper)}
              />
              <Button
                size="md"
                leftSection={<IconPrinter size={20} aria-hidden />}
                onClick={() => window.print()}
              >
                {t('print')}
              </Button>
            </Stack>
            <section ref={ref} className={classes.paper} data-paper={paper} aria-label={t(`sheet_${sheet}`)}>
              <PrintedOrder shop={shop} order={order} sheet={sheet} />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
