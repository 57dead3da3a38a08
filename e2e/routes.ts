import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Every route of both clients, read from the rooms' own lists, with the demo's ids in place of parameters. */
export type Route = {
  readonly client: 'phone' | 'desk';
  readonly path: string;
  readonly address: string;
  readonly open: boolean;
  readonly as: string;
};

type RouteRecord = { path: string; meta?: { open?: boolean }; children?: RouteRecord[]; redirect?: unknown };
const root = join(import.meta.dirname, '..');

async function recordsOf(client: 'member' | 'console'): Promise<RouteRecord[]> {
  const files = globSync(`features/*/${client}/pages.ts`, { cwd: root }).sort();
  const rooms = await Promise.all(
    files.map((file) => import(join(root, file)) as Promise<Record<string, RouteRecord[] | { routes: RouteRecord[] }>>),
  );
  return rooms.flatMap((room) => Object.values(room).flatMap((value) => (Array.isArray(value) ? value : (value?.routes ?? []))));
}

type Ids = Record<string, string | undefined>;

/** Ids that the signed-in reader of a context may open. */
export async function idsFor(context: BrowserContext, url: string): Promise<Ids> {
  // biome-ignore lint/suspicious/noExplicitAny: answers of many endpoints, of which only ids are read
  const get = async (path: string): Promise<any> => {
    const response = await context.request.get(`${url}/api/v1${path}`);
    return response.ok() ? response.json() : {};
  };
  const me = await get('/me');
  const branchId: string | undefined = me.branch?.id;
  const meetings = branchId ? await get(`/meetings?branch=${branchId}&limit=50`) : await get('/meetings?limit=50');
  // A page of a task is looked at while the task is there to do: the roll of an announced meeting, the minutes of one that is held.
  const inState = (...states: string[]) => states.map((state) => meetings.items?.find((m: { state: string }) => m.state === state)).find(Boolean)?.id;
  const members = await get(`/members?limit=5${branchId ? `&branch=${branchId}` : ''}`);
  const imports = await get('/imports?limit=1');
  const findings = await get('/findings?limit=1');
  return {
    branchId,
    organisationId: me.post?.organisationId ?? branchId,
    meetingId: inState('confirmed') ?? meetings.items?.[0]?.id,
    toHold: inState('announced', 'planned'),
    toWrite: inState('held', 'announced'),
    personId: members.items?.[0]?.id ?? me.personId,
    importId: imports.items?.[0]?.id,
    findingId: findings.items?.[0]?.id,
    year: '2026',
  };
}

/** Which meeting a page of a task is looked at with. */
function taskOf(path: string): 'toHold' | 'toWrite' | 'meetingId' {
  if (/\/(roll|code|sign-in|edit)$/.test(path)) return 'toHold';
  return path.endsWith('/write') ? 'toWrite' : 'meetingId';
}

/** The routes of a client; those with a parameter that this reader has no id for are left out and named. */
export async function routesOf(client: 'phone' | 'desk', ids: Ids, as: string): Promise<{ routes: Route[]; left: string[] }> {
  const left: string[] = [];
  const routes: Route[] = [];
  for (const record of await recordsOf(client === 'phone' ? 'member' : 'console')) {
    if (record.redirect || record.path.includes('*')) continue;
    let missing = false;
    const address = record.path.replace(/:(\w+)(\([^)]*\))?(\?)?/g, (_, name: string, _pattern, optional) => {
      const id = (name === 'meetingId' ? ids[taskOf(record.path)] : undefined) ?? ids[name];
      if (!id && !optional) missing = true;
      return id ?? '';
    });
    if (missing) left.push(record.path);
    else
      routes.push({ client, path: record.path, address: `${client === 'desk' ? '/console' : ''}${address}`, open: record.meta?.open === true, as });
  }
  return { routes, left };
}
