import type { Plugin } from 'vite';

/** The browser hears of the typeface with the page, not when the styles have come: words do not change shape. */
export function preloadFont(): Plugin {
  return {
    name: 'niaga:preload-font',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((file) => file.endsWith('.woff2'));
        return fonts.map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: true },
          injectTo: 'head',
        }));
      },
    },
  };
}
