import type { Plugin, Rolldown } from 'vite';

interface Offline {
  /** Looks at what was built. */
  plugin: Plugin;
  /** Whether a buyer needs this file; for the service worker, once all is built. */
  wants: (url: string) => boolean;
}

/** The faces people work in: their files are kept when they are used, and cost a buyer nothing. */
const WORK = /\/src\/app\/(sell|admin)\//;

/** What opens without a network: the buyer's face, with all its pages and what those import. */
export function offlineShop(): Offline {
  const wanted = new Set<string>();

  function want(bundle: Rolldown.OutputBundle, file: string): void {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || wanted.has(file)) return;
    wanted.add(file);
    for (const css of chunk.viteMetadata?.importedCss ?? []) wanted.add(css);
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) wanted.add(asset);
    for (const imported of chunk.imports) want(bundle, imported);
  }

  const plugin: Plugin = {
    name: 'niaga:offline-shop',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !(chunk.isEntry || chunk.isDynamicEntry)) continue;
          if (!WORK.test(chunk.facadeModuleId ?? '')) want(bundle, chunk.fileName);
        }
      },
    },
  };
  return {
    plugin,
    wants: (url) => !/^assets\/.*\.js$/.test(url) || url.startsWith('assets/early-') || wanted.has(url),
  };
}
