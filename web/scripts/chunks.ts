/**
 * How the code is cut into files. By itself the bundler makes a file of every set of modules that the same pages use:
 * seventy for a checkout, most under 1 kB, and each costs a phone a request. Here a page's share comes in a handful.
 */
import { build, type InlineConfig, type Rolldown } from 'vite';

/** Pages whose first sight counts most. What they share is cut by which of them use it, so that none loads much else. */
const KEY_PAGES = ['Home', 'Search', 'Product', 'Checkout'] as const;

/** By module, the lazily loaded modules that need it: read from a build that is cut by nothing else. */
export async function usesByModule(config: InlineConfig): Promise<Map<string, Set<string>>> {
  const built = (await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2023' },
  })) as Rolldown.RolldownOutput;
  const chunks = new Map(
    built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  );
  const uses = new Map<string, Set<string>>();
  for (const entry of chunks.values()) {
    if (!entry.facadeModuleId || !entry.isDynamicEntry) continue;
    for (const file of withImports(entry.fileName, chunks)) {
      for (const module of chunks.get(file)?.moduleIds ?? []) {
        uses.set(module, (uses.get(module) ?? new Set()).add(entry.facadeModuleId));
      }
    }
  }
  return uses;
}

function withImports(file: string, chunks: Map<string, Rolldown.OutputChunk>, found = new Set<string>()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of chunks.get(file)?.imports ?? []) withImports(imported, chunks, found);
  return found;
}

/** The file that a module used by several pages goes into; null for one that only a single page needs. */
export function sharedChunk(users: Set<string> | undefined): string | null {
  if (!users || users.size < 2) return null;
  const uses = [...users];
  const key = KEY_PAGES.filter((page) => uses.some((user) => user.endsWith(`/app/shop/${page}Page.tsx`)));
  // Little enough for every page.
  if (key.includes('Home')) return 'shared-home';
  if (key.includes('Product') && key.length > 1) return 'shared-buying';
  if (key.length > 0) return `shared-${key.join('-').toLowerCase()}`;
  return uses.some((user) => user.includes('/app/shop/')) ? 'shared-shop' : 'shared-work';
}
