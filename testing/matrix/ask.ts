import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { exampleOf } from '#platform/server/http/example.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { bodies } from './bodies.ts';
import type { Operation } from './operations.ts';
import type { Ids, Records } from './records.ts';

/** One way of asking an operation at a place: with which record and which body. */
export type Way = { readonly label: string; readonly values: Readonly<Record<string, unknown>>; readonly body: unknown };

const PLACELESS: Ids = {};
const FALLBACK: Readonly<Record<string, string>> = { year: '2026' };
const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value);

const pathNames = (operation: Operation) => [...operation.endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);

/** Puts the place's ids where an example has made-up ones; `used` hears which were needed. */
function filled(value: unknown, name: string, ids: Ids, used: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((entry) => filled(entry, name.replace(/Ids$/, 'Id'), ids, used));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, filled(entry, key, ids, used)]));
  if (isUuid(value) && name !== 'id') {
    used.add(name);
    return ids[name] ?? value;
  }
  return value;
}

/** All ways of asking an operation with the records of a place; none where the operation does not name such a place. */
export function waysOf(operation: Operation, records: Records | null): Way[] {
  const { endpoint } = operation;
  const inPath = pathNames(operation).filter((name) => !(name in FALLBACK));
  const families = records?.families ?? {};
  const family = inPath.map((name) => families[name]).find((found) => found !== undefined);
  const variants: [string, Ids][] = family ? Object.entries(family) : [['', PLACELESS]];
  const ways: Way[] = [];
  for (const [state, more] of variants) {
    const ids: Ids = { ...(records?.ids ?? {}), ...more };
    if (inPath.some((name) => ids[name] === undefined)) continue;
    const values: Record<string, unknown> = { ...FALLBACK, ...Object.fromEntries(inPath.map((name) => [name, ids[name]])) };
    let named = inPath.length > 0;
    for (const [name, schema] of Object.entries(endpoint.query?.shape ?? {})) {
      if (ids[name] !== undefined) {
        values[name] = ids[name];
        named = true;
      } else if (!(schema as { safeParse(value: unknown): { success: boolean } }).safeParse(undefined).success)
        values[name] = name in FALLBACK ? FALLBACK[name] : exampleOf(schema as never, 'input');
    }
    const written = bodies[operation.key];
    const options: [string, (ids: Ids, username: string) => unknown][] =
      written === undefined
        ? [['', () => endpoint.example ?? (endpoint.body ? exampleOf(endpoint.body, 'input') : undefined)]]
        : typeof written === 'function'
          ? [['', written]]
          : Object.entries(written);
    for (const [label, make] of options) {
      const used = new Set<string>();
      const asked = new Proxy(ids, {
        get: (target, name: string) => {
          used.add(name);
          return target[name] ?? newId();
        },
      });
      const body = endpoint.body ? filled(make(asked, records?.username ?? '2024000001'), '', ids, used) : undefined;
      const placed = named || [...used].some((name) => ids[name] !== undefined);
      const needsPlace = inPath.length > 0 || used.size > 0 || required(operation);
      // With a place only where it changes what is asked; without one only where none is needed.
      if (records === null ? !needsPlace : placed) ways.push({ label: [state, label].filter(Boolean).join(' '), values, body });
    }
  }
  return ways;
}

/** A query that must name an organisation is never asked without one. */
function required(operation: Operation): boolean {
  return Object.entries(operation.endpoint.query?.shape ?? {}).some(
    ([name, schema]) =>
      ['organisation', 'within', 'branch'].includes(name) &&
      !(schema as { safeParse(value: unknown): { success: boolean } }).safeParse(undefined).success,
  );
}

type Heard = { readonly status: number; readonly code: string | null; readonly text: string; readonly verdict: 'yes' | 'no' | 'broken' };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const workbook = () => readFileSync(join(import.meta.dirname, '../workbooks/roster-clean.xlsx'));

type Sending = { readonly key?: string; readonly version?: number };

/** Sends one way of asking, as a page would. */
export async function send(client: Client, operation: Operation, way: Way, sending: Sending = {}) {
  const { endpoint } = operation;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(way.values[name])));
  const query = new URLSearchParams(
    Object.keys(endpoint.query?.shape ?? {})
      .filter((name) => way.values[name] !== undefined)
      .map((name) => [name, String(way.values[name])]),
  );
  const headers: Record<string, string> = {};
  if (endpoint.method === 'POST') headers['idempotency-key'] = sending.key ?? newId();
  if (endpoint.ifMatch) headers['if-match'] = `"${sending.version ?? 1}"`;
  return client.send(endpoint.method, `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
    headers,
    body: way.body,
    ...(endpoint.upload
      ? { file: operation.room === 'meetings' ? { name: 'photo.png', bytes: PNG } : { name: 'roster.xlsx', bytes: workbook() } }
      : {}),
  });
}

/** Yes: done, or refused by a rule that comes after the question who asks. No: 401, 403, 404, or a list with nothing in it. */
export async function hear(client: Client, operation: Operation, way: Way): Promise<Heard> {
  const answer = await send(client, operation, way);
  const { status } = answer;
  const code = answer.problem?.code ?? null;
  const text = textOf(answer.raw, String(answer.headers['content-type'] ?? ''));
  if (status >= 500 || code === 'invalid_input') return { status, code, text, verdict: 'broken' };
  if (status >= 400) return { status, code, text, verdict: [401, 403, 404].includes(status) ? 'no' : 'yes' };
  return { status, code, text, verdict: operation.endpoint.method === 'GET' && isEmpty(answer.body, operation, text) ? 'no' : 'yes' };
}

function isEmpty(body: unknown, operation: Operation, text: string): boolean {
  if (operation.endpoint.download?.mediaType.startsWith('text/csv')) return text.trim().split('\r\n').length < 2;
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items) && body.items.length === 0;
}

/** What can be read in an answer; a workbook is unzipped first. */
function textOf(raw: Buffer, type: string): string {
  if (!/zip|sheet/.test(type) || raw.subarray(0, 2).toString() !== 'PK') return raw.toString('utf8');
  return Object.values(unzipSync(new Uint8Array(raw)))
    .map((bytes) => Buffer.from(bytes).toString('utf8'))
    .join('\n');
}
