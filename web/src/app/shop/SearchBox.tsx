import { useMatch, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useAppTexts } from '@/app/i18n';
import { useHintedInput } from '@/app/shop/useHintedInput';
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
  const recent = useOwnRecent('searches');
  const { hinted: Hinted, take } = useHintedInput(input);

  useEffect(() => {
    if (document.activeElement !== input.current) setWords(q ?? '');
  }, [q]);

  function look(text: string) {
    const wanted = text.trim();
    if (wanted) recent.add(wanted);
    setWords(wanted);
    input.current?.blur();
    void navigate({ to: '/search', search: wanted ? { q: wanted } : {} });
  }

  function browse(category: string) {
    input.current?.blur();
    void navigate({ to: '/search', search: { category } });
  }

  const texts = { label: t('search'), placeholder: t('searchPlaceholder') };
  return (
    <search onBlur={() => requestAnimationFrame(take)}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          look(words);
        }}
      >
        {Hinted ? (
          <Hinted
            input={input}
            words={words}
            onWords={setWords}
            recent={recent}
            onLook={look}
            onCategory={browse}
            {...texts}
          />
        ) : (
          <SearchInput
            ref={input}
            type="text"
            inputMode="search"
            value={words}
            onChange={setWords}
            variant="filled"
            {...texts}
          />
        )}
      </form>
    </search>
  );
}
