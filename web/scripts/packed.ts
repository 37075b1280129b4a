import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const ASSETS = fileURLToPath(new URL('../dist/assets/', import.meta.url));

/** Compresses what is built as well as it can be, once: the server sends `app.js.br` to whoever takes it. */
export function packed(): Plugin {
  return {
    name: 'niaga:packed',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir || join(dir, 'assets/') !== ASSETS) return;
      for (const file of readdirSync(ASSETS)) {
        if (!/\.(js|css)$/.test(file)) continue;
        const text = readFileSync(join(ASSETS, file));
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
        };
        writeFileSync(join(ASSETS, `${file}.br`), brotliCompressSync(text, { params }));
      }
    },
  };
}
