import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const CORE = join(WEB, 'node_modules/@mantine/core');
const STYLES = '@mantine/core/styles.css';
/** What belongs to no component. */
const ALWAYS = ['default-css-variables', 'baseline', 'global'];

/**
 * Mantine's styles of the components this client uses, and of those they are made of, instead of all: a third as
 * much for a phone to fetch and read. Which those are is read from the sources, so there is no list to keep.
 */
export function mantineStyles(): Plugin {
  return {
    name: 'niaga:mantine-styles',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(STYLES)) return null;
      // In the order of Mantine's own sheet: later rules are meant to win.
      const all = readFileSync(join(CORE, 'styles.css'), 'utf8');
      const sheets = [...ALWAYS, ...usedStyles()].map((name) => {
        const text = readFileSync(join(CORE, `styles/${name}.css`), 'utf8');
        return { text, at: all.indexOf(text.trim().slice(0, 200)) };
      });
      if (sheets.some(({ at }) => at < 0))
        throw new Error('Mantine has cut its styles differently: see here');
      return sheets
        .sort((a, b) => a.at - b.at)
        .map(({ text }) => text)
        .join('\n');
    },
  };
}

/** Names of style sheets, such as `Button`. */
function usedStyles(): Set<string> {
  const modules = new Map(
    files(join(CORE, 'esm')).map((file) => [basename(file).replace(/\.mjs$/, ''), file] as const),
  );
  const waiting = [...packages()].flatMap((name) => modules.get(name) ?? []);
  const seen = new Set<string>();
  const found = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const sheet = /([A-Za-z]+)\.module\.mjs$/.exec(file)?.[1];
    if (sheet) found.add(sheet);
    for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g)) {
      waiting.push(join(dirname(file), imported));
    }
  }
  return found;
}

/** Whatever this client, or another package of Mantine's that it uses, takes from the core. */
function packages(): Set<string> {
  const sources = ['src', 'node_modules/@mantine/notifications/esm', 'node_modules/@mantine/dropzone/esm'];
  const names = new Set<string>();
  for (const file of sources.flatMap((folder) => files(join(WEB, folder)))) {
    const text = /\.(tsx?|mjs)$/.test(file) ? readFileSync(file, 'utf8') : '';
    for (const [, list = ''] of text.matchAll(/import \{([^}]+)\} from ['"]@mantine\/core['"]/g)) {
      for (const name of list.match(/[A-Z]\w+/g) ?? []) names.add(name);
    }
  }
  return names;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
