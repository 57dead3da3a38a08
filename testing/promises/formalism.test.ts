import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operations } from '../matrix/operations.ts';
import { openWorld, type World } from '../world.ts';

/**
 * No points, no streaks, no check-in, no ranking of persons: what is not counted cannot be demanded. (《整治形式主义为基层减负若干规定》:
 * 不得将政务应用程序打卡、积分排名、在线时长作为考核依据.)
 */
const forbidden =
  /(^|_)(points?|scores?|scoring|credits?|streaks?|rank(s|ing|ed)?|leader_?board|badges?|medals?|stars|online_(time|minutes|duration|seconds)|duration_online|time_(online|spent)|check_?ins?|checked_in|punch|clock_?ins?|login_(count|days|streak)|visit_count|read_count|reading_(time|seconds)|levels?_up|experience|coins?|积分|打卡|排名|得分|勋章)(_|$)/i;
const snake = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

/** Names that read alike and are something else. */
const meantOtherwise: Readonly<Record<string, string>> = {
  'meeting_items.points': '讨论要点: the text of the points made in a discussion, not a number',
};

let world: World;
let columns = 0;
let fields = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  console.log(
    `formalism: ${columns} columns and ${fields} fields of ${operations.length} contracts read: 0 of points, streaks, check-ins or rankings`,
  );
  await world?.close();
});

test('no column counts what must not be counted', async () => {
  const { rows } = await sql<{
    name: string;
    type: string;
  }>`select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = 'public'`.execute(
    world.db,
  );
  columns = rows.length;
  expect(columns).toBeGreaterThan(200);
  const found = rows.filter(({ name }) => forbidden.test(name.split('.')[1] as string) || forbidden.test(name.split('.')[0] as string));
  expect(found.map(({ name }) => name)).toEqual(['meeting_items.points']);
  // The one exception is text.
  expect(found[0]?.type).toBe('text');
  expect(Object.keys(meantOtherwise)).toContain('meeting_items.points');
});

test('no contract asks for it or shows it', () => {
  const found: string[] = [];
  for (const { key, endpoint } of operations) {
    const visit = (schema: unknown, path: string): void => {
      if (!schema || typeof schema !== 'object') return;
      for (const [name, value] of Object.entries((schema as { properties?: Record<string, unknown> }).properties ?? {})) {
        fields += 1;
        if (forbidden.test(snake(name)) && (value as { type?: string }).type !== 'string') found.push(`${key}: ${path}.${name}`);
        visit(value, `${path}.${name}`);
      }
      const { items, anyOf, oneOf, allOf, $defs } = schema as {
        items?: unknown;
        anyOf?: unknown[];
        oneOf?: unknown[];
        allOf?: unknown[];
        $defs?: Record<string, unknown>;
      };
      for (const inner of [items, ...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? []), ...Object.values($defs ?? {})]) visit(inner, path);
    };
    for (const [part, schema] of Object.entries({ query: endpoint.query, body: endpoint.body, output: endpoint.output })) {
      if (schema) visit(z.toJSONSchema(schema, { io: part === 'output' ? 'output' : 'input', unrepresentable: 'any' }), part);
    }
    if (forbidden.test(snake(key.split('.')[1] as string))) found.push(key);
  }
  expect(found).toEqual([]);
  expect(fields).toBeGreaterThan(500);
});

test('the gate itself finds what it is for', () => {
  for (const name of [
    'points',
    'total_score',
    'streak_days',
    'rank',
    'badge_count',
    'online_time',
    'checkin',
    'check_in_at',
    'login_count',
    'leaderboard',
  ])
    expect(forbidden.test(name), name).toBe(true);
  for (const name of ['starts_at', 'present', 'signed_at', 'franking', 'position', 'from_on']) expect(forbidden.test(name), name).toBe(false);
});
