import { Table } from '@mantine/core';
import type { Product, Spec } from '@/api/catalogTypes';
import { useCatalogTexts } from '@/features/catalog/i18n';

export function Specs({ specs, sku }: { specs: Product['specs']; sku: string | undefined }) {
  const t = useCatalogTexts();
  const written = (value: Spec) => {
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    if (typeof value === 'number') return value.toLocaleString('id-ID');
    return typeof value === 'string' ? value : `${value.value.toLocaleString('id-ID')} ${value.unit}`;
  };
  return (
    <Table variant="vertical" layout="fixed" withRowBorders>
      <Table.Tbody>
        {Object.entries(specs).map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="45%">
              {name}
            </Table.Th>
            <Table.Td>{written(value)}</Table.Td>
          </Table.Tr>
        ))}
        {sku && (
          <Table.Tr>
            <Table.Th scope="row">{t('sku')}</Table.Th>
            <Table.Td ff="monospace">{sku}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}
