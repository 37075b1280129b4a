import { Combobox, useCombobox } from '@mantine/core';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useAppTexts } from '@/app/i18n';
import { SearchHints } from '@/app/shop/SearchHints';
import classes from '@/app/shop/search-box.module.css';
import { useOwnRecent } from '@/app/shop/useOwnRecent';
import { SearchInput } from '@/ui/SearchInput';

/** Goes to the results on Enter; while it is empty it says what one may look for. The address holds the words. */
export function SearchBox() {
  const t = useAppTexts();
  const navigate = useNavigate();
  // Other pages have a search of their own: only what is looked for among the products stands here.
  const q = useMatch({ from: '/shop/search', shouldThrow: false })?.search.q;
  const [words, setWords] = useState(q ?? '');
  const input = useRef<HTMLInputElement>(null);
  const hints = useCombobox({ onDropdownClose: () => hints.resetSelectedOption() });
  const recent = useOwnRecent('searches');

  useEffect(() => {
    if (document.activeElement !== input.current) setWords(q ?? '');
  }, [q]);

  function leave() {
    hints.closeDropdown();
    input.current?.blur();
  }

  function look(text: string) {
    const wanted = text.trim();
    if (wanted) recent.add(wanted);
    setWords(wanted);
    leave();
    void navigate({ to: '/search', search: wanted ? { q: wanted } : {} });
  }

  function write(text: string) {
    setWords(text);
    if (text === '') hints.openDropdown();
    else hints.closeDropdown();
  }

  /** `kind:value`, as the hints are named. */
  function choose(hint: string) {
    const value = hint.slice(hint.indexOf(':') + 1);
    if (!hint.startsWith('category:')) return look(value);
    leave();
    void navigate({ to: '/search', search: { category: value } });
  }

  function removeByKey(event: KeyboardEvent) {
    const chosen = recent.items[hints.getSelectedOptionIndex()];
    if (event.key !== 'Delete' || words !== '' || chosen === undefined) return;
    event.preventDefault();
    hints.resetSelectedOption();
    recent.remove(chosen);
  }

  return (
    <search
      onBlur={(event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hints.closeDropdown();
      }}
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          look(words);
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
              onKeyDown={removeByKey}
              label={t('search')}
              placeholder={t('searchPlaceholder')}
              variant="filled"
            />
          </Combobox.Target>
          <Combobox.Dropdown className={classes.hints}>
            {hints.dropdownOpened && <SearchHints recent={recent} />}
          </Combobox.Dropdown>
        </Combobox>
      </form>
    </search>
  );
}
