// Adds up, gzipped, all JavaScript a buyer's first page needs: the entry, the page, and what they import.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 200_000;
const PAGES = ['src/app/main.tsx', 'src/app/shop/HomePage.tsx'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const wanted = new Set();
function want(key) {
  if (wanted.has(key)) return;
  wanted.add(key);
  for (const imported of manifest[key].imports ?? []) want(imported);
}
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
for (const key of [entry, ...PAGES.filter((page) => page in manifest)]) want(key);

let total = 0;
for (const key of wanted) total += gzipSync(readFileSync(new URL(manifest[key].file, dist))).length;
console.log(
  `First load of the shop: ${(total / 1000).toFixed(1)} kB of gzipped JavaScript (limit ${LIMIT / 1000}).`,
);
if (total > LIMIT) process.exit(1);
