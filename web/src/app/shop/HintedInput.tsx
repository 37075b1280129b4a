import { Combobox, useCombobox } from '@mantine/core';
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { SearchHints } from '@/app/shop/SearchHints';
import classes from '@/app/shop/search-box.module.css';
import type { Recent } from '@/lib/recent';
import { SearchInput } from '@/ui/SearchInput';

export interface HintedInputProps {
  input: RefObject<HTMLInputElement | null>;
  words: string;
  onWords: (words: string) => void;
  recent: Recent;
  onLook: (words: string) => void;
  onCategory: (slug: string) => void;
  label: string;
  placeholder: string;
}

/** The field, and while it is empty what one may look for. */
export function HintedInput({
  input,
  words,
  onWords,
  recent,
  onLook,
  onCategory,
  ...texts
}: HintedInputProps) {
  const hints = useCombobox({ onDropdownClose: () => hints.resetSelectedOption() });

  function write(text: string) {
    onWords(text);
    if (text === '') hints.openDropdown();
    else hints.closeDropdown();
  }

  /** `kind:value`, as the hints are named. */
  function choose(hint: string) {
    const value = hint.slice(hint.indexOf(':') + 1);
    hints.closeDropdown();
    if (hint.startsWith('category:')) onCategory(value);
    else onLook(value);
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = recent.items[hints.getSelectedOptionIndex()];
    if (event.key === 'Enter' && chosen === undefined) hints.closeDropdown();
    if (event.key !== 'Delete' || words !== '' || chosen === undefined) return;
    event.preventDefault();
    hints.resetSelectedOption();
    recent.remove(chosen);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus has left field and hints
    <div
      onBlur={(event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hints.closeDropdown();
      }}
    >
      <Combobox store={hints} withinPortal={false} onOptionSubmit={choose}>
        <Combobox.Target withExpandedAttribute autoComplete="off">
          <SearchInput
            ref={input}
            type="text"
            inputMode="search"
            value={words}
            onChange={write}
            onFocus={() => words === '' && hints.openDropdown()}
            onClick={() => words === '' && hints.openDropdown()}
            onKeyDown={onKeyDown}
            variant="filled"
            {...texts}
          />
        </Combobox.Target>
        <Combobox.Dropdown className={classes.hints}>
          {hints.dropdownOpened && <SearchHints recent={recent} />}
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
