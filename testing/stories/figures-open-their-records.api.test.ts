import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { charts } from '#features/charts/contract.ts';
import { meetings } from '#features/meetings/contract.ts';
import { rebuildCounts } from '#features/meetings/index.ts';
import type { Db } from '#platform/server/db/db.ts';
import { firstDay, lastDay } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';

const KINDS = ['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'] as const;
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ now: '2026-11-24T10:00:00+08:00' });
  university = await foundUniversity(world);
  const { branch, sibling, far, people } = university;
  // One of the branches began to keep its records here only in May; what it held before counts nowhere.
  await world.db.updateTable('organisations').set({ recordsSince: '2026-05-10' }).where('id', '=', sibling.id).execute();
  const history = fc.sample(
    fc.record({
      at: fc.constantFrom(branch, sibling, far),
      kind: fc.constantFrom(...KINDS),
      month: fc.integer({ min: 1, max: 11 }),
      day: fc.integer({ min: 1, max: 20 }),
      state: fc.constantFrom('planned', 'held', 'recorded', 'recorded', 'confirmed', 'cancelled'),
      after: fc.integer({ min: 0, max: 12 }),
    }),
    { numRuns: 160, seed: 20261124 },
  );
  const rows = history.map(({ at, kind, month, day, state, after }) => {
    const heldOn = `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const startsAt = new Date(`${heldOn}T19:00:00+08:00`);
    const received = state === 'recorded' || state === 'confirmed' ? new Date(startsAt.getTime() + after * 86_400_000) : null;
    const confirmed = state === 'confirmed' ? { confirmedAt: received, sha256: 'a'.repeat(64), canonical: '{}' } : {};
    const chair = people.secretary.id;
    return {
      ...{ id: newId(), branchId: at.id, kind, title: '一次会议', state, startsAt, heldOn, place: '会议室', chairId: chair, recorderId: chair },
      ...{ receivedAt: received, cancelReason: state === 'cancelled' ? '改期' : null, ...confirmed },
    };
  });
  for (const row of rows) await world.db.insertInto('meetings').values(row).execute();
  await world.db.transaction().execute((tx) => rebuildCounts(tx as unknown as Db));
});
afterAll(() => world?.close());

type Records = { branch?: string | undefined; kind?: string[] | undefined; from?: string | undefined; to?: string | undefined };

/** As many records as a figure's link opens. */
async function opened(client: Client, records: Records): Promise<number> {
  let [count, cursor] = [0, undefined as string | undefined];
  do {
    const page = (await client.ask(meetings.listMeetings, { ...records, limit: 50, cursor } as never)).body;
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}

const who = fc.constantFrom('committee' as const, 'organiser' as const, 'department' as const);
const compositions = fc.constantFrom(undefined, ['staff'], ['undergraduate', 'graduate'], ['graduate']);

test('走势图上的每个数，等于点开后列表里的条数：任意级别、类型、种类', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(
      who,
      fc.constantFrom('all', 'school', 'branch'),
      compositions,
      fc.constantFrom(...KINDS),
      async (reader, level, composition, kind) => {
        const client = await university.as(reader);
        const view = (await client.ask(charts.activityTrend, { level, composition, kind: [kind], months: 12 } as never)).body;
        for (const { counts, records } of view.series) {
          expect(await opened(client, records as Records)).toBe(counts.reduce((sum, n) => sum + n, 0));
          for (const [at, month] of view.months.entries()) {
            if (counts[at] === 0) continue;
            expect(await opened(client, { ...records, from: firstDay(month), to: lastDay(month) } as Records)).toBe(counts[at]);
            asked += 1;
          }
        }
      },
    ),
    { numRuns: 20 },
  );
  expect(asked).toBeGreaterThan(20);
});

test('对比图上“开会次数”等于点开后列表里的条数', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(
      who,
      fc.constantFrom('school', 'branch'),
      compositions,
      fc.constantFrom(...KINDS),
      fc.constantFrom('2026-Q1', '2026-Q2', '2026-Q3', '2026'),
      async (reader, level, composition, kind, period) => {
        const client = await university.as(reader);
        const view = (await client.ask(charts.comparison, { level, composition, kind, period } as never)).body;
        for (const { held, records } of view.items) {
          expect(await opened(client, records as Records)).toBe(held);
          asked += held;
        }
      },
    ),
    { numRuns: 25 },
  );
  expect(asked).toBeGreaterThan(20);
});
