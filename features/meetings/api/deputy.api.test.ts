import { afterAll, beforeAll, expect, test } from 'vitest';
import { notices } from '#features/notices/contract.ts';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeAll(async () => {
  scene = await openMeetingScene();
});
afterAll(() => scene?.close());

type Who = keyof MeetingScene['people'];
const clientOf = (who: Who) => scene.university.as(who);
const REASON = '原主持人已转出，请代为确认。';

/** Minutes of a meeting that the branch's secretary chaired, who has since left it; nobody is secretary after them. */
async function abandoned() {
  scene.at('2026-11-24T10:00:00+08:00');
  const { people, branch, world } = scene;
  const meeting = await scene.recorded({ startsAt: '2026-11-26T19:00:00+08:00' });
  await world.db.updateTable('memberships').set({ toOn: '2026-11-27' }).where('personId', '=', people.secretary.id).execute();
  await world.db
    .updateTable('posts')
    .set({ toOn: '2026-11-27' })
    .where('personId', '=', people.secretary.id)
    .where('organisationId', '=', branch.id)
    .execute();
  scene.at('2026-11-29T10:00:00+08:00');
  return meeting;
}
const back = async () => {
  const { people, world } = scene;
  await world.db.updateTable('memberships').set({ toOn: null }).where('personId', '=', people.secretary.id).execute();
  await world.db.updateTable('posts').set({ toOn: null }).where('personId', '=', people.secretary.id).execute();
};
const name = async (who: Who, meetingId: string, deputy: Who, reason = REASON) =>
  (await clientOf(who)).ask(meetings.nameDeputy, { meetingId, personId: scene.people[deputy].id, reason });
const confirm = async (who: Who, meetingId: string) => (await clientOf(who)).ask(meetings.confirmMinutes, { meetingId });
const waits = async (who: Who, id: string) =>
  (await (await clientOf(who)).ask(meetings.waitingMeetings, {})).body.items.find((item) => item.meeting.id === id)?.waits;

test('the chair has left and nobody is secretary: whom the level above names may confirm, and nobody else', async () => {
  const { id } = await abandoned();
  for (const who of ['officer', 'member', 'organiser'] as const) expect((await confirm(who, id)).problem?.code).toBe('not_chair');
  const seen = (await (await clientOf('organiser')).ask(meetings.getMeeting, { meetingId: id })).body;
  expect([seen.confirmation.chairLeft, seen.confirmation.deputy, seen.abilities.nameDeputy.allowed]).toEqual([true, null, true]);

  const named = await name('organiser', id, 'officer');
  expect(named.body.confirmation.deputy).toEqual({ id: scene.people.officer.id, name: '沈若溪', namedBy: '温见山', reason: REASON });
  const told = await scene.world.db.selectFrom('notices').select('personId').where('kind', '=', 'deputyNamed').execute();
  expect(told.map((row) => row.personId)).toEqual([scene.people.officer.id]);
  expect((await (await clientOf('officer')).ask(notices.listNotices, {})).body.items[0]).toMatchObject({
    kind: 'deputyNamed',
    link: `/meetings/${id}`,
    params: { title: '讨论年度工作', reason: REASON },
  });
  const entry = await scene.world.db.selectFrom('auditEntries').select(['actorName', 'reason']).where('action', '=', 'meeting.nameDeputy').execute();
  expect(entry).toEqual([{ actorName: '温见山', reason: REASON }]);

  expect([await waits('officer', id), await waits('member', id)]).toEqual(['confirm', undefined]);
  expect((await confirm('member', id)).problem?.code).toBe('not_chair');
  const done = (await confirm('officer', id)).body;
  expect([done.state, done.confirmation.confirmedBy?.name]).toEqual(['confirmed', '沈若溪']);
  expect((await name('organiser', id, 'publicity')).problem?.code).toBe('meeting_confirmed');
  await back();
});

test('only a level above names: not the branch, its members, another school, nor a stranger', async () => {
  const { id } = await abandoned();
  const answers = await Promise.all(
    (['officer', 'member', 'siblingSecretary', 'otherOrganiser', 'guest'] as const).map(
      async (who) => (await name(who, id, 'officer')).problem?.code,
    ),
  );
  expect(answers).toEqual(['not_level_above', 'not_level_above', 'not_found', 'not_found', 'not_found']);
  const body = { body: { personId: scene.people.officer.id, reason: REASON }, headers: { 'idempotency-key': scene.freshId() } };
  expect((await scene.world.client().send('POST', `/api/v1/meetings/${id}/deputy`, body)).status).toBe(401);
  expect((await name('department', id, 'officer')).status).toBe(200);
  await back();
});

test('only a full member of the branch is named, with a reason; another takes the place of the first, who may then confirm no more', async () => {
  const { id } = await abandoned();
  expect((await name('organiser', id, 'probationary')).problem?.code).toBe('deputy_not_member');
  expect((await name('organiser', id, 'siblingMember')).problem?.code).toBe('deputy_not_member');
  expect((await name('organiser', id, 'officer', ' ')).problem?.code).toBe('reason_missing');
  await name('organiser', id, 'officer');
  expect((await name('organiser', id, 'officer')).problem?.code).toBe('deputy_already_named');
  expect((await name('organiser', id, 'publicity')).body.confirmation.deputy?.name).toBe('陆鸣');
  expect((await confirm('officer', id)).problem?.code).toBe('not_chair');
  expect((await confirm('publicity', id)).body.state).toBe('confirmed');
  const kept = await scene.world.db
    .selectFrom('meetingDeputies')
    .select(['personId', 'replacedAt'])
    .where('meetingId', '=', id)
    .orderBy('id')
    .execute();
  expect(kept.map((row) => [row.personId, row.replacedAt === null])).toEqual([
    [scene.people.officer.id, false],
    [scene.people.publicity.id, true],
  ]);
  await expect(scene.world.db.updateTable('meetingDeputies').set({ reason: '改' }).where('meetingId', '=', id).execute()).rejects.toThrow(
    'is confirmed',
  );
  await back();
});

test('while the chair is in the branch nobody stands in for them; once gone, the new secretary is asked, deputy or not', async () => {
  const { id } = await abandoned();
  await back();
  expect((await name('organiser', id, 'officer')).problem?.code).toBe('chair_still_here');
  expect((await (await clientOf('organiser')).ask(meetings.getMeeting, { meetingId: id })).body.abilities.nameDeputy.code).toBe('chair_still_here');
  const { people, branch, world } = scene;
  await world.db.updateTable('memberships').set({ toOn: '2026-11-27' }).where('personId', '=', people.secretary.id).execute();
  await world.db.updateTable('posts').set({ toOn: '2026-11-27' }).where('personId', '=', people.secretary.id).execute();
  await world.db
    .insertInto('posts')
    .values({ id: scene.freshId(), personId: people.member.id, organisationId: branch.id, kind: 'secretary', fromOn: '2026-11-27' })
    .execute();
  await name('organiser', id, 'officer');
  expect([await waits('member', id), await waits('officer', id)]).toEqual(['confirm', 'confirm']);
  expect((await confirm('member', id)).body.state).toBe('confirmed');
});
