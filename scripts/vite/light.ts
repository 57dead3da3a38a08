import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/** What of a contract only the server and the reference page need. */
const SUMMARY = /summary: \{ zh: (['"]).*?\1, en: (['"]).*?\2 \},\s*/g;
const REFUSALS = /refusals: \[[^\]]*\]/g;
const SERVER_ONLY = /^import \{([^}]*)\} from '[^']*\/(?:policy|sentences|actor)\.ts';$/gm;

/**
 * What both clients leave out: the schemas of a contract are checked on the server, so a page needs only the names of
 * their fields (`platform/web/api/shapes.ts`); its policies are asked there, and its refusals arrive as sentences;
 * messages are compiled by us, so vue-i18n comes without its compiler.
 */
export function lightPlugin(): Plugin {
  return {
    name: 'lianxin-light',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/features\/[^/]+\/contract\.ts$/.test(id)) return undefined;
      const bare = code.replace(SUMMARY, '').replace(REFUSALS, 'refusals: []');
      const names = (list: string) => list.split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '));
      return { code: bare.replace(SERVER_ONLY, (_, list: string) => names(list).map((name) => `const ${name} = () => { throw new Error('asked on the server'); };`).join(' ')), map: null };
    },
    config: () => ({
      define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', __VUE_I18N_FULL_INSTALL__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __INTLIFY_DROP_MESSAGE_COMPILER__: 'true' },
      resolve: {
        alias: [
          { find: /^zod$/, replacement: join(root, 'platform/web/api/shapes.ts') },
          { find: /^vue-i18n$/, replacement: join(root, 'node_modules/vue-i18n/dist/vue-i18n.runtime.mjs') },
        ],
      },
    }),
  };
}
