import { ActionIcon, Badge, Group, Menu, Text } from '@mantine/core';
import {
  type Icon,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconDots,
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

interface Action {
  label: string;
  icon: Icon;
  act: () => void;
  disabled?: boolean;
}

/** What may be done with it stands beside its name, on a phone behind one button. */
function CategoryRow({ category, depth, place, last, onAdd, onEdit }: CategoryRowProps) {
  const t = useTreeTexts();
  const edit = useEditCategory();
  const [open, setOpen] = useState(depth === 0);
  const { id, name, hidden, children } = category;
  const actions: Action[] = [
    {
      label: t('up', { name }),
      icon: IconArrowUp,
      disabled: place === 0 || edit.isPending,
      act: () => edit.mutate({ id, position: place - 1 }),
    },
    {
      label: t('down', { name }),
      icon: IconArrowDown,
      disabled: last || edit.isPending,
      act: () => edit.mutate({ id, position: place + 1 }),
    },
    {
      label: t(hidden ? 'show' : 'hide', { name }),
      icon: hidden ? IconEyeOff : IconEye,
      disabled: edit.isPending,
      act: () => edit.mutate({ id, hidden: !hidden }),
    },
    { label: t('addUnder', { name }), icon: IconPlus, act: () => onAdd(category) },
    { label: t('editOf', { name }), icon: IconPencil, act: () => onEdit(category) },
  ];
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
        <Group gap={0} wrap="nowrap" visibleFrom="sm">
          {actions.map(({ label, icon: Sign, act, disabled = false }) => (
            <Tool key={label} label={label} disabled={disabled} onClick={act}>
              <Sign size={18} />
            </Tool>
          ))}
        </Group>
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon
              hiddenFrom="sm"
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('actionsOf', { name })}
            >
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.map(({ label, icon: Sign, act, disabled = false }) => (
              <Menu.Item key={label} leftSection={<Sign size={18} />} disabled={disabled} onClick={act}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
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
