/**
 * A small script that runs before the first paint, while the application is still on its way to a slow phone.
 *
 * It sets the colours and the language, has the frame in index.html show the outline of the page that is opening,
 * fetches that page's code, and asks the server what the page will ask first. The application finds the answers
 * in `lib/early.ts`; nothing breaks where this script has not run.
 */
import { askAll } from '@/early/asking';
import { opening } from '@/early/openings';
import { readStored } from '@/lib/stored';

/** By page file, what its code is in; put in front of this script by the build. */
declare const PAGE_FILES: Record<string, string[]>;

const root = document.documentElement;
const chosen = readStored('colours') ?? 'auto';
const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
const here = opening(location);

root.dataset.mantineColorScheme = dark ? 'dark' : 'light';
root.lang = readStored('language') === 'en' ? 'en' : 'id';
root.dataset.page = here.outline;
if (readStored('signed_in') === '1') root.dataset.signedIn = '';

for (const href of PAGE_FILES[here.file] ?? []) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = href;
  document.head.append(link);
}

globalThis.niagaEarly = new Map();
askAll(here, globalThis.niagaEarly);
