import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { offlineShop } from './scripts/offline';
import { preloadFont } from './scripts/preload-font';

const server = process.env.NIAGA_API ?? 'http://127.0.0.1:8000';

/** Paths the Python server answers itself: the service worker must never answer them with the page. */
const SERVER_PATHS = [/^\/api\//, /^\/media\//, /^\/health\//, /^\/metrics/, /^\/\.well-known\//, /^\/dev\//];

const offline = offlineShop();

export default defineConfig({
  plugins: [
    react(),
    offline.plugin,
    preloadFont(),
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
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    port: 5170,
    proxy: { '/api': { target: server }, '/media': { target: server }, '/health': { target: server } },
  },
  build: {
    target: 'es2023',
    manifest: true,
    chunkSizeWarningLimit: 700,
    // What every page starts with comes in one file, not in the thirty it would be cut into.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
