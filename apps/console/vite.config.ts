import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { lightPlugin } from '../../scripts/vite/light.ts';
import { wordsPlugin } from '../../scripts/vite/words.ts';

const root = import.meta.dirname;
const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

/** The console: pages of the rooms under /console/, Element Plus taken part by part. */
export default defineConfig({
  root,
  base: '/console/',
  publicDir: join(root, 'public'),
  build: { outDir: join(root, '../../dist/console'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': server } },
  plugins: [
    vue(),
    lightPlugin(),
    wordsPlugin('console'),
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script',
      manifest: {
        name: '连心 管理端',
        short_name: '连心管理',
        description: '高校党建工作平台的电脑端',
        lang: 'zh-CN',
        start_url: '/console/',
        scope: '/console/',
        display: 'standalone',
        background_color: '#F4F3F0',
        theme_color: '#FFFFFF',
        // The phone's, from the same server: one mark for both.
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}'],
        navigateFallback: '/console/index.html',
        // The worker keeps the files of the pages. Answers of the server are kept nowhere: a desk is shared.
        navigateFallbackDenylist: [/^\/api\//],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
});
