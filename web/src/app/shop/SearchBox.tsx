import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef } from 'react';
import { useAppTexts } from '@/app/i18n';

/** Goes to the results on Enter. The address holds the words; this only follows it. */
export function SearchBox() {
  const t = useAppTexts();
  const navigate = useNavigate();
  // Other pages have a search of their own: only what is looked for among the products stands here.
  const q = useMatch({ from: '/shop/search', shouldThrow: false })?.search.q;
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = q ?? '';
  }, [q]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const words = input.current?.value.trim();
    input.current?.blur();
    void navigate({ to: '/search', search: words ? { q: words } : {} });
  }

  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          ref={input}
          type="search"
          name="q"
          enterKeyHint="search"
          maxLength={120}
          defaultValue={q ?? ''}
          placeholder={t('searchPlaceholder')}
          aria-label={t('search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          radius="xl"
          variant="filled"
        />
      </form>
    </search>
  );
}
