import { Button, SimpleGrid, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingWarehouse, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Warehouse } from '@/api/sellerTypes';
import { useSellShop } from '@/app/sell/sellShop';
import { DeactivateSheet } from '@/features/inventory/DeactivateSheet';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useEditWarehouse, useWarehouses } from '@/features/inventory/queries';
import { WarehouseCard } from '@/features/inventory/WarehouseCard';
import { WarehouseSheet } from '@/features/inventory/WarehouseSheet';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

export function WarehousesPage() {
  const t = useInventoryTexts();
  const shop = useSellShop();
  const warehouses = useWarehouses(shop.id);
  const edit = useEditWarehouse(shop.id);
  const [editing, setEditing] = useState<Warehouse | 'new' | null>(null);
  const [ending, setEnding] = useState<Warehouse | null>(null);

  function turn(warehouse: Warehouse, active: boolean) {
    setEnding(null);
    const message = t(active ? 'activated' : 'deactivated', { name: warehouse.name });
    edit.mutate(
      { id: warehouse.id, active },
      { onSuccess: () => notifications.show({ color: 'teal', message }) },
    );
  }

  return (
    <Page
      title={t('warehouses')}
      intro={t('warehousesIntro')}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
          {t('addWarehouse')}
        </Button>
      }
    >
      <Loaded query={warehouses} skeleton={<Skeleton h={150} maw={420} radius="lg" />}>
        {(found) =>
          found.length > 0 ? (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {found.map((warehouse) => (
                <WarehouseCard
                  key={warehouse.id}
                  warehouse={warehouse}
                  place={placeOf(warehouse, found)}
                  onEdit={() => setEditing(warehouse)}
                  onSwitch={() => (warehouse.active ? setEnding(warehouse) : turn(warehouse, true))}
                  switching={edit.isPending && edit.variables.id === warehouse.id}
                  link={
                    <ButtonLink
                      to="/sell/$shop/inventory"
                      params={{ shop: shop.id }}
                      search={{ warehouse: warehouse.id }}
                      variant="light"
                      size="sm"
                      px="sm"
                    >
                      {t('stockHere')}
                    </ButtonLink>
                  }
                />
              ))}
            </SimpleGrid>
          ) : (
            <EmptyState icon={IconBuildingWarehouse} title={t('noWarehouse')}>
              {t('noWarehouseText')}
            </EmptyState>
          )
        }
      </Loaded>
      <WarehouseSheet shop={shop.id} warehouse={editing} onClose={() => setEditing(null)} />
      <DeactivateSheet
        warehouse={ending}
        onClose={() => setEnding(null)}
        onConfirm={(warehouse) => turn(warehouse, false)}
      />
    </Page>
  );
}

function placeOf({ id, active }: Warehouse, all: Warehouse[]): number | undefined {
  if (!active || all.length < 2) return undefined;
  const inTurn = all.filter((one) => one.active).sort((a, b) => a.priority - b.priority);
  return inTurn.findIndex((one) => one.id === id) + 1;
}
