import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '#platform/server/db/db.ts';
import { dayOf } from '#platform/shared/day/day.ts';
import { branchId, cookieOf, type Reader } from '../../bench/university.ts';
import { largeUniversity } from '../large-university.ts';
import { operations } from '../matrix/operations.ts';
import { openWorld, type World } from '../world.ts';

/**
 * What a list costs is told by its plan, not by a clock. Every list is asked of a large university through four pairs of eyes; each
 * statement that the server sent for it is explained, and none may go through a large table from end to end.
 */
const YEARS = new Set(
  'audit_entries notices field_changes corrections exports imports import_rows jobs findings organisation_changes meetings attendances meeting_items activity_counts sessions idempotency_keys articles article_versions article_authors article_rounds article_signatures'.split(
    ' ',
  ),
);
/** As large as the university, whatever the years: read whole by those who ask for the whole university, never for one branch. */
const ROSTER = new Set(['persons', 'memberships', 'accounts']);
const ofOneBranch: ReadonlySet<Reader> = new Set<Reader>(['secretary', 'member']);

const number = (n: number) => n.toString(16).padStart(12, '0');
const school = `01980001-0000-7000-8000-${number(1)}`;
const own = branchId(2);
const person = `01980002-0000-7000-8000-${number(2)}`;
const today = dayOf(new Date());

/** Lists and the pages beside them, with the filters that people use. */
const paths: readonly string[] = [
  ...['', '&state=none', '&q=ceshi'].flatMap((more) => [`/accounts?organisation=${own}${more}`]),
  ...['', `?organisation=${own}`, `?person=${person}`, `?about=${person}`, '?action=member.reveal', `?from=${today}`, '?to=2024-06-01'].map(
    (query) => `/audit${query}`,
  ),
  '/me/audit',
  '/organisations',
  `/organisations?within=${school}`,
  `/organisations/${own}/changes`,
  `/organisations/${own}/open-work`,
  ...['', '?q=测试12', '?q=ceshi', '?q=13800000002', '?category=probationary', '?missing=true', `?branch=${own}`].map((query) => `/members${query}`),
  `/members/${person}/history`,
  '/corrections',
  '/corrections?state=approved',
  '/imports',
  `/imports/01980010-0000-7000-8000-${number(3)}/rows`,
  '/exports',
  '/notices',
  '/notices?unread=true',
  '/notices/unread',
  ...['', '?order=oldest', '?kind=partyLecture', '?state=recorded', `?from=${today}`, `?branch=${own}`, `?branch=${school}`].map(
    (query) => `/meetings${query}`,
  ),
  '/meetings/waiting',
  `/meetings/month?month=${today.slice(0, 7)}`,
  `/branches/${own}/findings`,
  `/branches/${own}/health`,
  '/findings',
  '/articles?column=university-news',
  `/articles?column=branch-notices&organisation=${own}`,
  '/articles/desk',
  '/articles/desk?state=published',
  '/articles/desk?waiting=true',
  '/me',
];

let world: World;
let explaining: Connection;
const counted = { asked: 0, answered: 0, statements: 0 };
beforeAll(async () => {
  world = await openWorld({ now: new Date().toISOString() });
  await largeUniversity(world.databaseUrl, today);
  explaining = connect(world.databaseUrl, 1);
}, 300_000);
afterAll(async () => {
  console.log(
    `plans: ${counted.statements} statements behind ${counted.answered} answers of ${paths.length} lists and pages, asked through four pairs of eyes of a university of 20,000 people; none goes through a table that grows with the years`,
  );
  await explaining?.close();
  await world?.close();
});

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };
const scannedBy = (node: Node): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : []),
  ...(node.Plans ?? []).flatMap(scannedBy),
];

/** The tables that a statement goes through from end to end. */
async function scanned(text: string, values: readonly unknown[]): Promise<string[]> {
  const { rows } = await explaining.pool.query(`explain (format json) ${text}`, [...values]);
  return scannedBy(rows[0]['QUERY PLAN'][0].Plan);
}

/** Runs `act` and answers with every question that the server asked the database meanwhile. */
async function listening<T>(act: () => Promise<T>): Promise<{ value: T; asked: { text: string; values: unknown[] }[] }> {
  const asked: { text: string; values: unknown[] }[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, second] = given as [string | { text?: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : (first?.text ?? '');
    const values = typeof first === 'string' ? second : first?.values;
    if (/^\s*(\/\*.*?\*\/)?\s*(select|with)\b/i.test(text) && !/\binsert into\b/i.test(text))
      asked.push({ text, values: Array.isArray(values) ? values : [] });
    return original.apply(this, given);
  };
  try {
    return { value: await act(), asked };
  } finally {
    prototype.query = original;
  }
}

test('no list goes through a table that grows with the years, and no list of one branch through the roster', async () => {
  const faults = new Set<string>();
  const answered = new Set<string>();
  for (const reader of ['committee', 'organiser', 'secretary', 'member'] as const) {
    const client = world.client();
    client.useCookie(cookieOf(reader));
    for (const path of paths) {
      const { value, asked } = await listening(() => client.send('GET', `/api/v1${path}`));
      counted.asked += 1;
      expect(value.status, `${reader} ${path} ${value.problem?.detail}`).toBeLessThan(500);
      expect(value.status, `${reader} ${path} ${value.problem?.detail}`).not.toBe(422);
      if (value.status === 200) {
        answered.add(path);
        counted.answered += 1;
      }
      for (const { text, values } of asked) {
        counted.statements += 1;
        for (const table of await scanned(text, values))
          if (YEARS.has(table) || (ofOneBranch.has(reader) && ROSTER.has(table)))
            faults.add(`${reader} ${path}: ${table} <- ${text.replace(/\s+/g, ' ').slice(0, 160)}`);
      }
    }
  }
  expect([...faults]).toEqual([]);
  expect(paths.filter((path) => !answered.has(path))).toEqual([]);
}, 300_000);

test('every list that has pages is among them', () => {
  const lists = operations.filter(
    ({ endpoint }) => endpoint.method === 'GET' && 'nextCursor' in ((endpoint.output as { shape?: object }).shape ?? {}),
  );
  const asked = paths.map((path) => path.split('?')[0] ?? '');
  const left = lists.filter(({ endpoint }) => {
    const pattern = new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`);
    return !asked.some((path) => pattern.test(path));
  });
  expect(lists.length).toBeGreaterThan(10);
  expect(left.map(({ key }) => key)).toEqual([]);
});

test('a table without an index is noticed', async () => {
  expect(await scanned('select * from audit_entries where reason = $1', ['x'])).toEqual(['audit_entries']);
  expect(await scanned('select * from audit_entries order by at desc, id desc limit 20', [])).toEqual([]);
});
