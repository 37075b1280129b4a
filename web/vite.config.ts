import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { sharedChunk, usesByModule } from './scripts/chunks';
import { mantineStyles } from './scripts/mantine-styles';
import { offlineShop } from './scripts/offline';
import { outline } from './scripts/outline';
import { packed } from './scripts/packed';
import { preloadFont } from './scripts/preload-font';

const server = process.env.NIAGA_API ?? 'http://127.0.0.1:8000';

/** Paths the Python server answers itself: the service worker must never answer them with the page. */
const SERVER_PATHS = [/^\/api\//, /^\/media\//, /^\/health\//, /^\/metrics/, /^\/\.well-known\//, /^\/dev\//];

const offline = offlineShop();

const resolve = { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } };

export default defineConfig(async ({ command, mode }): Promise<ViteUserConfig> => {
  const uses =
    command === 'build' && mode !== 'test' ? await usesByModule({ plugins: [react()], resolve }) : null;
  return {
    plugins: [
      react(),
      mantineStyles(),
      outline({ resolve }),
      offline.plugin,
      preloadFont(),
      packed(),
      VitePWA({
        registerType: 'autoUpdate',
        includeAssets: ['favicon.svg', 'apple-touch-icon.png'],
        manifest: {
          name: 'Niaga',
          short_name: 'Niaga',
          description: 'Belanja dan jajan dari banyak toko, bayar sekali.',
          lang: 'id',
          start_url: '/',
          display: 'standalone',
          background_color: '#ffffff',
          theme_color: '#bb3d1a',
          categories: ['shopping', 'food'],
          icons: [
            { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
            { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
            { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
          shortcuts: [
            { name: 'Cari', url: '/search' },
            { name: 'Keranjang', url: '/cart' },
            { name: 'Pesanan', url: '/orders' },
          ],
        },
        workbox: {
          globPatterns: ['**/*.{js,css,html,svg,woff2}'],
          manifestTransforms: [
            async (entries) => ({ manifest: entries.filter(({ url }) => offline.wants(url)), warnings: [] }),
          ],
          navigateFallbackDenylist: SERVER_PATHS,
          runtimeCaching: [
            {
              urlPattern: /\/assets\/.*/,
              handler: 'CacheFirst',
              options: { cacheName: 'assets', expiration: { maxEntries: 300 } },
            },
            {
              urlPattern: /\/media\/.*/,
              handler: 'CacheFirst',
              options: { cacheName: 'media', expiration: { maxEntries: 300, maxAgeSeconds: 7 * 86_400 } },
            },
          ],
        },
      }),
    ],
    resolve,
    server: {
      host: '127.0.0.1',
      port: 5170,
      proxy: { '/api': { target: server }, '/media': { target: server }, '/health': { target: server } },
    },
    build: {
      target: 'es2023',
      manifest: true,
      // One file of styles: a page's own few would each cost it a request before it shows.
      cssCodeSplit: false,
      chunkSizeWarningLimit: 700,
      // What every page starts with comes in one file, not in the thirty it would be cut into.
      rolldownOptions: {
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { name: 'first', tags: ['$initial'], priority: 2 },
              { name: (id: string) => sharedChunk(uses?.get(id)), priority: 1 },
            ],
          },
        },
      },
    },
    test: { include: ['tests/**/*.test.ts'], environment: 'node' },
  };
});
