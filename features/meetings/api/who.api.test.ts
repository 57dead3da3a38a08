import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';
import { recordableKinds } from '../kind.ts';
import { meetingStates } from '../meeting.ts';
import { mayListMeeting, mayReadMeeting } from '../policy.ts';

let scene: MeetingScene;
let planned: string;
let announced: string;
let lecture: string;
let recorded: string;
beforeAll(async () => {
  scene = await openMeetingScene();
  recorded = (await scene.recorded({ title: '已记录' })).id;
  scene.at('2026-11-24T10:00:00+08:00');
  planned = (await scene.planned({ title: '已计划' })).id;
  announced = (await scene.announced({ title: '已通知' })).id;
  lecture = (await scene.announced({ title: '党课', kind: 'partyLecture', startsAt: '2026-11-28T19:00:00+08:00' })).id;
});
afterAll(() => scene?.close());

type Who = Parameters<MeetingScene['university']['as']>[0] | 'stranger';
const clientOf = async (who: Who) => (who === 'stranger' ? scene.world.client() : scene.university.as(who));

describe('who may do what, as a table: status of each act on a meeting of the branch', () => {
  // read planned · read recorded · plan · announce · submit · answer · agree · confirm
  const table: readonly [Who, ...number[]][] = [
    ['member', 200, 200, 403, 403, 403, 200, 200, 403],
    ['probationary', 200, 200, 403, 403, 403, 200, 200, 403],
    ['activist', 404, 404, 403, 404, 404, 404, 404, 404],
    ['siblingSecretary', 404, 404, 404, 404, 404, 404, 404, 404],
    ['siblingMember', 404, 404, 404, 404, 404, 404, 404, 404],
    ['farSecretary', 404, 404, 404, 404, 404, 404, 404, 404],
    ['otherOrganiser', 404, 404, 404, 404, 404, 404, 404, 404],
    ['organiser', 404, 200, 403, 404, 403, 404, 403, 403],
    ['department', 404, 200, 403, 404, 403, 404, 403, 403],
    ['committee', 404, 200, 403, 404, 403, 404, 403, 403],
    ['guest', 404, 404, 404, 404, 404, 404, 404, 404],
    ['stranger', 401, 401, 401, 401, 401, 401, 401, 401],
  ];
  test.each(table)('%s', async (who, ...expected) => {
    const client = await clientOf(who);
    const acts = [
      () => client.ask(meetings.getMeeting, { meetingId: planned }),
      () => client.ask(meetings.getMeeting, { meetingId: recorded }),
      () => client.ask(meetings.planMeeting, scene.planOf()),
      () => client.ask(meetings.announceMeeting, { meetingId: planned }),
      () => client.ask(meetings.submitMinutes, { meetingId: recorded }, { version: 1 }),
      () => client.ask(meetings.answerMeeting, { meetingId: announced, answer: 'coming' }),
      () => client.ask(meetings.agreeToMinutes, { meetingId: recorded }),
      () => client.ask(meetings.confirmMinutes, { meetingId: recorded }),
    ];
    const statuses: number[] = [];
    for (const act of acts) {
      const answer = await act();
      statuses.push(answer.status);
    }
    expect(statuses).toEqual(expected);
  });

  // decide a proposal, open, cancel, add an addendum, each sent so that whom it is allowed meets the rule behind the door and nothing changes.
  const further: [Who | 'stranger', ...number[]][] = [
    ['secretary', 403, 409, 422, 409],
    ['officer', 422, 409, 422, 409],
    ['publicity', 403, 409, 422, 409],
    ['member', 403, 403, 403, 403],
    ['probationary', 403, 403, 403, 403],
    ['activist', 404, 404, 404, 404],
    ['siblingSecretary', 404, 404, 404, 404],
    ['farSecretary', 404, 404, 404, 404],
    ['organiser', 403, 404, 404, 403],
    ['department', 403, 404, 404, 403],
    ['committee', 403, 404, 404, 403],
    ['guest', 404, 404, 404, 404],
    ['stranger', 401, 401, 401, 401],
  ];
  test.each(further)('%s deciding, opening, cancelling and adding', async (who, ...expected) => {
    const { db } = scene.world;
    const proposed = await db.selectFrom('meetingAmendments').select('id').where('meetingId', '=', recorded).executeTakeFirst();
    const amendmentId = proposed?.id ?? newId();
    if (!proposed)
      await db
        .insertInto('meetingAmendments')
        .values({ id: amendmentId, meetingId: recorded, personId: scene.people.member.id, text: '请补充。', proposedAt: scene.world.clock.now() })
        .execute();
    const client = await clientOf(who);
    const statuses = [
      (await client.ask(meetings.decideAmendment, { meetingId: recorded, amendmentId, accepted: false, reason: ' ' })).status,
      (await client.ask(meetings.holdMeeting, { meetingId: planned })).status,
      (await client.ask(meetings.cancelMeeting, { meetingId: planned, reason: ' ' })).status,
      (await client.ask(meetings.addAddendum, { meetingId: recorded, text: '补充。' })).status,
    ];
    expect(statuses).toEqual(expected);
  });

  test('a stranger to an id that does not exist learns no more than to one that does', async () => {
    const guest = await clientOf('guest');
    const ghost = await guest.ask(meetings.getMeeting, { meetingId: scene.freshId() });
    const real = await guest.ask(meetings.getMeeting, { meetingId: recorded });
    expect([ghost.status, ghost.problem?.code, ghost.problem?.detail]).toEqual([real.status, real.problem?.code, real.problem?.detail]);
  });

  test('the recorder named may do what the committee may, though they hold no post', async () => {
    const meeting = await scene.planned({ title: '由党员记录', recorderId: scene.people.member.id });
    const member = await clientOf('member');
    expect((await member.ask(meetings.announceMeeting, { meetingId: meeting.id })).body.state).toBe('announced');
    expect((await (await clientOf('probationary')).ask(meetings.cancelMeeting, { meetingId: meeting.id, reason: '改期' })).problem?.code).toBe(
      'not_recorder',
    );
    expect((await member.ask(meetings.cancelMeeting, { meetingId: meeting.id, reason: '改期' })).body.state).toBe('cancelled');
  });

  test('the levels above do not see why somebody was away, and may change nothing', async () => {
    const organiser = await clientOf('organiser');
    const seen = (await organiser.ask(meetings.getMeeting, { meetingId: recorded })).body;
    expect(seen.roll.every((row) => row.reason === null && row.notDueGround === null)).toBe(true);
    expect(Object.values(seen.abilities).every((ability) => !ability.allowed)).toBe(true);
  });
});

describe('lists', () => {
  const everyone: Who[] = [
    'secretary',
    'officer',
    'member',
    'probationary',
    'activist',
    'siblingSecretary',
    'siblingMember',
    'farSecretary',
    'otherOrganiser',
    'organiser',
    'department',
    'committee',
    'guest',
  ];

  test('hold exactly what the policy allows, for every role, state and kind', async () => {
    const { db, clock } = scene.world;
    const { university, people } = scene;
    for (const [at, branch] of [university.branch, university.sibling, university.far].entries()) {
      for (const state of meetingStates) {
        for (const kind of recordableKinds) {
          const done = state === 'recorded' || state === 'confirmed';
          await db
            .insertInto('meetings')
            .values({
              id: scene.freshId(),
              branchId: branch.id,
              kind,
              title: `${at}${state}${kind}`,
              state,
              startsAt: new Date('2026-09-10T11:00:00Z'),
              heldOn: '2026-09-10',
              place: '101',
              chairId: people.secretary.id,
              recorderId: people.secretary.id,
              ...(done ? { receivedAt: clock.now() } : {}),
              ...(state === 'cancelled' ? { cancelReason: '改期' } : {}),
              ...(state === 'confirmed' ? { confirmedAt: clock.now(), sha256: '0'.repeat(64), canonical: '{}' } : {}),
            })
            .execute();
        }
      }
    }
    const all = await db
      .selectFrom('meetings as m')
      .innerJoin('organisations as o', 'o.id', 'm.branchId')
      .select(['m.id', 'm.kind', 'm.state', 'o.id as branchId', 'o.path'])
      .where('m.heldOn', '=', '2026-09-10')
      .execute();
    for (const who of everyone) {
      const client = await university.as(who as 'member');
      const token = client.cookie.split('=')[1] as string;
      const actor = await scene.world.running.services.actorOf(db, token, clock.now());
      const allowed = all.filter(
        (row) => mayListMeeting(actor, { branch: { id: row.branchId, path: row.path }, state: row.state as 'held', kind: row.kind as 'themeDay' }).ok,
      );
      const list = (await client.ask(meetings.listMeetings, { month: '2026-09', limit: 100 })).body.items;
      expect(list.map((row) => row.id).sort(), who).toEqual(allowed.map((row) => row.id).sort());
      const readable = allowed.filter(
        (row) => mayReadMeeting(actor, { branch: { id: row.branchId, path: row.path }, state: row.state as 'held' }).ok,
      );
      expect(list.filter((row) => row.readable).length, who).toBe(readable.length);
    }
  });

  test('an activist sees that a lecture is announced, and cannot open it', async () => {
    const activist = await clientOf('activist');
    const { items } = (await activist.ask(meetings.listMeetings, { from: '2026-11-01' })).body;
    expect(items).toMatchObject([{ id: lecture, title: '党课', readable: false }]);
    expect((await activist.ask(meetings.getMeeting, { meetingId: lecture })).status).toBe(404);
  });

  test('pages by key: every meeting once, in order, whatever the size of the page', async () => {
    const client = await clientOf('secretary');
    const whole = (await client.ask(meetings.listMeetings, { limit: 100 })).body.items.map((row) => row.id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await client.ask(meetings.listMeetings, { limit: 7, ...(cursor ? { cursor } : {}) })
      ).body;
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(whole);
    expect((await client.ask(meetings.listMeetings, { cursor: 'bad' })).status).toBe(422);
  });

  test('filter by place, kind, state and time; a school’s place holds its branches', async () => {
    const organiser = await clientOf('organiser');
    const inSchool = (
      await organiser.ask(meetings.listMeetings, { branch: scene.university.school.id, month: '2026-09', kind: ['themeDay'], state: ['confirmed'] })
    ).body.items;
    expect(inSchool.map((row) => row.branch.name).sort()).toEqual(['教工第一党支部', '本科生第二党支部']);
    expect((await organiser.ask(meetings.listMeetings, { branch: scene.university.far.id })).body.items).toEqual([]);
    expect((await organiser.ask(meetings.listMeetings, { branch: scene.freshId() })).body.items).toEqual([]);
  });

  test('a place narrows the list to exactly what of it lies there, whoever asks', async () => {
    const { root, school, other, branch, sibling, far } = scene.university;
    let narrowed = 0;
    for (const who of ['secretary', 'member', 'organiser', 'otherOrganiser', 'committee', 'activist'] as const) {
      const client = await clientOf(who);
      const whole = (await client.ask(meetings.listMeetings, { limit: 100 })).body.items;
      const pathOf = new Map([branch, sibling, far].map((place) => [place.id, place.path]));
      for (const place of [root, school, other, branch, far]) {
        const there = (await client.ask(meetings.listMeetings, { limit: 100, branch: place.id })).body.items;
        expect(
          there.map((row) => row.id),
          `${who} in ${place.name}`,
        ).toEqual(whole.filter((row) => `${pathOf.get(row.branch.id)}.`.startsWith(`${place.path}.`)).map((row) => row.id));
        if (there.length > 0 && there.length < whole.length) narrowed += 1;
      }
    }
    expect(narrowed).toBeGreaterThan(3);
  });

  test('the calendar gives the month, and what waits for me is mine to do', async () => {
    const secretary = await clientOf('secretary');
    const month = (await secretary.ask(meetings.meetingMonth, { month: '2026-11' })).body;
    expect(month).toMatchObject({ firstDay: '2026-11-01', lastDay: '2026-11-30' });
    expect(month.items.map((row) => row.id)).toContain(planned);
    const waits = (await secretary.ask(meetings.waitingMeetings, {})).body.items.map((item) => [item.meeting.id, item.waits]);
    expect(waits).toContainEqual([planned, 'announce']);
    expect(waits).toContainEqual([announced, 'answer']);
    expect((await (await clientOf('guest')).ask(meetings.waitingMeetings, {})).body.items).toEqual([]);
  });
});
