import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * What both clients leave out: the schemas of a contract are checked on the server, so a page needs only the names of
 * their fields (`platform/web/api/shapes.ts`), and messages are compiled by us, so vue-i18n comes without its compiler.
 */
export function lightPlugin(): Plugin {
  return {
    name: 'lianxin-light',
    enforce: 'pre',
    config: () => ({
      define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', __VUE_I18N_FULL_INSTALL__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __INTLIFY_DROP_MESSAGE_COMPILER__: 'true' },
      resolve: {
        alias: [
          { find: /^zod$/, replacement: join(root, 'platform/web/api/shapes.ts') },
          { find: /^vue-i18n$/, replacement: join(root, 'node_modules/vue-i18n/dist/vue-i18n.runtime.mjs') },
        ],
      },
    }),
  };
}
