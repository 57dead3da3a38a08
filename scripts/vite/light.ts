import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

type Endpoint = { method: string; path: string; query?: { shape: object }; body?: { shape: object }; ifMatch?: true; upload?: object };
const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'method' in value && 'policy' in value;
const isPlain = (value: unknown): boolean => (Array.isArray(value) ? value.every(isPlain) : ['string', 'number', 'boolean'].includes(typeof value));

/** Of an endpoint what a page needs to ask it: where, how, and the names of the fields that are its query and its body. */
function asked({ method, path, query, body, ifMatch, upload }: Endpoint) {
  const names = (schema: { shape: object } | undefined) =>
    schema && { shape: Object.fromEntries(Object.keys(schema.shape).map((name) => [name, 0])) };
  return { method, path, query: names(query), body: names(body), ifMatch, upload };
}

type Catalogue = Record<string, { zh: string; en: string }>;
const isCatalogue = (value: unknown): value is Catalogue =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((one) => typeof one === 'object' && one !== null && 'zh' in one && 'en' in one);

/** The refusals of a room in Chinese; the English ones come with the English words (`words.ts`). */
function catalogues(room: string, module: Record<string, unknown>): string {
  const found = Object.entries(module).filter((entry): entry is [string, Catalogue] => isCatalogue(entry[1]));
  const chinese = (catalogue: Catalogue) => Object.fromEntries(Object.entries(catalogue).map(([code, { zh }]) => [code, zh]));
  return [
    `import { refusals } from '#platform/web/i18n/refusals.ts';`,
    ...found.map(
      ([name, catalogue]) => `export const ${name} = /* @__PURE__ */ refusals(${JSON.stringify(room)}, ${JSON.stringify(chinese(catalogue))});`,
    ),
  ].join('\n');
}

/**
 * What both clients leave out: the schemas of a contract are checked on the server, its policies are asked there, and its
 * refusals arrive as sentences, so a page takes of each endpoint only how it is asked; messages are compiled by us, so
 * vue-i18n comes without its compiler.
 */
export function lightPlugin(): Plugin {
  return {
    name: 'lianxin-light',
    enforce: 'pre',
    async load(id) {
      const room = /\/features\/([^/]+)\/sentences\.ts$/.exec(id)?.[1];
      if (room) return catalogues(room, (await import(pathToFileURL(id).href)) as Record<string, unknown>);
      if (!/\/features\/[^/]+\/(\w+-)?contract\.ts$/.test(id)) return undefined;
      const module = (await import(pathToFileURL(id).href)) as Record<string, unknown>;
      return Object.entries(module)
        .flatMap(([name, value]) => {
          if (isPlain(value)) return [`export const ${name} = ${JSON.stringify(value)};`];
          const endpoints = Object.entries(value ?? {}).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]));
          return endpoints.length > 0
            ? [`export const ${name} = ${JSON.stringify(Object.fromEntries(endpoints.map(([key, endpoint]) => [key, asked(endpoint)])))};`]
            : [];
        })
        .join('\n');
    },
    config: () => ({
      define: {
        __VUE_OPTIONS_API__: 'false',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
        __VUE_I18N_FULL_INSTALL__: 'false',
        __VUE_I18N_LEGACY_API__: 'false',
        __INTLIFY_PROD_DEVTOOLS__: 'false',
        __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
      },
      resolve: {
        alias: [
          { find: /^zod$/, replacement: join(root, 'platform/web/api/shapes.ts') },
          { find: /^vue-i18n$/, replacement: join(root, 'node_modules/vue-i18n/dist/vue-i18n.runtime.mjs') },
        ],
      },
    }),
  };
}
