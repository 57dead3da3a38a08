import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rebuildHealth } from '#features/health/index.ts';
import { organisations } from '#features/organisations/contract.ts';
import { addDays } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';
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
  return rows.filter((row) => row.held > 0);
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
    await db.updateTable('activityCounts').set({ counted: 99, late: 7 }).execute();
    await db.insertInto('activityCounts').values({ branchId: scene.branch.id, month: '2020-01-01', kind: 'themeDay', counted: 5 }).execute();
    await db.transaction().execute((tx) => rebuildCounts(tx));
    expect(await figures()).toEqual(right);
    await db.deleteFrom('activityCounts').execute();
    await db.transaction().execute((tx) => rebuildCounts(tx));
    expect(await figures()).toEqual(right);
  });
});

/** What happens to branches and their meetings, one command after another. */
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('record' as const), kind: fc.constantFrom(...recordableKinds), back: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('cancel' as const), told: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('correct' as const), status: fc.constantFrom('present' as const, 'absent' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('join' as const), cancelled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('split' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('merge' as const) }) },
);

test('through cancelled, corrected, joined, split and merged, what the commands kept is what `lianxin health rebuild` derives', async () => {
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 9 }), async (acts) => {
      const own = await openMeetingScene();
      try {
        const { people, university, world } = own;
        own.at('2026-11-24T10:00:00+08:00');
        const [secretary, officer, publicity, department] = await Promise.all(
          (['secretary', 'officer', 'publicity', 'department'] as const).map((who) => university.as(who)),
        );
        if (!secretary || !officer || !publicity || !department) throw new Error('nobody');
        const note = (does: string, answer: { status: number }) => {
          if (answer.status === 200) done.add(does);
        };
        let last: Awaited<ReturnType<typeof own.planned>> | null = null;
        const record = async (more: Record<string, unknown>) => {
          const answer = await secretary.ask(meetings.recordMeeting, {
            ...own.planOf(more),
            ...own.recordOf({ roll: own.allPresent([people.secretary.id, people.officer.id, people.publicity.id]) }),
          } as never);
          if (answer.status === 200) last = answer.body as NonNullable<typeof last>;
          return answer;
        };
        let n = 0;
        for (const one of acts) {
          n += 1;
          if (one.does === 'record')
            note('record', await record({ kind: one.kind, title: `第 ${n} 次`, startsAt: `${addDays('2026-11-24', -one.back)}T09:00:00+08:00` }));
          if (one.does === 'cancel') {
            const planned = await secretary.ask(meetings.planMeeting, own.planOf({ title: `第 ${n} 次` }) as never);
            if (one.told) await secretary.ask(meetings.announceMeeting, { meetingId: planned.body.id });
            note('cancel', await secretary.ask(meetings.cancelMeeting, { meetingId: planned.body.id, reason: '改期' }));
          }
          if (one.does === 'correct' && last) {
            const { id } = last as { id: string };
            const { body } = await publicity.ask(meetings.proposeAmendment, { meetingId: id, text: '名单有误。' });
            const proposed = body.amendments?.find((a) => a.state === 'proposed');
            note(
              'correct',
              await officer.ask(meetings.decideAmendment, {
                meetingId: id,
                amendmentId: proposed?.id ?? id,
                accepted: true,
                reason: '属实',
                roll: [{ personId: people.probationary.id, status: one.status }],
              }),
            );
          }
          if (one.does === 'join') {
            const themeDay = await secretary.ask(meetings.planMeeting, own.planOf({ kind: 'themeDay', title: `第 ${n} 次` }) as never);
            const lecture = await secretary.ask(
              meetings.planMeeting,
              own.planOf({ kind: 'partyLecture', title: `第 ${n} 次`, occasionId: themeDay.body.id }) as never,
            );
            note('join', lecture);
            if (one.cancelled) await secretary.ask(meetings.cancelMeeting, { meetingId: themeDay.body.id, reason: '改期' });
          }
          if (one.does === 'split')
            note(
              'split',
              await department.ask(organisations.split, {
                organisationId: own.branch.id,
                parts: [
                  { made: null, memberIds: [people.secretary.id, people.officer.id, people.publicity.id, people.activist.id] },
                  {
                    made: { name: '本科生第三党支部', code: '010103', composition: 'undergraduate' },
                    memberIds: [people.member.id, people.probationary.id],
                  },
                ],
                on: '2026-11-24',
                documentNumber: '岚大党组〔2026〕22号',
                reason: '人数较多',
              } as never),
            );
          if (one.does === 'merge')
            note(
              'merge',
              await department.ask(organisations.merge, {
                sourceIds: [own.branch.id],
                intoId: university.sibling.id,
                made: null,
                on: '2026-11-24',
                documentNumber: '岚大党组〔2026〕21号',
                reason: '毕业离校',
              }),
            );
        }
        const kept = async () =>
          (await world.db.selectFrom('activityCounts').selectAll().orderBy('branchId').orderBy('month').orderBy('kind').execute()).filter(
            (row) => row.held > 0,
          );
        const live = await kept();
        await rebuildHealth(world.running.services, rebuildCounts);
        expect(await kept()).toEqual(live);
      } finally {
        await own.close();
      }
    }),
    // A merged and a split branch, a corrected and a cancelled meeting are always among them.
    {
      numRuns: 5,
      examples: [
        [
          [
            { does: 'record', kind: 'membersMeeting', back: 20 },
            { does: 'correct', status: 'present' },
            { does: 'cancel', told: true },
            { does: 'join', cancelled: true },
            { does: 'split' },
            { does: 'record', kind: 'themeDay', back: 3 },
            { does: 'merge' },
          ],
        ],
      ],
    },
  );
  expect([...done].sort()).toEqual(expect.arrayContaining(['cancel', 'correct', 'join', 'merge', 'record', 'split']));
}, 180_000);
