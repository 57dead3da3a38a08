import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { lightPlugin } from '../../scripts/vite/light.ts';
import { packedPlugin } from '../../scripts/vite/packed.ts';
import { wordsPlugin } from '../../scripts/vite/words.ts';

const root = import.meta.dirname;
const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

/** The phone: pages of the rooms at `/`, small at the first visit and there without a network from the second on. */
export default defineConfig({
  root,
  base: '/',
  publicDir: join(root, 'public'),
  build: {
    outDir: join(root, '../../dist/member'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What most pages share comes as one file: fewer trips where a trip takes 150 ms, and it compresses better.
    // What only the pages of one record need stays with them.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'record',
              priority: 1,
              test: /features\/meetings\/(vote|minutes|member\/(roll|decision|useRecord|RollSection|NotDueSection|LateArrivals))\b/,
            },
            { name: 'shared', minShareCount: 5, test: /^(?!.*\/features\/(accounts|charts|health|members|notices|organisations)\/)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server } },
  plugins: [
    lightPlugin(),
    wordsPlugin('member'),
    vue(),
    packedPlugin(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      manifest: {
        name: '连心',
        short_name: '连心',
        description: '高校智慧党建平台',
        lang: 'zh-CN',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#FFFFFF',
        theme_color: '#FFFFFF',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html}'],
        navigateFallback: '/index.html',
        // Answers of the server are kept by the page, for each account apart until its session ends, and never by the worker; the console has its own.
        navigateFallbackDenylist: [/^\/api\//, /^\/console(\/|$)/, /^\/(healthz|readyz|metrics)$/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: true,
      },
    }),
  ],
});
