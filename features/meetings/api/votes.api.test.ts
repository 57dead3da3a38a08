import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notices } from '#features/notices/contract.ts';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeEach(async () => {
  scene = await openMeetingScene();
});
afterEach(() => scene?.close());

const yes = (n: number) => ({ yes: n, no: 0, abstain: 0 });

describe('votes over HTTP', () => {
  test('the quorum is of the roll as it is now; the base leaves out who is recorded as not due on a listed ground', async () => {
    const { people } = scene;
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const meetingId = meeting.id;
    const vote = (more: Record<string, unknown> = {}) =>
      officer.ask(meetings.recordDecision, { meetingId, matter: '通过计划', vote: 'ordinary', tally: yes(1), ...more } as never);
    expect((await vote()).problem).toMatchObject({ code: 'no_quorum', params: { base: 4, present: 0, needed: 2 } });
    const mark = (personId: string, body: Record<string, unknown>) => officer.ask(meetings.markPerson, { meetingId, personId, ...body } as never);
    await mark(people.secretary.id, { status: 'present' });
    await mark(people.officer.id, { status: 'present' });
    expect(
      (await mark(people.member.id, { status: 'absent', notDue: { ground: 'bedridden', consentOfLevelAbove: false, votedByMeeting: true } })).problem
        ?.code,
    ).toBe('consent_missing');
    expect(
      (await mark(people.member.id, { status: 'absent', notDue: { ground: 'bedridden', consentOfLevelAbove: true, votedByMeeting: false } })).problem
        ?.code,
    ).toBe('meeting_vote_missing');
    const out = await mark(people.member.id, { status: 'absent', notDue: { ground: 'bedridden', consentOfLevelAbove: true, votedByMeeting: true } });
    expect(out.body.quorums.find((each) => each.vote === 'ordinary')).toMatchObject({ base: 3, present: 2, votesNeeded: 2 });
    expect((await vote({ tally: yes(3) })).problem).toMatchObject({ code: 'too_many_votes', params: { most: 2 } });
    const adopted = await vote({ tally: yes(2) });
    expect(adopted.body.decisions).toMatchObject([{ base: 3, present: 2, yes: 2, adopted: true }]);
    expect((await vote({ tally: yes(2) })).problem?.code).toBe('duplicate_matter');
    expect((await vote({ matter: '支委事项', vote: 'committee' })).problem?.code).toBe('vote_not_in_this_kind');
    const removed = await officer.ask(meetings.removeDecision, { meetingId, decisionId: adopted.body.decisions[0]?.id as string });
    expect(removed.body.decisions).toEqual([]);
    expect((await mark(people.guest.id, { status: 'present' })).problem?.code).toBe('person_not_on_roll');
    expect((await mark(people.publicity.id, { status: 'leave' })).problem?.code).toBe('reason_missing');
  });

  test('conversion: one candidate, secret, written opinions of the absent that came before the meeting', async () => {
    const { people } = scene;
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const meetingId = meeting.id;
    const here = [people.secretary, people.officer, people.publicity].map(({ id }) => ({ personId: id, status: 'present' as const }));
    await officer.ask(meetings.takeRoll, { meetingId, roll: here }, { version: meeting.version });
    const vote = (more: Record<string, unknown> = {}) =>
      officer.ask(meetings.recordDecision, {
        meetingId,
        matter: '许望舒同志转正',
        vote: 'conversion',
        subjectId: people.probationary.id,
        secret: true,
        tally: yes(3),
        ...more,
      } as never);
    expect((await vote({ subjectId: null })).problem?.code).toBe('one_candidate_at_a_time');
    expect((await vote({ secret: false })).problem?.code).toBe('ballot_not_secret');
    expect((await vote({ subjectId: people.farMember.id })).problem?.code).toBe('person_not_on_roll');
    const late = { tally: yes(4), written: yes(1), opinions: [{ personId: people.member.id, receivedAt: '2026-11-26T19:30:00+08:00' }] };
    expect((await vote(late)).problem?.code).toBe('written_not_counted');
    const inTime = await vote({ ...late, opinions: [{ personId: people.member.id, receivedAt: '2026-11-26T09:00:00+08:00' }] });
    expect(inTime.body.decisions).toMatchObject([{ base: 4, present: 3, written: 1, yes: 4, adopted: true, subject: { name: '许望舒' } }]);
    expect(await scene.world.db.selectFrom('meetingOpinions').select('personId').execute()).toEqual([{ personId: people.member.id }]);
  });

  test('a committee meeting begins with half of its members, and who came after the votes was not there for them', async () => {
    const meeting = await scene.announced({ kind: 'committeeMeeting' });
    expect(meeting.roll.map((row) => row.name).sort()).toEqual(['林知远', '沈若溪', '陆鸣'].sort());
    scene.at('2026-11-26T19:00:00+08:00');
    const officer = await scene.university.as('officer');
    const meetingId = meeting.id;
    expect((await officer.ask(meetings.holdMeeting, { meetingId })).problem).toMatchObject({
      code: 'committee_too_few',
      params: { base: 3, present: 0, needed: 2 },
    });
    await officer.ask(meetings.markPerson, { meetingId, personId: scene.people.secretary.id, status: 'present' });
    await officer.ask(meetings.markPerson, { meetingId, personId: scene.people.officer.id, status: 'present' });
    expect((await officer.ask(meetings.holdMeeting, { meetingId })).body.state).toBe('held');
    const late = await officer.ask(meetings.markPerson, { meetingId, personId: scene.people.publicity.id, status: 'present', afterVotes: true });
    expect(late.body).toMatchObject({ attendance: { present: 3 }, quorums: [{ vote: 'committee', base: 3, present: 2 }] });
  });

  test('a branch whose people hold no committee post has no committee meeting', async () => {
    await scene.world.db
      .updateTable('posts')
      .set({ kind: 'groupLeader' })
      .where('organisationId', '=', scene.branch.id)
      .where('kind', '<>', 'secretary')
      .execute();
    await scene.world.db.deleteFrom('posts').where('kind', '=', 'groupLeader').execute();
    const secretary = await scene.university.as('secretary');
    expect(
      (await secretary.ask(meetings.planMeeting, scene.planOf({ kind: 'committeeMeeting', recorderId: scene.people.officer.id }))).problem?.code,
    ).toBe('recorder_not_member');
  });
});

describe('who is due and who votes', () => {
  test('a recorded exception takes a member out of those due, a suspension out of those who vote; the roll is of the people of that day', async () => {
    const { db } = scene.world;
    const { people, branch } = scene;
    await db
      .insertInto('attendanceExceptions')
      .values({ id: scene.freshId(), personId: people.member.id, branchId: branch.id, ground: 'abroad', reason: '公派出国', fromOn: '2026-09-01' })
      .execute();
    await db
      .insertInto('votingSuspensions')
      .values({ id: scene.freshId(), personId: people.publicity.id, ground: 'onPartyProbation', fromOn: '2026-01-01', toOn: '2027-01-01' })
      .execute();
    await db.updateTable('memberships').set({ fromOn: '2026-10-01' }).where('personId', '=', people.probationary.id).execute();
    const record = (startsAt: string) => ({
      ...scene.planOf({ startsAt, agenda: undefined }),
      ...scene.recordOf({ roll: scene.allPresent([people.secretary.id, people.officer.id]) }),
    });
    const secretary = await scene.university.as('secretary');
    const now = (await secretary.ask(meetings.recordMeeting, record('2026-11-10T19:00:00+08:00') as never)).body;
    expect(now).toMatchObject({ attendance: { due: 4, present: 2, excused: 1 }, quorums: [{ vote: 'ordinary', base: 3 }, {}, {}] });
    const before = (await secretary.ask(meetings.recordMeeting, record('2026-08-10T19:00:00+08:00') as never)).body;
    expect(before.roll.map((row) => row.personId)).not.toContain(people.probationary.id);
    expect(before).toMatchObject({ attendance: { due: 4, present: 2, excused: 0 } });
    const earlier = (await secretary.ask(meetings.recordMeeting, record('2024-02-01T19:00:00+08:00') as never)).problem;
    expect(earlier?.code).toBe('chair_not_member');
  });

  test('an accepted amendment may correct the roll, and the counts follow', async () => {
    const meeting = await scene.recorded({}, { roll: scene.allPresent([scene.people.secretary.id, scene.people.officer.id]) });
    expect(await scene.counts()).toMatchObject([{ present: 2, due: 5 }]);
    const [secretary, officer] = await Promise.all([scene.university.as('secretary'), scene.university.as('officer')]);
    const { amendments } = (await secretary.ask(meetings.proposeAmendment, { meetingId: meeting.id, text: '周以宁同志到会了。' })).body;
    const decide = (accepted: boolean, reason: string) =>
      officer.ask(meetings.decideAmendment, {
        meetingId: meeting.id,
        amendmentId: amendments[0]?.id as string,
        accepted,
        reason,
        roll: [{ personId: scene.people.member.id, status: 'present' }],
      });
    expect((await decide(true, ' ')).problem?.code).toBe('reason_missing');
    expect((await decide(true, '属实')).body.attendance.present).toBe(3);
    scene.at('2026-11-26T19:01:00+08:00');
    expect((await decide(false, '不属实')).problem?.code).toBe('amendment_decided');
    expect(await scene.counts()).toMatchObject([{ present: 3, due: 5, counted: 1 }]);
    expect((await (await scene.university.as('member')).ask(meetings.agreeToMinutes, { meetingId: meeting.id })).body.confirmation).toMatchObject({
      agreed: 1,
      present: 3,
    });
  });
});

describe('open pages', () => {
  test('hear of each change with its place, and of nothing that was refused', async () => {
    const heard: unknown[] = [];
    const stop = scene.world.running.services.events.on((event) => heard.push(event));
    const meeting = await scene.planned();
    const secretary = await scene.university.as('secretary');
    await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id });
    await secretary.ask(meetings.announceMeeting, { meetingId: meeting.id });
    for (let i = 0; i < 50 && heard.length < 6; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    stop();
    const change = { topic: 'meetings', id: meeting.id, path: scene.branch.path };
    expect(heard.filter((event) => (event as { topic: string }).topic === 'meetings')).toEqual([change, change]);
    expect(heard.filter((event) => (event as { topic: string }).topic === 'notices').length).toBe(4);
  });
});

describe('planning is refused by name', () => {
  test.each([
    ['place_missing', { place: undefined }],
    ['ends_before_start', { endsAt: '2026-11-26T18:00:00+08:00' }],
    ['starts_in_past', { startsAt: '2026-11-20T19:00:00+08:00' }],
    ['chair_not_member', { chairId: 'siblingMember' }],
    ['recorder_not_member', { recorderId: 'activist' }],
  ] as const)('%s', async (code, change) => {
    const filled = Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, value && value in scene.people ? scene.people[value as 'activist'].id : value]),
    );
    const secretary = await scene.university.as('secretary');
    expect((await secretary.ask(meetings.planMeeting, scene.planOf(filled))).problem?.code).toBe(code);
    expect((await secretary.ask(meetings.listMeetings, {})).body.items).toEqual([]);
  });

  test('not for a school, not for a dissolved branch', async () => {
    await scene.world.db
      .insertInto('posts')
      .values({
        id: scene.freshId(),
        personId: scene.people.siblingMember.id,
        organisationId: scene.university.school.id,
        kind: 'secretary',
        fromOn: '2024-03-01',
      })
      .execute();
    const school = await scene.university.as('siblingMember');
    expect((await school.ask(meetings.planMeeting, scene.planOf({ branchId: scene.university.school.id }))).problem?.code).toBe('not_a_branch');
    const secretary = await scene.university.as('secretary');
    await scene.world.db.updateTable('organisations').set({ dissolvedOn: '2026-11-24' }).where('id', '=', scene.branch.id).execute();
    expect([403, 404, 409]).toContain((await secretary.ask(meetings.planMeeting, scene.planOf())).status);
  });
});

describe('two at once', () => {
  test('two phones announce: one effect, each member is told once', async () => {
    const meeting = await scene.planned();
    const [secretary, officer, member] = await Promise.all([
      scene.university.as('secretary'),
      scene.university.as('officer'),
      scene.university.as('member'),
    ]);
    const codes = (
      await Promise.all([
        secretary.ask(meetings.announceMeeting, { meetingId: meeting.id }),
        officer.ask(meetings.announceMeeting, { meetingId: meeting.id }),
      ])
    ).map((answer) => answer.problem?.code ?? answer.status);
    expect(codes.sort()).toEqual([200, 'meeting_not_planned'].sort());
    expect((await member.ask(notices.listNotices, {})).body.items.length).toBe(1);
  });

  test('two phones submit: one record, counted once', async () => {
    const meeting = await scene.held();
    const [secretary, officer] = await Promise.all([scene.university.as('secretary'), scene.university.as('officer')]);
    const submit = (client: typeof officer) =>
      client.ask(meetings.submitMinutes, { meetingId: meeting.id, record: scene.recordOf() as never }, { version: meeting.version });
    const codes = (await Promise.all([submit(secretary), submit(officer)])).map((answer) => answer.problem?.code ?? answer.status);
    expect(codes.sort()).toEqual([200, 'meeting_recorded'].sort());
    expect(await scene.counts()).toMatchObject([{ held: 1, present: 5 }]);
  });

  test('two confirmations: one effect; and the same key twice is one act with one answer', async () => {
    const meeting = await scene.recorded();
    scene.at('2026-12-01T09:00:00+08:00');
    const [one, two] = await Promise.all([scene.university.as('secretary'), scene.university.as('secretary')]);
    const codes = (
      await Promise.all([one.ask(meetings.confirmMinutes, { meetingId: meeting.id }), two.ask(meetings.confirmMinutes, { meetingId: meeting.id })])
    ).map((answer) => answer.problem?.code ?? answer.status);
    expect(codes.sort()).toEqual([200, 'meeting_confirmed'].sort());
    expect(await scene.counts()).toMatchObject([{ confirmed: 1 }]);
    const addendum = { meetingId: meeting.id, text: '补充一句。' };
    const twice = await Promise.all([
      one.ask(meetings.addAddendum, addendum, { key: 'addendum-key' }),
      two.ask(meetings.addAddendum, addendum, { key: 'addendum-key' }),
    ]);
    expect(twice.map((answer) => answer.body.addenda.length)).toEqual([1, 1]);
    expect((await one.ask(meetings.addAddendum, { ...addendum, text: '另一句。' }, { key: 'addendum-key' })).problem?.code).toBe(
      'key_used_for_another',
    );
  });
});

describe('signing in with the room’s code', () => {
  test('an expired code is told apart from a wrong one; after five wrong ones a minute’s rest, and a sign-in outlives an older list', async () => {
    const meeting = await scene.announced();
    const meetingId = meeting.id;
    const [officer, member] = await Promise.all([scene.university.as('officer'), scene.university.as('member')]);
    expect((await officer.ask(meetings.signInCode, { meetingId })).problem?.code).toBe('sign_in_closed');
    scene.at('2026-11-26T18:55:00+08:00');
    const { code, link } = (await officer.ask(meetings.signInCode, { meetingId })).body;
    expect(link).toBe(`/meetings/${meetingId}/sign-in?code=${code}`);
    expect((await member.ask(meetings.signInCode, { meetingId })).problem?.code).toBe('not_recorder');
    scene.at('2026-11-26T18:56:30+08:00');
    expect((await member.ask(meetings.signInToMeeting, { meetingId, code })).problem?.code).toBe('code_expired');
    const fresh = (await officer.ask(meetings.signInCode, { meetingId })).body.code;
    const wrong = fresh === '000000' ? '000001' : '000000';
    const codes = [];
    for (let i = 0; i < 6; i++) codes.push((await member.ask(meetings.signInToMeeting, { meetingId, code: wrong })).problem?.code);
    expect(codes).toEqual([...Array(5).fill('code_wrong'), 'too_many_codes']);
    expect((await member.ask(meetings.signInToMeeting, { meetingId, code: fresh })).problem).toMatchObject({
      code: 'too_many_codes',
      params: { seconds: 60 },
    });
    scene.at('2026-11-26T18:57:31+08:00');
    const now = (await officer.ask(meetings.signInCode, { meetingId })).body.code;
    expect((await member.ask(meetings.signInToMeeting, { meetingId, code: now })).body.myself?.status).toBe('present');
    const { version } = (await officer.ask(meetings.getMeeting, { meetingId })).body;
    const older = await officer.ask(meetings.takeRoll, { meetingId, roll: [{ personId: scene.people.member.id, status: 'absent' }] }, { version });
    expect(older.body.roll.find((row) => row.personId === scene.people.member.id)).toMatchObject({ status: 'present', via: 'code' });
    const tapped = await officer.ask(meetings.markPerson, { meetingId, personId: scene.people.member.id, status: 'absent' });
    expect(tapped.body.roll.find((row) => row.personId === scene.people.member.id)).toMatchObject({ status: 'absent', via: null });
  });
});
