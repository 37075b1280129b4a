// The rules of the house that no linter knows: features do not import each other, layers point one way,
// files stay short. Prints every breach with what to do instead.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SRC = new URL('../src', import.meta.url).pathname;
const MAX_LINES = 250;
const GENERATED = new Set(['api/schema.d.ts', 'api/openapi.json']);
/** Each layer may import itself and those named. Pages in app/ put features together. */
const MAY_IMPORT = {
  lib: [],
  api: ['lib'],
  ui: ['api', 'lib'],
  features: ['ui', 'api', 'lib'],
  app: ['features', 'ui', 'api', 'lib'],
  early: ['features', 'api', 'lib'],
};

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function breaches(path) {
  const name = relative(SRC, path);
  if (GENERATED.has(name)) return [];
  const text = readFileSync(path, 'utf8');
  const [layer, feature] = name.split('/');
  const found = [];
  const lines = text.split('\n').length - 1;
  if (lines > MAX_LINES)
    found.push(`${name}: ${lines} lines; it is two things, split it (${MAX_LINES} at most)`);
  for (const [, target] of text.matchAll(/(?:from|import\()\s*'@\/([^']+)'/g)) {
    const [otherLayer, otherFeature] = target.split('/');
    if (layer === otherLayer) {
      if (layer === 'features' && feature !== otherFeature)
        found.push(`${name}: imports ${target}; features do not know each other, put them together in app/`);
    } else if (!MAY_IMPORT[layer]?.includes(otherLayer)) {
      found.push(
        `${name}: imports ${target}; ${layer}/ may import only ${MAY_IMPORT[layer]?.join(', ') || 'itself'}`,
      );
    }
  }
  if (/from\s+'\.\.?\//.test(text))
    found.push(`${name}: write imports as '@/…', so that a moved file breaks nothing`);
  if (/queryKey(:|\s*=| of \[)\s*\[/.test(text))
    found.push(`${name}: a query key written by hand; name it in api/keys.ts and use it from there`);
  return found;
}

const all = files(SRC)
  .filter((path) => /\.(ts|tsx|css)$/.test(path))
  .flatMap(breaches);
for (const breach of all) console.error(breach);
process.exit(all.length > 0 ? 1 : 0);
