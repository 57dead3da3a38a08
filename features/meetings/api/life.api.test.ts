import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notices } from '#features/notices/contract.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { type MeetingScene, openMeetingScene, view } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeEach(async () => {
  scene = await openMeetingScene();
});
afterEach(() => scene?.close());

describe('the whole life of a members’ meeting', () => {
  test('planned, announced, answered, signed in, held, voted, submitted, agreed, confirmed, and added to', async () => {
    const { university, people, at } = scene;
    const [secretary, officer, member, probationary] = await Promise.all([
      university.as('secretary'),
      university.as('officer'),
      university.as('member'),
      university.as('probationary'),
    ]);
    const prefill = (await secretary.ask(meetings.prefillPlan, { branchId: scene.branch.id, kind: 'membersMeeting' })).body;
    expect(prefill).toMatchObject({
      title: '11 月党员大会',
      agendaFrom: 'template',
      chairId: people.secretary.id,
      recorderId: people.officer.id,
      hasCommittee: true,
    });
    expect(prefill.members.map((each) => each.name).sort()).toEqual(['周以宁', '林知远', '沈若溪', '许望舒', '陆鸣'].sort());

    const planned = await scene.planned();
    expect(planned).toMatchObject({
      state: 'planned',
      abilities: { announce: { allowed: true }, hold: { allowed: false, code: 'meeting_not_announced' } },
    });
    expect((await member.ask(notices.listNotices, {})).body.items).toEqual([]);
    const meetingId = planned.id;
    const announced = (await secretary.ask(meetings.announceMeeting, { meetingId })).body;
    expect(announced).toMatchObject({ state: 'announced', attendance: { due: 5, present: 0 } });
    const [notice] = (await member.ask(notices.listNotices, {})).body.items;
    expect(notice).toMatchObject({
      kind: 'meetingAnnounced',
      link: `/meetings/${meetingId}`,
      params: { title: '讨论年度工作', place: '明理楼 302' },
    });

    expect((await member.ask(meetings.answerMeeting, { meetingId, answer: 'leave' })).problem?.code).toBe('reason_missing');
    expect((await member.ask(meetings.answerMeeting, { meetingId, answer: 'leave', reason: '实习在外地' })).body.myself).toMatchObject({
      answer: 'leave',
      reason: '实习在外地',
    });
    expect(
      (await probationary.ask(meetings.answerMeeting, { meetingId, answer: 'coming' })).body.roll.find((row) => row.personId === people.member.id)
        ?.reason,
    ).toBeNull();

    expect((await officer.ask(meetings.holdMeeting, { meetingId })).problem?.code).toBe('starts_in_future');
    at('2026-11-26T18:50:00+08:00');
    const code = (await officer.ask(meetings.signInCode, { meetingId })).body;
    expect(code).toMatchObject({ nextInMs: 30_000, validForMs: 60_000 });
    expect((await probationary.ask(meetings.signInToMeeting, { meetingId, code: code.code })).body.myself).toMatchObject({ status: 'present' });
    const held = (await officer.ask(meetings.holdMeeting, { meetingId })).body;
    expect(held).toMatchObject({ state: 'held', attendance: { present: 1 } });

    const roll = [people.secretary, people.officer, people.publicity].map(({ id }) => ({ personId: id, status: 'present' as const }));
    const taken = await officer.ask(
      meetings.takeRoll,
      {
        meetingId,
        roll: [...roll, { personId: people.member.id, status: 'leave' as const }, { personId: people.probationary.id, status: 'absent' as const }],
        observers: ['孟繁星'],
      },
      { version: held.version },
    );
    expect(taken.body.attendance).toEqual({ due: 5, present: 4, onLeave: 1, absent: 0, excused: 0, excusedPresent: 0, observers: 1 });
    expect(taken.body.quorums.find((each) => each.vote === 'ordinary')).toMatchObject({ base: 4, present: 3, needed: 2, met: true, votesNeeded: 3 });
    expect((await officer.ask(meetings.takeRoll, { meetingId, roll }, { version: held.version })).problem?.code).toBe('changed_meanwhile');

    expect((await officer.ask(meetings.submitMinutes, { meetingId }, { version: taken.body.version })).problem).toMatchObject({
      code: 'minutes_incomplete',
      params: { missing: 1 },
      errors: [{ path: 'agenda.0.content', code: 'agenda' }],
    });
    const decided = await officer.ask(meetings.recordDecision, {
      meetingId,
      matter: '通过年度工作计划',
      vote: 'ordinary',
      tally: { yes: 3, no: 0, abstain: 0 },
    });
    expect(decided.body.decisions).toMatchObject([{ base: 4, present: 3, yes: 3, adopted: true }]);
    const draft = await officer.ask(
      meetings.saveMinutes,
      {
        meetingId,
        items: scene.items,
        nextSteps: [{ text: '印发年度计划', ownerName: '沈若溪', dueOn: '2026-12-05' }],
        endsAt: '2026-11-26T20:10:00+08:00',
      },
      { version: decided.body.version },
    );
    expect(draft.body.missing).toEqual([]);
    at('2026-11-26T20:31:00+08:00');
    const submitted = (
      await officer.ask(meetings.submitMinutes, { meetingId, writtenAt: '2026-11-26T20:15:00+08:00' }, { version: draft.body.version })
    ).body;
    expect(submitted).toMatchObject({
      state: 'recorded',
      confirmation: {
        receivedAt: '2026-11-26T20:31:00+08:00',
        writtenAt: '2026-11-26T20:15:00+08:00',
        amendmentsEndAt: '2026-11-28T20:31:00+08:00',
        agreed: 0,
        present: 4,
        late: false,
        punctuality: 'onTime',
      },
    });

    at('2026-11-27T08:00:00+08:00');
    const publicity = await university.as('publicity');
    expect((await publicity.ask(meetings.agreeToMinutes, { meetingId })).body.confirmation.agreed).toBe(1);
    expect((await member.ask(meetings.agreeToMinutes, { meetingId })).problem?.code).toBe('not_attendee');
    const proposed = (
      await probationary.ask(meetings.proposeAmendment, { meetingId, itemId: submitted.items[1]?.id ?? null, text: '请补上志愿服务的时间。' })
    ).body;
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId })).problem?.code).toBe('amendment_open');
    at('2026-11-27T09:00:00+08:00');
    const amendmentId = proposed.amendments[0]?.id as string;
    const accepted = (
      await officer.ask(meetings.decideAmendment, {
        meetingId,
        amendmentId,
        accepted: true,
        reason: '已补。',
        points: '同意计划，志愿服务定在 12 月 5 日。',
      })
    ).body;
    expect(accepted.items[1]?.points).toContain('12 月 5 日');
    expect(accepted.confirmation.agreed).toBe(0);
    expect((await publicity.ask(notices.listNotices, {})).body.items[0]?.kind).toBe('agreementEnded');
    expect((await probationary.ask(notices.listNotices, {})).body.items[0]?.kind).toBe('amendmentAccepted');
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId })).problem).toMatchObject({
      code: 'too_early_to_confirm',
      params: { agreed: 0, present: 4 },
    });

    at('2026-11-27T10:00:00+08:00');
    for (const client of [secretary, officer, publicity, probationary])
      expect((await client.ask(meetings.agreeToMinutes, { meetingId })).status).toBe(200);
    expect((await officer.ask(meetings.confirmMinutes, { meetingId })).problem?.code).toBe('not_chair');
    const confirmed = (await secretary.ask(meetings.confirmMinutes, { meetingId })).body;
    expect(confirmed).toMatchObject({ state: 'confirmed', confirmation: { agreed: 4, present: 4, confirmedBy: { name: '林知远' } } });
    const row = await scene.world.db.selectFrom('meetings').select(['canonical', 'sha256']).where('id', '=', meetingId).executeTakeFirstOrThrow();
    expect(sha256(row.canonical as string)).toBe(row.sha256);
    expect(JSON.parse(row.canonical as string)).toMatchObject({
      agenda: [{}, { content: '同意计划，志愿服务定在 12 月 5 日。' }],
      decisions: [{ adopted: true }],
    });

    for (const change of [
      scene.world.db.updateTable('meetings').set({ title: '改' }).where('id', '=', meetingId),
      scene.world.db.updateTable('meetingItems').set({ points: '改' }).where('meetingId', '=', meetingId),
      scene.world.db.deleteFrom('attendances').where('meetingId', '=', meetingId),
      scene.world.db.updateTable('meetingDecisions').set({ yes: 4 }).where('meetingId', '=', meetingId),
    ])
      await expect(change.execute()).rejects.toThrow(/is confirmed/);
    expect((await officer.ask(meetings.saveMinutes, { meetingId, items: [] }, { version: confirmed.version })).problem?.code).toBe(
      'meeting_confirmed',
    );
    const added = (await officer.ask(meetings.addAddendum, { meetingId, text: '会后收到书面材料一份。' })).body;
    expect(added.addenda).toMatchObject([{ text: '会后收到书面材料一份。', person: { name: '沈若溪' } }]);
    expect(await scene.counts()).toMatchObject([
      { kind: 'membersMeeting', month: '2026-11-01', late: 0, confirmed: 1, held: 1, counted: 1, present: 4, due: 5, occasions: 1 },
    ]);
  });

  test('with nobody’s agreement the chair confirms at 48 hours, not a second earlier', async () => {
    const meeting = await scene.recorded();
    const secretary = await scene.university.as('secretary');
    scene.at('2026-11-28T18:59:59+08:00');
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id })).problem).toMatchObject({
      code: 'too_early_to_confirm',
      params: { hours: 1 },
    });
    scene.at('2026-11-28T19:00:00+08:00');
    expect((await secretary.ask(meetings.agreeToMinutes, { meetingId: meeting.id })).problem?.code).toBe('amendment_window_over');
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id })).body).toMatchObject({
      state: 'confirmed',
      confirmation: { agreed: 0, present: 5 },
    });
  });

  test('when the chair has left the branch, the secretary confirms', async () => {
    const meeting = await scene.recorded({ chairId: scene.people.publicity.id });
    const [secretary, publicity] = await Promise.all([scene.university.as('secretary'), scene.university.as('publicity')]);
    scene.at('2026-12-01T10:00:00+08:00');
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id })).problem?.code).toBe('not_chair');
    await scene.world.db.updateTable('memberships').set({ toOn: '2026-11-30' }).where('personId', '=', scene.people.publicity.id).execute();
    await scene.world.db.updateTable('posts').set({ toOn: '2026-11-30' }).where('personId', '=', scene.people.publicity.id).execute();
    await scene.world.db
      .insertInto('memberships')
      .values({ id: scene.freshId(), personId: scene.people.publicity.id, organisationId: scene.university.sibling.id, fromOn: '2026-11-30' })
      .execute();
    expect((await publicity.ask(meetings.confirmMinutes, { meetingId: meeting.id })).status).toBe(404);
    expect((await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id })).body.state).toBe('confirmed');
  });

  test('cancelling asks for a reason, tells those who were told, and ends the meeting', async () => {
    const meeting = await scene.announced();
    const [secretary, member] = await Promise.all([scene.university.as('secretary'), scene.university.as('member')]);
    expect((await secretary.ask(meetings.cancelMeeting, { meetingId: meeting.id, reason: ' ' })).problem?.code).toBe('reason_missing');
    expect((await secretary.ask(meetings.cancelMeeting, { meetingId: meeting.id, reason: '与学校活动冲突' })).body).toMatchObject({
      state: 'cancelled',
      cancelReason: '与学校活动冲突',
    });
    expect((await member.ask(notices.listNotices, {})).body.items[0]).toMatchObject({
      kind: 'meetingCancelled',
      params: { reason: '与学校活动冲突' },
    });
    expect((await secretary.ask(meetings.holdMeeting, { meetingId: meeting.id })).status).toBe(410);
    expect((await secretary.ask(meetings.answerMeeting, { meetingId: meeting.id, answer: 'coming' })).problem?.code).toBe('meeting_cancelled');
  });

  test('a changed time is told to those who had been told; an earlier version is refused', async () => {
    const meeting = await scene.announced();
    const [secretary, member] = await Promise.all([scene.university.as('secretary'), scene.university.as('member')]);
    const edit = { meetingId: meeting.id, startsAt: '2026-11-27T19:00:00+08:00' };
    expect((await secretary.ask(meetings.editMeeting, edit)).status).toBe(428);
    expect((await secretary.ask(meetings.editMeeting, edit, { version: meeting.version })).body).toMatchObject({
      heldOn: '2026-11-27',
      version: meeting.version + 1,
    });
    expect((await secretary.ask(meetings.editMeeting, edit, { version: meeting.version })).status).toBe(412);
    expect((await member.ask(notices.listNotices, {})).body.items[0]?.kind).toBe('meetingChanged');
  });
});

describe('entered after the event', () => {
  const record = (more: Record<string, unknown> = {}) => ({
    ...scene.planOf({ startsAt: '2026-11-10T19:00:00+08:00', agenda: undefined }),
    ...scene.recordOf(),
    ...more,
  });

  test.each([
    ['2026-11-16T19:00:00+08:00', true, '2026-11-24'],
    ['2026-11-17T19:00:00+08:00', false, '2026-11-25'],
  ])('held on %s and received on 24 November: late is %s, since late begins on the day %s', async (startsAt, late, lateFrom) => {
    const secretary = await scene.university.as('secretary');
    const answer = await secretary.ask(meetings.recordMeeting, record({ startsAt }) as never);
    expect(answer.body).toMatchObject({ state: 'recorded', confirmation: { late, lateFrom } });
    expect(await scene.counts()).toMatchObject([{ late: late ? 1 : 0, counted: 1, present: 5, due: 5 }]);
    expect((await secretary.ask(meetings.listMeetings, {})).body.items[0]?.late).toBe(late);
  });

  test.each([
    ['sent at once has one time', '2026-11-23T23:00:00+08:00', '2026-11-23T23:00:40+08:00', false],
    ['written on the 7th day and received on the 8th is late, and tells both times', '2026-11-23T23:00:00+08:00', '2026-11-24T08:00:00+08:00', true],
  ])('a record %s', async (_, writtenAt, receivedAt, late) => {
    const secretary = await scene.university.as('secretary');
    scene.at(receivedAt);
    const answer = await secretary.ask(meetings.recordMeeting, record({ startsAt: '2026-11-16T19:00:00+08:00', writtenAt }) as never);
    expect(answer.body.confirmation).toMatchObject({ receivedAt, late, writtenAt: late ? writtenAt : null });
  });

  test('a meeting over midnight belongs to the day on which it began', async () => {
    const secretary = await scene.university.as('secretary');
    const answer = await secretary.ask(
      meetings.recordMeeting,
      record({ startsAt: '2026-10-31T23:30:00+08:00', endsAt: '2026-11-01T00:40:00+08:00' }) as never,
    );
    expect(answer.body.heldOn).toBe('2026-10-31');
    expect((await scene.counts()).map((row) => row.month)).toEqual(['2026-10-01']);
  });

  test('the same record sent again by the phone’s queue is one meeting, whatever key it carries', async () => {
    const secretary = await scene.university.as('secretary');
    const id = scene.freshId();
    const answers = await Promise.all([
      secretary.ask(meetings.recordMeeting, record({ id }) as never, { key: 'phone-queue-1' }),
      secretary.ask(meetings.recordMeeting, record({ id }) as never, { key: 'phone-queue-1' }),
      secretary.ask(meetings.recordMeeting, record({ id }) as never, { key: 'phone-queue-2' }),
    ]);
    expect(answers.map((answer) => [answer.status, answer.body.id])).toEqual([
      [200, id],
      [200, id],
      [200, id],
    ]);
    expect(await scene.counts()).toMatchObject([{ occasions: 1 }]);
    const member = await scene.university.as('member');
    expect((await member.ask(notices.listNotices, {})).body.items.length).toBe(1);
    const officer = await scene.university.as('officer');
    expect((await officer.ask(meetings.recordMeeting, record({ id }) as never)).problem?.code).toBe('meeting_id_taken');
  });

  test('a meeting held before the records of the branch begin counts nowhere', async () => {
    await scene.world.db.updateTable('organisations').set({ recordsSince: '2026-11-15' }).where('id', '=', scene.branch.id).execute();
    await (await scene.university.as('secretary')).ask(meetings.recordMeeting, record() as never);
    expect(await scene.counts()).toEqual([]);
  });

  test('a theme day with its lecture is two records of one occasion, and its roll counts once', async () => {
    const secretary = await scene.university.as('secretary');
    const day = (await secretary.ask(meetings.recordMeeting, record({ kind: 'themeDay' }) as never)).body;
    const lecture = (
      await secretary.ask(meetings.recordMeeting, record({ kind: 'partyLecture', occasionId: day.id, lecturerName: '校外专家' }) as never)
    ).body;
    expect(lecture).toMatchObject({ occasion: { id: day.id, kind: 'themeDay' }, lecturer: { id: null, name: '校外专家' } });
    expect((await view(secretary, day.id)).occasion).toMatchObject({ id: lecture.id });
    expect(await scene.counts()).toMatchObject([
      { kind: 'partyLecture', occasions: 0, due: 0 },
      { kind: 'themeDay', occasions: 1, due: 5 },
    ]);
    expect((await secretary.ask(meetings.recordMeeting, record({ kind: 'partyLecture', occasionId: day.id }) as never)).problem?.code).toBe(
      'occasion_not_joined',
    );
  });

  test('an offline phone submits an announced meeting in one call', async () => {
    const meeting = await scene.announced();
    scene.at('2026-11-26T21:00:00+08:00');
    const officer = await scene.university.as('officer');
    const answer = await officer.ask(
      meetings.submitMinutes,
      {
        meetingId: meeting.id,
        record: scene.recordOf({
          writtenAt: '2026-11-26T20:10:00+08:00',
          decisions: [{ matter: '通过计划', vote: 'ordinary', tally: { yes: 4, no: 0, abstain: 0 } }],
        }) as never,
      },
      { version: meeting.version },
    );
    expect(answer.body).toMatchObject({
      state: 'recorded',
      decisions: [{ adopted: true, base: 4 }],
      confirmation: { writtenAt: '2026-11-26T20:10:00+08:00', present: 5 },
    });
  });
});
