import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Development only: nothing of the gallery is built into a client. */
export default defineConfig({ root: import.meta.dirname, plugins: [vue()], server: { port: 5190, fs: { allow: ['../..'] } } });
