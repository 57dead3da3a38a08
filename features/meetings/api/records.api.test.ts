import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { health } from '#features/health/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type MeetingScene, openMeetingScene, view } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';
import { atMidnight } from './midnight.ts';

let scene: MeetingScene;
beforeEach(async () => {
  scene = await openMeetingScene();
});
afterEach(() => scene?.close());

/** A member of the branch from a day on. */
async function joins(name: string, fromOn: string) {
  const person = await scene.university.person(name, null);
  await scene.world.db.insertInto('memberships').values({ id: newId(), personId: person.id, organisationId: scene.branch.id, fromOn }).execute();
  return person;
}
/** From this day on a member of the sibling branch. */
async function leaves(personId: string, on: string) {
  const { db } = scene.world;
  await db.updateTable('memberships').set({ toOn: on }).where('personId', '=', personId).execute();
  await db.insertInto('memberships').values({ id: newId(), personId, organisationId: scene.university.sibling.id, fromOn: on }).execute();
}

describe('a meeting is entered with the people of its day', () => {
  test('who left after it stands on the roll, who joined after it does not, and due and votes are those of the day', async () => {
    const { people, branch } = scene;
    const { db } = scene.world;
    const joined = await joins('江远帆', '2026-11-22');
    await leaves(people.member.id, '2026-11-23');
    await db.updateTable('persons').set({ category: 'full', convertedOn: '2026-11-22' }).where('id', '=', people.probationary.id).execute();
    await db
      .insertInto('attendanceExceptions')
      .values({ id: newId(), branchId: branch.id, personId: people.publicity.id, ground: 'longLeave', reason: '产假', fromOn: '2026-11-22' })
      .execute();
    const secretary = await scene.university.as('secretary');
    const ask = async (on?: string) =>
      (await secretary.ask(meetings.prefillPlan, { branchId: branch.id, kind: 'membersMeeting', ...(on ? { on } : {}) })).body;
    const [then, now] = [await ask('2026-11-20'), await ask()];
    const ids = (prefill: typeof then) => prefill.members.map((one) => one.id);
    expect([ids(then).includes(people.member.id), ids(then).includes(joined.id)]).toEqual([true, false]);
    expect([ids(now).includes(people.member.id), ids(now).includes(joined.id)]).toEqual([false, true]);
    const of = (prefill: typeof then, id: string) => prefill.members.find((one) => one.id === id);
    expect([of(then, people.publicity.id)?.isDue, of(now, people.publicity.id)?.isDue]).toEqual([true, false]);
    expect([of(then, people.probationary.id)?.mayVote, of(now, people.probationary.id)?.mayVote]).toEqual([false, true]);
    expect((await ask('2026-10-09')).title).toBe('10 月党员大会');
  });

  test('a list from a phone that names somebody of another day is taken without them, and the record says so', async () => {
    const { people } = scene;
    const joined = await joins('江远帆', '2026-11-22');
    await leaves(people.member.id, '2026-11-23');
    const secretary = await scene.university.as('secretary');
    const record = (ids: string[]) => ({
      ...scene.planOf({ startsAt: '2026-11-20T19:00:00+08:00' }),
      ...scene.recordOf({ roll: scene.allPresent(ids) }),
    });
    const answer = await secretary.ask(meetings.recordMeeting, record([people.secretary.id, people.member.id, joined.id]) as never);
    expect(answer.problem).toBeNull();
    expect(answer.body).toMatchObject({ state: 'recorded', leftOff: ['江远帆'], attendance: { due: 5, present: 2 } });
    expect(answer.body.roll.map((row) => row.personId)).toContain(people.member.id);
    const slip = await secretary.ask(meetings.recordMeeting, record([people.secretary.id, people.farMember.id]) as never);
    expect(slip.problem?.code).toBe('person_not_on_roll');
  });

  test('minutes of a meeting announced to one roll and held with another are taken', async () => {
    const { people } = scene;
    const announced = await scene.announced();
    await leaves(people.member.id, '2026-11-25');
    const joined = await joins('江远帆', '2026-11-25');
    scene.at('2026-11-26T19:00:00+08:00');
    const answer = await (await scene.university.as('officer')).ask(
      meetings.submitMinutes,
      { meetingId: announced.id, record: scene.recordOf() as never },
      { version: announced.version },
    );
    expect(answer.problem).toBeNull();
    expect(answer.body).toMatchObject({ state: 'recorded', leftOff: ['周以宁'], attendance: { due: 5, present: 4 } });
    expect(answer.body.roll.find((row) => row.personId === joined.id)).toMatchObject({ status: null });
  });
});

describe('a decision stands with the roll', () => {
  const plan = { matter: '通过计划', vote: 'ordinary' as const, tally: { yes: 3, no: 0, abstain: 0 } };
  test('a roll put right after the vote takes base, presence and result along; without a quorum the minutes are not taken', async () => {
    const { people } = scene;
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const roll = async (ids: string[]) => {
      const now = await view(officer, meeting.id);
      const away = now.roll.filter((row) => !ids.includes(row.personId)).map((row) => ({ personId: row.personId, status: 'absent' as const }));
      return (await officer.ask(meetings.takeRoll, { meetingId: meeting.id, roll: [...scene.allPresent(ids), ...away] }, { version: now.version }))
        .body;
    };
    const four = [people.secretary.id, people.officer.id, people.publicity.id, people.member.id];
    await roll(four);
    const decided = (await officer.ask(meetings.recordDecision, { meetingId: meeting.id, ...plan })).body;
    expect(decided.decisions).toMatchObject([{ base: 4, present: 4, adopted: true }]);
    expect((await roll([people.secretary.id, people.officer.id, people.publicity.id])).decisions).toMatchObject([{ present: 3, adopted: true }]);
    const fewer = await roll([people.secretary.id]);
    await officer.ask(meetings.saveMinutes, { meetingId: meeting.id, items: scene.items }, { version: fewer.version });
    const submit = async () => officer.ask(meetings.submitMinutes, { meetingId: meeting.id }, { version: (await view(officer, meeting.id)).version });
    expect((await submit()).problem).toMatchObject({ code: 'no_quorum', errors: [{ path: 'decisions.0' }] });
    await roll(four);
    expect((await submit()).body).toMatchObject({ state: 'recorded', decisions: [{ present: 4, adopted: true }] });
  });

  test('an accepted proposal that corrects the roll may not contradict the votes, and what had no quorum is not frozen as adopted', async () => {
    const { people } = scene;
    const meeting = await scene.recorded({}, { decisions: [plan] });
    expect(meeting.decisions).toMatchObject([{ present: 4, adopted: true }]);
    const [member, officer, secretary] = await Promise.all((['member', 'officer', 'secretary'] as const).map((who) => scene.university.as(who)));
    if (!member || !officer || !secretary) throw new Error('nobody');
    const { amendments } = (await member.ask(meetings.proposeAmendment, { meetingId: meeting.id, text: '三位同志当晚没有到会。' })).body;
    const away = [people.secretary.id, people.officer.id, people.publicity.id].map((personId) => ({ personId, status: 'absent' as const }));
    const accept = (more: object) =>
      officer.ask(meetings.decideAmendment, {
        meetingId: meeting.id,
        amendmentId: amendments[0]?.id ?? '',
        accepted: true,
        reason: '属实',
        roll: away,
        ...more,
      });
    expect((await accept({})).problem?.code).toBe('too_many_votes');
    const accepted = await accept({ decisions: [{ id: meeting.decisions[0]?.id ?? '', tally: { yes: 1, no: 0, abstain: 0 } }] });
    expect(accepted.body.decisions).toMatchObject([{ base: 4, present: 1, yes: 1, adopted: false }]);
    scene.at('2026-11-29T10:00:00+08:00');
    await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id });
    const { canonical } = await scene.world.db.selectFrom('meetings').select('canonical').where('id', '=', meeting.id).executeTakeFirstOrThrow();
    expect(JSON.parse(canonical ?? '{}').decisions).toMatchObject([{ present: 1, adopted: false }]);
  });
});

describe('a proposal', () => {
  const propose = async (who: 'member' | 'officer', meeting: Awaited<ReturnType<typeof scene.recorded>>) =>
    (
      await (
        await scene.university.as(who)
      ).ask(meetings.proposeAmendment, { meetingId: meeting.id, itemId: meeting.items[1]?.id, text: '请写明时间。' })
    ).body.amendments[0]?.id as string;
  const decide = async (who: 'secretary' | 'officer' | 'member' | 'publicity', meetingId: string, amendmentId: string, more: object = {}) =>
    (await scene.university.as(who)).ask(meetings.decideAmendment, { meetingId, amendmentId, accepted: true, reason: '属实', ...more });
  const frozen = async (meetingId: string) => {
    scene.at('2026-11-29T10:00:00+08:00');
    await (await scene.university.as('secretary')).ask(meetings.confirmMinutes, { meetingId });
    return (await scene.world.db.selectFrom('meetings').select('canonical').where('id', '=', meetingId).executeTakeFirstOrThrow()).canonical ?? '';
  };

  test('accepted changes the text that is frozen; one that would change nothing is not accepted', async () => {
    const meeting = await scene.recorded();
    const amendmentId = await propose('member', meeting);
    expect((await decide('officer', meeting.id, amendmentId)).problem?.code).toBe('amendment_changes_nothing');
    expect((await decide('officer', meeting.id, amendmentId, { points: meeting.items[1]?.points })).problem?.code).toBe('amendment_changes_nothing');
    expect((await view(await scene.university.as('officer'), meeting.id)).amendments[0]?.state).toBe('proposed');
    expect((await decide('officer', meeting.id, amendmentId, { points: '同意计划，12 月 3 日起值班。' })).body.amendments[0]?.state).toBe('accepted');
    expect(JSON.parse(await frozen(meeting.id)).agenda[1].content).toBe('同意计划，12 月 3 日起值班。');
  });

  test('may change the next steps, or the item that the decider names', async () => {
    const meeting = await scene.recorded();
    const amendmentId = await propose('member', meeting);
    const first = meeting.items[0]?.id;
    const answer = await decide('officer', meeting.id, amendmentId, {
      itemId: first,
      points: '改过的第一项。',
      nextSteps: [{ text: '周三起值班', ownerName: '陆鸣' }],
    });
    expect(answer.body).toMatchObject({
      items: [{ points: '改过的第一项。' }, { points: meeting.items[1]?.points }],
      nextSteps: [{ text: '周三起值班' }],
    });
  });

  test('is decided by the recorder and by nobody else of the committee', async () => {
    const meeting = await scene.recorded();
    const amendmentId = await propose('member', meeting);
    for (const who of ['secretary', 'publicity', 'member'] as const)
      expect((await decide(who, meeting.id, amendmentId, { points: '改' })).problem?.code).toBe('not_decider');
    expect((await view(await scene.university.as('secretary'), meeting.id)).amendments[0]?.decide).toEqual({ allowed: false, code: 'not_decider' });
    expect((await view(await scene.university.as('officer'), meeting.id)).amendments[0]?.decide).toEqual({ allowed: true });
    const waits = async (who: 'secretary' | 'officer') =>
      (await (await scene.university.as(who)).ask(meetings.waitingMeetings, {})).body.items.map((one) => one.waits);
    expect([await waits('officer'), await waits('secretary')]).toEqual([['decideAmendments'], ['agree']]);
    expect((await decide('officer', meeting.id, amendmentId, { accepted: false })).body.amendments[0]?.state).toBe('declined');
  });

  test('of the recorder’s own is decided by another of the committee', async () => {
    const meeting = await scene.recorded();
    const amendmentId = await propose('officer', meeting);
    expect((await decide('officer', meeting.id, amendmentId, { points: '改' })).problem?.code).toBe('own_amendment');
    expect((await decide('secretary', meeting.id, amendmentId, { points: '改' })).body.amendments[0]?.state).toBe('accepted');
  });

  test('is decided by the secretary when the recorder has left the branch', async () => {
    const meeting = await scene.recorded();
    const amendmentId = await propose('member', meeting);
    await leaves(scene.people.officer.id, '2026-11-26');
    expect((await decide('secretary', meeting.id, amendmentId, { points: '改' })).body.amendments[0]?.state).toBe('accepted');
  });
});

describe('a committee meets from the day on which the branch has one', () => {
  const committee = (more: object = {}) => scene.planOf({ kind: 'committeeMeeting', title: '支委会', ...more });
  test('not before it was formed, not after it ended', async () => {
    const { db } = scene.world;
    const secretary = await scene.university.as('secretary');
    await db.updateTable('committeeSpans').set({ fromOn: '2026-11-10', toOn: null }).where('organisationId', '=', scene.branch.id).execute();
    const record = (day: string) =>
      secretary.ask(meetings.recordMeeting, {
        ...committee({ startsAt: `${day}T19:00:00+08:00` }),
        ...scene.recordOf({ roll: scene.allPresent([scene.people.secretary.id, scene.people.officer.id]) }),
      } as never);
    expect((await record('2026-11-09')).problem?.code).toBe('no_committee');
    expect((await record('2026-11-10')).body.state).toBe('recorded');
    const planned = await secretary.ask(meetings.planMeeting, committee() as never);
    await db.updateTable('committeeSpans').set({ toOn: '2026-11-20' }).where('organisationId', '=', scene.branch.id).execute();
    expect((await secretary.ask(meetings.announceMeeting, { meetingId: planned.body.id })).problem?.code).toBe('no_committee');
    expect((await secretary.ask(meetings.planMeeting, committee() as never)).problem?.code).toBe('no_committee');
  });

  test('the last day on which one counts in a month is kept with its counts', async () => {
    const secretary = await scene.university.as('secretary');
    for (const day of ['2026-11-18', '2026-11-12'])
      await secretary.ask(meetings.recordMeeting, {
        ...committee({ startsAt: `${day}T19:00:00+08:00` }),
        ...scene.recordOf({ roll: scene.allPresent([scene.people.secretary.id, scene.people.officer.id]) }),
      } as never);
    expect(await scene.counts()).toMatchObject([{ kind: 'committeeMeeting', counted: 2, lastOn: '2026-11-18' }]);
  });
});

test('a lecture given by the secretary counts as theirs in the health of the branch, planned or entered afterwards; a lecture joined to a theme day is one attendance', async () => {
  const { people, branch } = scene;
  const secretary = await scene.university.as('secretary');
  const theirs = async () => {
    const { body } = await secretary.ask(health.getBranchHealth, { branchId: branch.id });
    return body.indicators.find((one) => one.id === 'party_lectures')?.facts.secretaryLectures;
  };
  expect(await theirs()).toBe(0);
  const day = { startsAt: '2026-11-20T15:00:00+08:00' };
  const themeDay = await secretary.ask(meetings.recordMeeting, {
    ...scene.planOf({ kind: 'themeDay', title: '主题党日', ...day }),
    ...scene.recordOf(),
  } as never);
  expect(themeDay.body.abilities.addLecture).toEqual({ allowed: true });
  const lecture = await secretary.ask(meetings.recordMeeting, {
    ...scene.planOf({ kind: 'partyLecture', title: '书记讲党课', ...day, lecturerId: people.secretary.id, occasionId: themeDay.body.id }),
    ...scene.recordOf(),
  } as never);
  expect(lecture.body).toMatchObject({ lecturer: { id: people.secretary.id }, occasion: { id: themeDay.body.id } });
  expect(await theirs()).toBe(1);
  expect(await scene.counts()).toMatchObject([
    { kind: 'partyLecture', counted: 1, occasions: 0, present: 0 },
    { kind: 'themeDay', counted: 1, occasions: 1, present: 5 },
  ]);
  expect((await view(secretary, themeDay.body.id)).abilities.addLecture.allowed).toBe(false);
  await scene.recorded({ kind: 'partyLecture', title: '计划中的党课', lecturerId: people.secretary.id });
  expect(await theirs()).toBe(2);
});

describe('a branch that was merged', () => {
  const merge = async (on: string) => {
    const answer = await (await scene.university.as('department')).ask(organisations.merge, {
      sourceIds: [scene.branch.id],
      intoId: scene.university.sibling.id,
      made: null,
      on,
      documentNumber: '岚大党组〔2026〕21号',
      reason: '毕业离校，人数减少',
    });
    expect(answer.problem).toBeNull();
  };

  test('its records are agreed to, decided and confirmed by those who came from it, or by the secretary of what came after it', async () => {
    const [first, second] = [await scene.recorded(), await scene.recorded({ title: '第二次' })];
    scene.at('2026-11-27T10:00:00+08:00');
    await merge('2026-11-27');
    const [chair, member, officer, heir, other] = await Promise.all(
      (['secretary', 'member', 'officer', 'siblingSecretary', 'farSecretary'] as const).map((who) => scene.university.as(who)),
    );
    if (!chair || !member || !officer || !heir || !other) throw new Error('nobody');
    const { amendments } = (await member.ask(meetings.proposeAmendment, { meetingId: first.id, itemId: first.items[0]?.id, text: '请写明时间。' }))
      .body;
    expect(
      (
        await officer.ask(meetings.decideAmendment, {
          meetingId: first.id,
          amendmentId: amendments[0]?.id ?? '',
          accepted: true,
          reason: '属实',
          points: '改',
        })
      ).body.state,
    ).toBe('recorded');
    scene.at('2026-11-27T10:01:00+08:00');
    expect((await member.ask(meetings.agreeToMinutes, { meetingId: first.id })).body.confirmation.agreed).toBe(1);
    scene.at('2026-11-29T10:00:00+08:00');
    expect((await heir.ask(meetings.waitingMeetings, {})).body.items.map((one) => one.waits)).toEqual(['confirm', 'confirm']);
    expect((await member.ask(meetings.confirmMinutes, { meetingId: first.id })).problem?.code).toBe('not_chair');
    expect((await other.ask(meetings.confirmMinutes, { meetingId: first.id })).status).toBe(404);
    expect((await chair.ask(meetings.confirmMinutes, { meetingId: first.id })).body.state).toBe('confirmed');
    expect((await heir.ask(meetings.confirmMinutes, { meetingId: second.id })).body.state).toBe('confirmed');
  });

  test('a record that waits on a phone is not lost: what lay before the merge stays, what lay after it is cancelled', async () => {
    const before = await scene.announced({ startsAt: '2026-11-25T19:00:00+08:00' });
    const after = await scene.announced({ title: '下次', startsAt: '2026-12-01T19:00:00+08:00' });
    scene.at('2026-11-27T10:00:00+08:00');
    await merge('2026-11-26');
    await atMidnight(scene.world.running.services);
    const [officer, secretary] = [await scene.university.as('officer'), await scene.university.as('secretary')];
    expect([(await view(officer, before.id)).state, (await view(officer, after.id)).state]).toEqual(['announced', 'cancelled']);
    const waits = async (who: 'publicity' | 'member' | 'siblingSecretary') =>
      (await (await scene.university.as(who)).ask(meetings.waitingMeetings, {})).body.items.map((one) => one.waits);
    expect([await waits('publicity'), await waits('siblingSecretary'), await waits('member')]).toEqual([['takeRoll'], ['takeRoll'], []]);
    const sent = await officer.ask(meetings.submitMinutes, { meetingId: before.id, record: scene.recordOf() as never }, { version: before.version });
    expect(sent.problem).toBeNull();
    expect(sent.body).toMatchObject({ state: 'recorded', attendance: { present: 5 } });
    const late = await secretary.ask(meetings.recordMeeting, {
      ...scene.planOf({ startsAt: '2026-11-24T19:00:00+08:00' }),
      ...scene.recordOf(),
    } as never);
    expect(late.problem).toBeNull();
    const gone = await secretary.ask(meetings.recordMeeting, {
      ...scene.planOf({ startsAt: '2026-11-26T19:00:00+08:00' }),
      ...scene.recordOf(),
    } as never);
    expect(gone.problem?.code).toBe('branch_dissolved');
  });
});

test('confirming freezes every part: points, roll, votes, written opinions, next steps, photos and proposals', async () => {
  const { db } = scene.world;
  const { people } = scene;
  const meeting = await scene.recorded(
    {},
    {
      roll: scene.allPresent([people.secretary.id, people.officer.id, people.publicity.id]),
      nextSteps: [{ text: '值班' }],
      decisions: [
        {
          matter: '接收孟繁星同志为中共预备党员',
          vote: 'admission',
          subjectId: people.activist.id,
          secret: true,
          tally: { yes: 4, no: 0, abstain: 0 },
          written: { yes: 1, no: 0, abstain: 0 },
          opinions: [{ personId: people.member.id, receivedAt: '2026-11-25T10:00:00+08:00' }],
        },
      ],
    },
  );
  const officer = await scene.university.as('officer');
  const { amendments } = (
    await (
      await scene.university.as('publicity')
    ).ask(meetings.proposeAmendment, { meetingId: meeting.id, itemId: meeting.items[0]?.id, text: '请改。' })
  ).body;
  await officer.ask(meetings.decideAmendment, { meetingId: meeting.id, amendmentId: amendments[0]?.id ?? '', accepted: false, reason: '与会上一致' });
  const fileId = newId();
  await db
    .insertInto('files')
    .values({ id: fileId, name: '照片.webp', mediaType: 'image/webp', bytes: 1, sha256: 'a'.repeat(64), createdAt: scene.world.clock.now() })
    .execute();
  await db.insertInto('meetingPhotos').values({ meetingId: meeting.id, fileId, caption: '会场', position: 0 }).execute();
  scene.at('2026-11-29T10:00:00+08:00');
  const confirmed = (await (await scene.university.as('secretary')).ask(meetings.confirmMinutes, { meetingId: meeting.id })).body;
  expect(confirmed.state).toBe('confirmed');
  const { canonical } = await db.selectFrom('meetings').select('canonical').where('id', '=', meeting.id).executeTakeFirstOrThrow();
  expect(JSON.parse(canonical ?? '{}')).toMatchObject({
    format: 'lianxin-minutes/2',
    lecturer: null,
    decisions: [{ subject: { personId: people.activist.id, name: '孟繁星' }, secret: true, written: 1, writtenTally: { yes: 1, no: 0, abstain: 0 } }],
  });
  const decisionId = confirmed.decisions[0]?.id as string;
  const of = { meetingId: meeting.id };
  const attempts = {
    points: db.updateTable('meetingItems').set({ points: '改' }).where('meetingId', '=', of.meetingId),
    roll: db.updateTable('attendances').set({ status: 'absent' }).where('meetingId', '=', of.meetingId),
    votes: db.updateTable('meetingDecisions').set({ yes: 9 }).where('meetingId', '=', of.meetingId),
    opinions: db.updateTable('meetingOpinions').set({ receivedAt: new Date() }).where('decisionId', '=', decisionId),
    opinionsGone: db.deleteFrom('meetingOpinions').where('decisionId', '=', decisionId),
    nextSteps: db.deleteFrom('meetingNextSteps').where('meetingId', '=', of.meetingId),
    photos: db.deleteFrom('meetingPhotos').where('meetingId', '=', of.meetingId),
    amendments: db.updateTable('meetingAmendments').set({ text: '改' }).where('meetingId', '=', of.meetingId),
    record: db.updateTable('meetings').set({ title: '改' }).where('id', '=', of.meetingId),
  };
  for (const [part, attempt] of Object.entries(attempts)) {
    const said = await attempt.execute().then(
      () => `${part}: changed`,
      (error: { code?: string }) => `${part}: ${error.code}`,
    );
    expect(said).toBe(`${part}: 23001`);
  }
});
