import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rebuildCounts } from '#features/meetings/index.ts';
import { firstDay, shiftWindow } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { meetings } from '../../meetings/contract.ts';
import { health } from '../contract.ts';
import type { Counts } from '../facts.ts';
import { healthOf } from '../health.ts';
import { rebuildHealth } from '../index.ts';
import { branchReader } from './branches.ts';
import { knownOf } from './facts.ts';
import { makeReading } from './reading.ts';
import { atMidnight } from './write-findings.ts';

const TODAY = '2026-11-24';
const KINDS = ['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'];
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ now: `${TODAY}T10:00:00+08:00` });
  university = await foundUniversity(world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  await world.db.deleteFrom('findings').execute();
  await world.db.deleteFrom('activityCounts').execute();
});

type Month = { branch: number; back: number; kind: string; counted: number; unconfirmed: boolean; due: number; present: number };
const history = fc.uniqueArray(
  fc.record<Month>({
    branch: fc.nat(2),
    back: fc.nat(20),
    kind: fc.constantFrom(...KINDS),
    counted: fc.nat(2),
    unconfirmed: fc.boolean(),
    due: fc.integer({ min: 5, max: 10 }),
    present: fc.nat(5),
  }),
  { selector: ({ branch, back, kind }) => `${branch} ${back} ${kind}`, maxLength: 80 },
);

/** The rows of a history as the counts of the meetings' room. */
function rowsOf(months: readonly Month[]) {
  const branches = [university.branch, university.sibling, university.far];
  return months.map(({ branch, back, kind, counted, unconfirmed, due, present }) => {
    const attends = kind === 'committeeMeeting' ? 0 : counted;
    return {
      branchId: (branches[branch] as { id: string }).id,
      month: shiftWindow('2026-11', -back),
      kind,
      counted,
      held: counted,
      confirmed: unconfirmed ? 0 : counted,
      occasions: attends,
      due: attends * due,
      present: attends * present,
    };
  });
}

async function keep(months: readonly Month[]) {
  await world.db.deleteFrom('activityCounts').execute();
  const rows = rowsOf(months).map(({ month, ...row }) => ({ ...row, month: firstDay(month) }));
  if (rows.length > 0) await world.db.insertInto('activityCounts').values(rows).execute();
}
const openFindings = async () =>
  (await world.db.selectFrom('findings').select(['branchId', 'indicator', 'timeWindow']).where('state', '=', 'open').execute())
    .map((row) => `${row.branchId} ${row.indicator} ${row.timeWindow}`)
    .sort();

describe('随机的历史', () => {
  test('一次读所有支部，与逐行交给规则的结果相同，今天和已结束的时期都一样', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(null, '2026-Q3', '2026-08', '2025'), async (months, period) => {
        await keep(months);
        const reading = await makeReading(world.db, period, TODAY);
        const branches = await branchReader(world.db).under(null, reading.asOf);
        const known = await knownOf(world.db, branches, reading);
        for (const branch of branches) {
          const facts = known.get(branch.id)?.facts;
          if (!facts) throw new Error(branch.name);
          const counts = rowsOf(months).filter((row) => row.branchId === branch.id) satisfies Counts[];
          expect(healthOf(facts, reading)).toEqual(healthOf({ ...facts, counts }, reading));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('夜里写出的缺项恰好是规则说缺的；再跑一次什么也不变；改了历史后再跑，与从头写的一样', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, async (before, after) => {
        await world.db.deleteFrom('findings').execute();
        await keep(before);
        await atMidnight(world.running.services, TODAY);
        const first = await openFindings();
        await atMidnight(world.running.services, TODAY);
        expect(await openFindings()).toEqual(first);
        await keep(after);
        await atMidnight(world.running.services, TODAY);
        const kept = await openFindings();
        await world.db.deleteFrom('findings').execute();
        await atMidnight(world.running.services, TODAY);
        expect(kept).toEqual(await openFindings());
        const reading = await makeReading(world.db, null, TODAY);
        const branches = await branchReader(world.db).under(null, TODAY);
        const known = await knownOf(world.db, branches, reading);
        const missed = branches.flatMap((branch) =>
          healthOf((known.get(branch.id) as { facts: Parameters<typeof healthOf>[0] }).facts, reading).indicators.flatMap((indicator) =>
            indicator.windows.length === 0
              ? indicator.state === 'missed'
                ? [`${branch.id} ${indicator.id} `]
                : []
              : indicator.windows
                  .filter(({ state, history: old }) => state === 'missed' && !old)
                  .map(({ window }) => `${branch.id} ${indicator.id} ${window}`),
          ),
        );
        expect(kept).toEqual(missed.sort());
      }),
      { numRuns: 12 },
    );
  });
});

describe('记录一到就办结', () => {
  test('补记录后，这一窗口的缺项当场办结，不等半夜；别的缺项还在', async () => {
    await atMidnight(world.running.services, TODAY);
    const { branch, people } = university;
    const of = async () => (await openFindings()).filter((line) => line.startsWith(branch.id));
    expect(await of()).toContain(`${branch.id} members_meetings 2026-Q3`);
    const secretary = await university.as('secretary');
    const answer = await secretary.ask(meetings.recordMeeting, {
      branchId: branch.id,
      kind: 'membersMeeting',
      title: '第三季度党员大会',
      startsAt: '2026-09-18T19:00:00+08:00',
      endsAt: '2026-09-18T20:30:00+08:00',
      place: '明理楼 302',
      chairId: people.secretary.id,
      recorderId: people.officer.id,
      items: [{ title: '学习', points: '集中学习，交流体会。' }],
      roll: (['secretary', 'officer', 'publicity', 'member', 'probationary'] as const).map((who) => ({
        personId: people[who].id,
        status: 'present' as const,
      })),
    });
    expect([answer.status, answer.problem?.code]).toEqual([200, undefined]);
    expect(await of()).not.toContain(`${branch.id} members_meetings 2026-Q3`);
    expect(await of()).toContain(`${branch.id} members_meetings 2026-Q2`);
    const closed = await secretary.ask(health.listBranchFindings, { branchId: branch.id, state: 'closed' });
    expect(closed.body.items.map(({ window, closedBy, closedOn }) => [window, closedBy, closedOn])).toEqual([['2026-Q3', 'record', TODAY]]);
  });

  test('撤销的支部不再有缺项', async () => {
    const id = newId();
    await world.db
      .insertInto('findings')
      .values({ id, branchId: university.far.id, indicator: 'theme_days', timeWindow: '2026-09', shownOn: '2026-10-01' })
      .execute();
    await world.db.updateTable('organisations').set({ dissolvedOn: '2026-11-20' }).where('id', '=', university.far.id).execute();
    await atMidnight(world.running.services, TODAY);
    await world.db.updateTable('organisations').set({ dissolvedOn: null }).where('id', '=', university.far.id).execute();
    expect(await world.db.selectFrom('findings').select(['state', 'closedBy']).where('id', '=', id).executeTakeFirst()).toEqual({
      state: 'closed',
      closedBy: 'history',
    });
  });

  test('重新计算：数和缺项都从会议记录得出，与当时一样', async () => {
    await rebuildHealth(world.running.services, rebuildCounts);
    const secretary = await university.as('secretary');
    const before = (await secretary.ask(health.getBranchHealth, { branchId: university.branch.id })).body;
    expect(before.indicators.find(({ id }) => id === 'members_meetings')?.windows.at(-1)?.state).toBe('met');
    await world.db.updateTable('activityCounts').set({ counted: 0, held: 7 }).execute();
    await world.db.deleteFrom('findings').where('state', '=', 'open').where('indicator', '=', 'members_meetings').execute();
    const stop = new AbortController();
    const calledOff = (done: number) => done >= 50 && stop.abort();
    await expect(rebuildHealth(world.running.services, rebuildCounts, calledOff, stop.signal)).rejects.toThrow('This operation was aborted');
    expect(await world.db.selectFrom('activityCounts').select('held').distinct().execute()).toEqual([{ held: 7 }]);
    const told: number[] = [];
    expect((await rebuildHealth(world.running.services, rebuildCounts, (done) => told.push(done))).branches).toBe(3);
    expect([told[0], told.at(-1), told]).toEqual([0, 100, [...told].sort((a, b) => a - b)]);
    const after = (await secretary.ask(health.getBranchHealth, { branchId: university.branch.id })).body;
    expect(after.indicators).toEqual(before.indicators);
    expect(after.findings.map(({ indicator, window }) => [indicator, window]).sort()).toEqual(
      before.findings.map(({ indicator, window }) => [indicator, window]).sort(),
    );
  });
});
