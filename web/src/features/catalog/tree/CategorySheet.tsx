import { Button, Divider, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Category } from '@/api/catalogTypes';
import { idempotencyKey } from '@/api/client';
import { categoryOptions, pathTo } from '@/features/catalog/categories';
import { useTreeTexts } from '@/features/catalog/tree/i18n';
import { useAddCategory, useEditCategory, useRemoveCategory } from '@/features/catalog/tree/queries';
import { Sheet } from '@/ui/Sheet';

const SHORTEST_NAME = 2;

/** One to change, or a new one under another or at the top. */
export type Edited = { category: Category } | { under: Category | null };

interface CategorySheetProps {
  tree: Category[];
  /** Null: closed. */
  edited: Edited | null;
  onClose: () => void;
}

export function CategorySheet({ tree, edited, onClose }: CategorySheetProps) {
  const t = useTreeTexts();
  const present = edited && 'category' in edited ? edited.category : null;
  return (
    <Sheet
      opened={edited !== null}
      onClose={onClose}
      title={present ? t('editOf', { name: present.name }) : t('add')}
    >
      {edited && (
        <CategoryForm
          tree={tree}
          present={present}
          parent={'under' in edited ? edited.under : null}
          onDone={onClose}
        />
      )}
    </Sheet>
  );
}

interface CategoryFormProps {
  tree: Category[];
  present: Category | null;
  parent: Category | null;
  onDone: () => void;
}

function CategoryForm({ tree, present, parent, onDone }: CategoryFormProps) {
  const t = useTreeTexts();
  const add = useAddCategory();
  const edit = useEditCategory();
  const remove = useRemoveCategory();
  const [id] = useState(idempotencyKey);
  const [name, setName] = useState(present?.name ?? '');
  const [under, setUnder] = useState<string | null>(present ? present.parent_id : (parent?.id ?? null));
  // A category cannot go under itself or what is in it.
  const places = categoryOptions(tree).filter(
    ({ value }) => !present || !pathTo(tree, value).some((one) => one.id === present.id),
  );

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const written = { name: name.trim(), parent_id: under };
    if (present) edit.mutate({ id: present.id, ...written }, { onSuccess: onDone });
    else add.mutate({ id, ...written }, { onSuccess: onDone });
  }

  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('parent')}
            placeholder={t('top')}
            data={places}
            searchable
            clearable
            value={under}
            onChange={setUnder}
          />
          <Button
            type="submit"
            size="md"
            disabled={name.trim().length < SHORTEST_NAME}
            loading={add.isPending || edit.isPending}
          >
            {t('save')}
          </Button>
        </Stack>
      </form>
      {present && (
        <>
          <Divider />
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" c="dimmed">
              {t('removeText')}
            </Text>
            <Button
              color="red.8"
              style={{ flexShrink: 0 }}
              loading={remove.isPending}
              onClick={() =>
                remove.mutate(present.id, {
                  onSuccess: () => {
                    notifications.show({ color: 'teal', message: t('removed', { name: present.name }) });
                    onDone();
                  },
                })
              }
            >
              {t('remove')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
