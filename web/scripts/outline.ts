import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

const WEB = fileURLToPath(new URL('..', import.meta.url));
/** Page files are known by what follows this. */
const PAGE = /\/src\/app\/(.+Page)\.tsx$/;

const read = (path: string) => readFileSync(`${WEB}${path}`, 'utf8');
/** Outlines are measured in bytes: no line ends, no indentation. */
const tight = (text: string) => text.replace(/\n\s*/g, ' ').replace(/\s*([{};:,>])\s+/g, '$1');

/**
 * Puts into index.html what is seen before the application has come: the frame and outlines of the pages with their
 * styles, and the small script that fills them (`src/early`). The application's own styles come after all that, so
 * that the first paint waits for nothing but the page and the script; and before the root, in which Mantine puts the
 * theme that must win over them.
 */
export function outline(config: InlineConfig): Plugin {
  let script: { fileName: string; code: string } | null = null;

  return {
    name: 'niaga:outline',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const framed = html
          .replace('<!--outline-->', read('outline/outline.html').replace(/\n\s*/g, '\n'))
          .replace('</title>', `</title>\n    <style>${tight(read('outline/outline.css'))}</style>`);
        if (!bundle) return framed.replace('<!--early-->', '<script src="/colours.js"></script>');
        script = await early(config, pageFiles(bundle));
        const styles = framed.match(/ *<link rel="stylesheet"[^>]*>\n?/g) ?? [];
        return styles
          .reduce((text, link) => text.replace(link, ''), framed)
          .replace('<!--early-->', `<script src="/${script.fileName}"></script>`)
          .replace('<!--styles-->', styles.join('').trim());
      },
    },
    generateBundle: {
      order: 'post',
      handler() {
        if (script) this.emitFile({ type: 'asset', fileName: script.fileName, source: script.code });
      },
    },
  };
}

async function early(config: InlineConfig, files: Record<string, string[]>) {
  const built = (await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: `${WEB}src/early/early.ts`, output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput;
  const code = `const PAGE_FILES=${JSON.stringify(files)};${built.output[0].code}`;
  const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
  return { fileName: `assets/early-${hash}.js`, code };
}

/** By page, the files its code is in beside what every page starts with. */
function pageFiles(bundle: Rolldown.OutputBundle): Record<string, string[]> {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = (file: string, found = new Set<string>()): Set<string> => {
    if (found.has(file) || byName.get(file)?.isEntry) return found;
    found.add(file);
    for (const imported of byName.get(file)?.imports ?? []) needed(imported, found);
    return found;
  };
  return Object.fromEntries(
    chunks.flatMap((chunk) => {
      const page = PAGE.exec(chunk.facadeModuleId ?? '')?.[1];
      return page?.startsWith('shop/') ? [[page, [...needed(chunk.fileName)].map((file) => `/${file}`)]] : [];
    }),
  );
}
