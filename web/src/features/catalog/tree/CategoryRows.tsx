import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconEye,
  IconEyeOff,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Category } from '@/api/catalogTypes';
import { useTreeTexts } from '@/features/catalog/tree/i18n';
import { useEditCategory } from '@/features/catalog/tree/queries';
import classes from '@/features/catalog/tree/tree.module.css';

interface CategoryRowsProps {
  categories: Category[];
  depth?: number;
  onAdd: (parent: Category) => void;
  onEdit: (category: Category) => void;
}

/** The tree as nested lists: opened, moved among siblings, hidden, changed, grown. */
export function CategoryRows({ categories, depth = 0, onAdd, onEdit }: CategoryRowsProps) {
  return (
    <ul className={classes.list}>
      {categories.map((category, place) => (
        <CategoryRow
          key={category.id}
          category={category}
          depth={depth}
          place={place}
          last={place === categories.length - 1}
          onAdd={onAdd}
          onEdit={onEdit}
        />
      ))}
    </ul>
  );
}

interface CategoryRowProps {
  category: Category;
  depth: number;
  /** Among its siblings, from 0. */
  place: number;
  last: boolean;
  onAdd: (parent: Category) => void;
  onEdit: (category: Category) => void;
}

function CategoryRow({ category, depth, place, last, onAdd, onEdit }: CategoryRowProps) {
  const t = useTreeTexts();
  const edit = useEditCategory();
  const [open, setOpen] = useState(depth === 0);
  const { id, name, hidden, children } = category;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className={classes.row} data-hidden={hidden || undefined}>
        {children.length > 0 ? (
          <Tool label={t(open ? 'close' : 'open', { name })} onClick={() => setOpen(!open)} expanded={open}>
            <Chevron size={18} />
          </Tool>
        ) : (
          <span className={classes.leaf} />
        )}
        <Text fw={depth === 0 ? 700 : 500} flex={1} miw={0}>
          {name}
        </Text>
        {hidden && <Badge color="gray">{t('hidden')}</Badge>}
        <Group gap={0} wrap="nowrap">
          <Tool
            label={t('up', { name })}
            disabled={place === 0 || edit.isPending}
            onClick={() => edit.mutate({ id, position: place - 1 })}
          >
            <IconArrowUp size={18} />
          </Tool>
          <Tool
            label={t('down', { name })}
            disabled={last || edit.isPending}
            onClick={() => edit.mutate({ id, position: place + 1 })}
          >
            <IconArrowDown size={18} />
          </Tool>
          <Tool
            label={t(hidden ? 'show' : 'hide', { name })}
            disabled={edit.isPending}
            onClick={() => edit.mutate({ id, hidden: !hidden })}
          >
            {hidden ? <IconEyeOff size={18} /> : <IconEye size={18} />}
          </Tool>
          <Tool label={t('addUnder', { name })} onClick={() => onAdd(category)}>
            <IconPlus size={18} />
          </Tool>
          <Tool label={t('editOf', { name })} onClick={() => onEdit(category)}>
            <IconPencil size={18} />
          </Tool>
        </Group>
      </div>
      {open && children.length > 0 && (
        <CategoryRows categories={children} depth={depth + 1} onAdd={onAdd} onEdit={onEdit} />
      )}
    </li>
  );
}

interface ToolProps {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  expanded?: boolean;
  children: ReactNode;
}

function Tool({ label, onClick, disabled = false, expanded, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={label}
      aria-expanded={expanded}
      disabled={disabled}
      className={classes.tool}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
