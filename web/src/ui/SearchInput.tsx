import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useRef } from 'react';
import { useUiTexts } from '@/ui/i18n';
import classes from '@/ui/search-input.module.css';

interface SearchInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'label' | 'placeholder'> {
  value: string;
  onChange: (value: string) => void;
  /** It was emptied by its button; the field has the focus again. */
  onClear?: () => void;
  /** What is looked for; also shown while the field is empty, unless there is an example. */
  label: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A field to search with: a glass before it, and what empties it, large enough for a thumb. */
export function SearchInput({
  value,
  onChange,
  onClear,
  label,
  placeholder,
  ref,
  ...rest
}: SearchInputProps) {
  const t = useUiTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <TextInput
      ref={useMergedRef(input, ref)}
      type="search"
      name="q"
      enterKeyHint="search"
      autoComplete="off"
      maxLength={120}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={placeholder ?? label}
      aria-label={label}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSectionWidth={value ? 44 : 0}
      rightSection={
        value && (
          <ActionIcon
            variant="transparent"
            color="gray"
            size={44}
            aria-label={t('clearSearch')}
            onClick={() => {
              onChange('');
              onClear?.();
              input.current?.focus();
            }}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )
      }
      classNames={{ input: classes.input ?? '' }}
      radius="xl"
      {...rest}
    />
  );
}
