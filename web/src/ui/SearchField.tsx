import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface SearchFieldProps {
  label: string;
  value: string | undefined;
  /** Undefined: nothing is searched for any more. */
  onSearch: (words: string | undefined) => void;
}

/** Finds on Enter, and shows everything again when it is cleared. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      // A search that changes elsewhere (a chip removed, the back button) is shown here too.
      key={value ?? ''}
      defaultValue={value ?? ''}
      leftSection={<IconSearch size={18} aria-hidden />}
      radius="xl"
      w={400}
      maw="100%"
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(event.currentTarget.value.trim() || undefined);
      }}
      onInput={(event) => {
        // The cross in the field clears it without a key.
        if (event.currentTarget.value === '' && value) onSearch(undefined);
      }}
    />
  );
}
