import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '#apps/server/features.ts';
import { audit } from '#features/audit/contract.ts';
import { health } from '#features/health/contract.ts';
import { meetings } from '#features/meetings/contract.ts';
import { rebuildCounts } from '#features/meetings/index.ts';
import { organisations } from '#features/organisations/contract.ts';
import type { Db } from '#platform/server/db/db.ts';
import { runMidnight } from '#platform/server/jobs/midnight.ts';
import { type MeetingScene, openMeetingScene } from '../meeting-scene.ts';

/** What a merge and a split leave behind, read back through the API: old records, spans of membership, figures of both, audit, and what had been planned. */
let scene: MeetingScene;
beforeAll(async () => {
  scene = await openMeetingScene();
});
afterAll(() => scene?.close());

const counts = async () =>
  (
    await sql<object>`select branch_id, month, kind, late, confirmed, held, counted, present, due, occasions from activity_counts where held > 0 order by 1, 2, 3`.execute(
      scene.world.db,
    )
  ).rows;

test('after a merge the old branch keeps its records, its people go on elsewhere, its plans are cancelled, and the figures hold', async () => {
  const { university, branch, people, world } = scene;
  const recorded = await scene.recorded();
  const planned = await scene.planned({ title: '来不及开的会', startsAt: '2026-12-10T19:00:00+08:00' });
  const department = await university.as('department');

  scene.at('2026-11-27T10:00:00+08:00');
  const merged = await department.ask(organisations.merge, {
    sourceIds: [branch.id],
    intoId: university.sibling.id,
    on: '2026-11-27',
    documentNumber: '岚组〔2026〕12 号',
    reason: '人数不足，并入教工支部',
  });
  expect(merged.problem).toBeNull();

  // The record stays with the branch that made it, and the level above reads it there.
  const organiser = await university.as('organiser');
  const kept = await organiser.ask(meetings.getMeeting, { meetingId: recorded.id });
  expect(kept.body).toMatchObject({ id: recorded.id, branch: { id: branch.id }, state: 'recorded' });
  const old = await organiser.ask(organisations.organisation, { organisationId: branch.id });
  expect(old.body.dissolvedOn).toBe('2026-11-27');

  // The person's spans meet: one ends on the day the other begins.
  const spans = await world.db
    .selectFrom('memberships')
    .select(['organisationId', 'fromOn', 'toOn'])
    .where('personId', '=', people.member.id)
    .orderBy('fromOn')
    .execute();
  expect(spans).toEqual([
    { organisationId: branch.id, fromOn: '2024-03-01', toOn: '2026-11-27' },
    { organisationId: university.sibling.id, fromOn: '2026-11-27', toOn: null },
  ]);

  // Nobody answers for the old branch any more; the absorbing one is judged by its own history alone.
  const listed = (await organiser.ask(health.listBranchHealth, {})).body.items.map((item: { organisation: { id: string } }) => item.organisation.id);
  expect(listed).not.toContain(branch.id);
  expect(listed).toContain(university.sibling.id);

  // At midnight what the old branch had planned is cancelled with its reason.
  scene.at('2026-11-28T00:01:00+08:00');
  expect(await runMidnight(world.running.services, features, '2026-11-28')).toBe(true);
  const left = await organiser.ask(meetings.listMeetings, { branch: branch.id, state: ['cancelled'] });
  const row = await world.db.selectFrom('meetings').select(['state', 'cancelReason']).where('id', '=', planned.id).executeTakeFirstOrThrow();
  expect(row.state).toBe('cancelled');
  expect(row.cancelReason).toContain('合并');
  expect(left.status).toBe(200);

  const live = await counts();
  await world.db.transaction().execute((tx) => rebuildCounts(tx as unknown as Db));
  expect(await counts()).toEqual(live);

  const trail = (await department.ask(audit.listAudit, { limit: 50 })).body.items.map((entry: { action: string }) => entry.action);
  expect(trail).toEqual(expect.arrayContaining(['organisation.merge', 'meeting.submit', 'meeting.cancel']));
});

test('after a split each part begins anew and the old records stay where they were made', async () => {
  const { university, people } = scene;
  scene.at('2026-12-01T10:00:00+08:00');
  const department = await university.as('department');
  const belonging = await scene.world.db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.personId')
    .select('personId')
    .where('organisationId', '=', university.sibling.id)
    .where('toOn', 'is', null)
    .where('category', 'in', ['full', 'probationary'])
    .execute();
  const ids = belonging.map((row) => row.personId);
  const everybody = (
    await scene.world.db
      .selectFrom('memberships')
      .select('personId')
      .where('organisationId', '=', university.sibling.id)
      .where('toOn', 'is', null)
      .execute()
  ).map((row) => row.personId);
  const leaving = [people.secretary.id, people.officer.id, people.publicity.id, people.member.id];
  const staying = everybody.filter((id) => !leaving.includes(id));
  expect(ids.length).toBeGreaterThan(leaving.length);
  const answer = await department.ask(organisations.split, {
    organisationId: university.sibling.id,
    on: '2026-12-01',
    documentNumber: '岚组〔2026〕15 号',
    reason: '按单位分设',
    parts: [
      { made: null, memberIds: staying },
      { made: { name: '教工第二党支部', code: '010103', composition: 'staff' }, memberIds: leaving },
    ],
  });
  expect(answer.problem).toBeNull();
  const made = answer.body.items.find((item: { name: string }) => item.name === '教工第二党支部');
  expect(made).toMatchObject({ foundedOn: '2026-12-01' });
  const organiser = await university.as('organiser');
  const figures = await organiser.ask(health.getBranchHealth, { branchId: made?.id as string });
  expect(figures.status).toBe(200);
  for (const indicator of figures.body.indicators.filter((one: { id: string }) => ['members_meetings', 'theme_days'].includes(one.id)))
    expect(indicator).toMatchObject({ numerator: 0, denominator: 0 });
});
