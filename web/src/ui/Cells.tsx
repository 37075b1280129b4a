import { Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from '@/ui/cells.module.css';

export interface Cell {
  key: string;
  label: string;
  /** Of the column, on a desktop. */
  width?: number;
  content: ReactNode;
}
export interface CellRow {
  key: string;
  /** What the row is about. */
  head: ReactNode;
  cells: Cell[];
  changed?: boolean;
}

interface CellsProps {
  head: string;
  rows: CellRow[];
}

/** Rows that are typed into: a table on a desktop, on a phone a card for each row with its cells named. */
export function Cells({ head, rows }: CellsProps) {
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {rows.map((row) => (
          <li key={row.key} className={classes.card} data-changed={row.changed || undefined}>
            {row.head}
            <div className={classes.fields}>
              {row.cells.map(({ key, label, content }) => (
                <div key={key}>
                  <Text size="sm" c="dimmed" aria-hidden>
                    {label}
                  </Text>
                  {content}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={classes.scroll}>
      <Table verticalSpacing="xs" horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            {rows[0]?.cells.map(({ key, label, width }) => (
              <Table.Th key={key} w={width}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key} className={classes.row} data-changed={row.changed || undefined}>
              <Table.Th scope="row" fw={400} miw={120}>
                {row.head}
              </Table.Th>
              {row.cells.map(({ key, width, content }) => (
                <Table.Td key={key} miw={width}>
                  {content}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
