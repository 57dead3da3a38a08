import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { recordableKinds } from '../kind.ts';
import { rebuildCounts } from './counts.ts';
import { meetingRepository } from './repository.ts';

let scene: MeetingScene;
beforeAll(async () => {
  scene = await openMeetingScene();
});
afterAll(() => scene?.close());

const figures = async () => {
  const rows = await scene.world.db.selectFrom('activityCounts').selectAll().orderBy('branchId').orderBy('month').orderBy('kind').execute();
  return rows.filter((row) => row.recorded + row.held > 0);
};

/** One history: a kind, a day, how far it goes, how long the minutes take, what its roll adds up to, and a correction of the roll. */
const history = fc.record({
  branch: fc.integer({ min: 0, max: 2 }),
  kind: fc.constantFrom(...recordableKinds),
  day: fc.integer({ min: 0, max: 120 }),
  steps: fc.integer({ min: 0, max: 3 }),
  takes: fc.integer({ min: 0, max: 20 }),
  due: fc.integer({ min: 0, max: 12 }),
  away: fc.integer({ min: 0, max: 12 }),
  corrected: fc.boolean(),
  moved: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
  origin: fc.constantFrom('live', 'imported'),
  joined: fc.boolean(),
});

describe('counts by branch, month and kind', () => {
  test('kept while writing, they are the same as derived anew, over random histories', async () => {
    const { db } = scene.world;
    const { branch, sibling, far } = scene.university;
    const branches = [branch, sibling, far];
    await db.updateTable('organisations').set({ recordsSince: '2026-08-15' }).where('id', '=', sibling.id).execute();
    const startOf = (day: number) => new Date(`${addDays('2026-07-01', day)}T11:00:00Z`);
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 12 }), async (histories) => {
        await db.transaction().execute(async (tx) => {
          const repository = meetingRepository(tx);
          let first: string | null = null;
          for (const h of histories) {
            const id = newId();
            const at = branches[h.branch] as typeof branch;
            const startsAt = startOf(h.day);
            const since = at.id === sibling.id ? '2026-08-15' : '2024-03-01';
            await repository.insert(
              {
                id,
                branchId: at.id,
                kind: h.kind,
                title: '一次',
                state: 'held',
                startsAt,
                endsAt: null,
                heldOn: addDays('2026-07-01', h.day),
                place: '101',
                online: false,
                chairId: scene.people.secretary.id,
                recorderId: scene.people.secretary.id,
                lecturerId: null,
                lecturerName: null,
                fiveBuildings: [],
                occasionId: h.joined ? first : null,
                plannedBy: null,
                signInSecret: Buffer.alloc(32),
              },
              since,
            );
            first ??= id;
            const now = async () => (await repository.byId(id, '2026-12-01')) as NonNullable<Awaited<ReturnType<typeof repository.byId>>>;
            if (h.moved !== undefined) await repository.update(await now(), { startsAt: startOf(h.moved), heldOn: addDays('2026-07-01', h.moved) });
            const sums = { due: h.due, present: Math.max(0, h.due - h.away) };
            if (h.steps >= 1)
              await repository.update(await now(), {
                origin: h.origin,
                state: 'recorded',
                receivedAt: new Date(startsAt.getTime() + h.takes * 86_400_000),
                ...sums,
              });
            if (h.steps >= 1 && h.corrected) await repository.update(await now(), { present: h.due });
            if (h.steps >= 2)
              await repository.update(await now(), { state: 'confirmed', confirmedAt: new Date(), sha256: '0'.repeat(64), canonical: '{}' });
          }
        });
        const live = await figures();
        await db.transaction().execute((tx) => rebuildCounts(tx));
        expect(await figures()).toEqual(live);
      }),
      { numRuns: 25 },
    );
    expect((await figures()).length).toBeGreaterThan(5);
  });

  test('rebuilding from nothing and over wrong figures gives the same', async () => {
    const { db } = scene.world;
    const right = await figures();
    await db.updateTable('activityCounts').set({ recorded: 99, late: 7 }).execute();
    await db.insertInto('activityCounts').values({ branchId: scene.branch.id, month: '2020-01-01', kind: 'themeDay', recorded: 5 }).execute();
    await db.transaction().execute((tx) => rebuildCounts(tx));
    expect(await figures()).toEqual(right);
    await db.deleteFrom('activityCounts').execute();
    await db.transaction().execute((tx) => rebuildCounts(tx));
    expect(await figures()).toEqual(right);
  });
});
