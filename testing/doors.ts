import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Which file may import which, as sentences that can be broken. Paths are relative to the project. */
export type Import = { readonly from: string; readonly to: string };

const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(SPECIFIER)].map((match) => {
    const specifier = (match[1] ?? match[2] ?? match[3]) as string;
    const to = specifier.startsWith('#') ? specifier.slice(1) : specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier;
    return { from: file, to };
  });
}

export function projectImports(root: string): Import[] {
  const files = globSync(['platform/**/*.{ts,vue}', 'features/**/*.{ts,vue}', 'ui/**/*.{ts,vue}', 'apps/**/*.{ts,vue}'], { cwd: root });
  return files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
}

type Place = {
  readonly room: string | null;
  readonly side:
    | 'rule'
    | 'contract'
    | 'door'
    | 'server'
    | 'page'
    | 'platform-shared'
    | 'platform-server'
    | 'platform-web'
    | 'ui'
    | 'app'
    | 'package'
    | 'other';
};

function placeOf(path: string): Place {
  const feature = /^features\/([^/]+)\/(.+)$/.exec(path);
  if (feature) {
    const [, room, rest] = feature as unknown as [string, string, string];
    if (rest.startsWith('api/')) return { room, side: 'server' };
    if (rest.startsWith('member/') || rest.startsWith('console/')) return { room, side: 'page' };
    if (rest === 'index.ts') return { room, side: 'door' };
    return { room, side: rest === 'contract.ts' ? 'contract' : 'rule' };
  }
  for (const side of ['shared', 'server', 'web'] as const) if (path.startsWith(`platform/${side}/`)) return { room: null, side: `platform-${side}` };
  if (path.startsWith('ui/')) return { room: null, side: 'ui' };
  if (path.startsWith('apps/')) return { room: null, side: 'app' };
  return { room: null, side: /^[a-z@]/.test(path) && !/^(testing|demo|e2e|bench)\//.test(path) ? 'package' : 'other' };
}

const SERVER_PACKAGES = /^(pg|kysely|fastify|@fastify\/|node:|sharp|pdfmake|pino|prom-client|@node-rs\/)/;

/** The sentence that an import breaks, or null. Tests may look anywhere. */
export function brokenDoor({ from, to }: Import): string | null {
  if (/\.test\.ts$/.test(from) || /vite\.config\.ts$/.test(from) || from.startsWith('ui/gallery/')) return null;
  const a = placeOf(from);
  const b = placeOf(to);
  if (a.side.startsWith('platform') && b.room !== null) return 'platform names no feature';
  if (a.side === 'ui' && b.room !== null) return 'ui has no feature words';
  if (a.side === 'platform-shared' && !['platform-shared', 'package'].includes(b.side)) return 'platform/shared runs anywhere and stands alone';
  if (a.side === 'platform-web' && b.side === 'platform-server') return 'pages never see the server';
  if (['page', 'ui', 'platform-web'].includes(a.side) && SERVER_PACKAGES.test(to)) return 'SQL, files and the server stay on the server';
  if (a.side === 'page' && ['server', 'door', 'platform-server'].includes(b.side))
    return 'pages reach a feature through its contract and rules, never its server side';
  if (a.side === 'page' && b.side === 'page' && a.room !== b.room) return 'a page reaches another room only through its contract and rule files';
  if (['rule', 'contract'].includes(a.side)) {
    if (['server', 'door', 'page', 'platform-server', 'platform-web', 'ui'].includes(b.side)) return 'rules and contracts are pure';
    if (b.side === 'package' && to !== 'zod') return 'rules import nothing but platform/shared';
    const isRule = a.side === 'rule' && !/\/(policy|sentences|words)\.ts$/.test(from);
    if (isRule && b.room !== null && b.room !== a.room) return 'a rule stands alone: it imports no other room';
  }
  if (['server', 'door'].includes(a.side) && b.side === 'server' && a.room !== b.room)
    return 'a feature reaches another’s server side only through its index.ts';
  if (['server', 'door', 'platform-server'].includes(a.side) && ['page', 'ui', 'platform-web'].includes(b.side)) return 'the server imports no page';
  return null;
}
