import { useState } from 'react';
import { SearchInput } from '@/ui/SearchInput';

interface SearchFieldProps {
  label: string;
  value: string | undefined;
  /** Undefined: nothing is searched for any more. */
  onSearch: (words: string | undefined) => void;
}

/** Finds on Enter, and shows everything again when it is cleared. */
export function SearchField({ value, ...rest }: SearchFieldProps) {
  // A search that changes elsewhere (a chip removed, the back button) is shown here too.
  return <Field key={value ?? ''} value={value} {...rest} />;
}

function Field({ label, value, onSearch }: SearchFieldProps) {
  const [words, setWords] = useState(value ?? '');
  return (
    <SearchInput
      label={label}
      value={words}
      onChange={setWords}
      onClear={() => value && onSearch(undefined)}
      onKeyDown={({ key }) => key === 'Enter' && onSearch(words.trim() || undefined)}
      w={400}
      maw="100%"
    />
  );
}
