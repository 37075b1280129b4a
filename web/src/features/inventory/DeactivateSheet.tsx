import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import type { Impact, Warehouse } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useImpact } from '@/features/inventory/queries';
import { Loaded } from '@/ui/Loaded';
import { Sheet } from '@/ui/Sheet';

interface DeactivateSheetProps {
  /** Null: closed. */
  warehouse: Warehouse | null;
  onClose: () => void;
  onConfirm: (warehouse: Warehouse) => void;
}

/** Shows what deactivating a warehouse does before it is done. */
export function DeactivateSheet({ warehouse, onClose, onConfirm }: DeactivateSheetProps) {
  const t = useInventoryTexts();
  const impact = useImpact(warehouse?.id);
  return (
    <Sheet
      opened={warehouse !== null}
      onClose={onClose}
      title={warehouse ? t('deactivateTitle', { name: warehouse.name }) : ''}
    >
      <Stack gap="md">
        <Text>{t('deactivateText')}</Text>
        <Loaded query={impact} skeleton={<Skeleton h={96} />}>
          {(found) => <Effects impact={found} />}
        </Loaded>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red.8" disabled={!impact.data} onClick={() => warehouse && onConfirm(warehouse)}>
            {t('deactivate')}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );
}

function Effects({ impact }: { impact: Impact }) {
  const t = useInventoryTexts();
  const { units_on_hand, units_held, open_holds, variants, variants_sold_out, last_active } = impact;
  return (
    <>
      {last_active && <Alert color="red">{t('impactLast')}</Alert>}
      <List spacing={4}>
        <List.Item>{t('impactUnits', { units: units_on_hand - units_held, variants })}</List.Item>
        <List.Item>
          {units_held > 0 ? t('impactHeld', { held: units_held, count: open_holds }) : t('impactNoHeld')}
        </List.Item>
        {variants_sold_out > 0 && <List.Item>{t('impactSoldOut', { count: variants_sold_out })}</List.Item>}
      </List>
    </>
  );
}
