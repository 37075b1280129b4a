import { useMatch, useNavigate } from '@tanstack/react-router';
import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import { SearchHints } from '@/app/shop/SearchHints';
import classes from '@/app/shop/search-box.module.css';
import { forget, recent, remember } from '@/lib/recent';
import { SearchInput } from '@/ui/SearchInput';

const SEARCHES = 'searches';
const MOST = 6;

/** Goes to the results on Enter. The address holds the words; this follows it, and helps to begin. */
export function SearchBox() {
  const t = useAppTexts();
  const navigate = useNavigate();
  const person = useSession().user?.id;
  // Other pages have a search of their own: only what is looked for among the products stands here.
  const q = useMatch({ from: '/shop/search', shouldThrow: false })?.search.q ?? '';
  const box = useRef<HTMLElement>(null);
  const [words, setWords] = useState(q);
  const [open, setOpen] = useState(false);
  const [known, setKnown] = useState<string[]>([]);

  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) setWords(q);
  }, [q]);

  function show() {
    setKnown(recent(SEARCHES, person));
    setOpen(true);
  }

  function go() {
    setOpen(false);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = words.trim();
    if (wanted) remember(SEARCHES, person, wanted, MOST);
    go();
    void navigate({ to: '/search', search: wanted ? { q: wanted } : {} });
  }

  function leave({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  }

  function closeOn({ key }: KeyboardEvent) {
    if (key === 'Escape') setOpen(false);
  }

  return (
    <search ref={box} className={classes.box} onFocus={show} onBlur={leave} onKeyDown={closeOn}>
      <form onSubmit={submit}>
        <SearchInput
          value={words}
          onChange={setWords}
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          variant="filled"
        />
      </form>
      {open && words === '' && (
        <SearchHints
          recent={known}
          onForget={() => {
            forget(SEARCHES, person);
            setKnown([]);
          }}
          onGo={go}
        />
      )}
    </search>
  );
}
