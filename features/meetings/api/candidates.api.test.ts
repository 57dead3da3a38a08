import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MeetingScene, openMeetingScene, view } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeEach(async () => {
  scene = await openMeetingScene();
});
afterEach(() => scene?.close());

describe('a meeting that decides on admission or conversion', () => {
  test('a plan begins with those of the branch who can stand, each for their vote', async () => {
    const { people, branch } = scene;
    const secretary = await scene.university.as('secretary');
    const plan = (kind: 'membersMeeting' | 'themeDay') => secretary.ask(meetings.prefillPlan, { branchId: branch.id, kind });
    expect((await plan('membersMeeting')).body.candidates).toEqual([
      { id: people.activist.id, name: people.activist.name, category: 'activist', vote: 'admission' },
      { id: people.probationary.id, name: people.probationary.name, category: 'probationary', vote: 'conversion' },
    ]);
    expect((await plan('themeDay')).body.candidates).toEqual([]);
  });

  test('whom it was planned for is in the meeting, can be changed until it is held, and stands beside what was decided', async () => {
    const { people } = scene;
    const secretary = await scene.university.as('secretary');
    const planned = await scene.planned({ candidates: [{ personId: people.probationary.id, vote: 'conversion' }] });
    expect(planned.candidates).toEqual([{ person: { id: people.probationary.id, name: people.probationary.name }, vote: 'conversion' }]);
    const both = [
      { personId: people.probationary.id, vote: 'conversion' as const },
      { personId: people.activist.id, vote: 'admission' as const },
    ];
    const edited = await secretary.ask(meetings.editMeeting, { meetingId: planned.id, candidates: both }, { version: planned.version });
    expect(edited.body.candidates.map((one) => one.vote)).toEqual(['conversion', 'admission']);
  });

  test.each([
    ['a full member is not admitted again', 'not_to_be_admitted', { personId: 'member', vote: 'admission' }],
    ['an activist is not converted', 'not_to_be_converted', { personId: 'activist', vote: 'conversion' }],
    ['one of another branch does not stand here', 'person_not_on_roll', { personId: 'farMember', vote: 'conversion' }],
  ] as const)('%s: %s', async (_, code, { personId, vote }) => {
    const secretary = await scene.university.as('secretary');
    const candidates = [{ personId: scene.people[personId].id, vote }];
    expect((await secretary.ask(meetings.planMeeting, scene.planOf({ candidates }))).problem?.code).toBe(code);
    expect((await secretary.ask(meetings.listMeetings, {})).body.items).toEqual([]);
  });

  test('a theme day is planned for nobody’s admission, and a decision is about nobody who cannot stand', async () => {
    const { people } = scene;
    const secretary = await scene.university.as('secretary');
    const candidates = [{ personId: people.activist.id, vote: 'admission' }];
    expect((await secretary.ask(meetings.planMeeting, scene.planOf({ kind: 'themeDay', candidates }))).problem?.code).toBe('vote_not_in_this_kind');

    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const taken = await officer.ask(meetings.takeRoll, { meetingId: meeting.id, roll: scene.allPresent() }, { version: meeting.version });
    const vote = (subjectId: string) =>
      officer.ask(meetings.recordDecision, {
        meetingId: meeting.id,
        matter: '接收预备党员',
        vote: 'admission',
        subjectId,
        secret: true,
        tally: { yes: 4, no: 0, abstain: 0 },
      });
    expect(taken.status).toBe(200);
    expect((await vote(people.probationary.id)).problem?.code).toBe('not_to_be_admitted');
    expect((await vote(people.activist.id)).body.decisions).toMatchObject([{ adopted: true, subject: { id: people.activist.id } }]);
  });

  test('who wrote, and how, is read again by those who keep the roll and by nobody else', async () => {
    const { people } = scene;
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const here = [people.secretary, people.officer, people.publicity].map(({ id }) => ({ personId: id, status: 'present' as const }));
    const receivedAt = '2026-11-25T09:00:00+08:00';
    const record = scene.recordOf({
      roll: here,
      decisions: [
        {
          matter: '许望舒同志转为中共正式党员',
          vote: 'conversion',
          subjectId: people.probationary.id,
          secret: true,
          tally: { yes: 3, no: 1, abstain: 0 },
          written: { yes: 0, no: 1, abstain: 0 },
          opinions: [{ personId: people.member.id, receivedAt }],
        },
      ],
    });
    const submitted = await officer.ask(meetings.submitMinutes, { meetingId: meeting.id, record: record as never }, { version: meeting.version });
    expect(submitted.body.decisions).toMatchObject([
      { yes: 3, no: 1, written: 1, writtenTally: { yes: 0, no: 1, abstain: 0 }, opinions: [{ personId: people.member.id, receivedAt }] },
    ]);
    const [read] = (await view(await scene.university.as('probationary'), meeting.id)).decisions;
    expect(read).toMatchObject({ yes: 3, no: 1, written: 1, opinions: null });
  });
});

describe('the version a record was written on', () => {
  test('without it nothing is taken; after another’s edit it is refused, and that edit stands', async () => {
    const meeting = await scene.held();
    const meetingId = meeting.id;
    const [officer, secretary] = await Promise.all([scene.university.as('officer'), scene.university.as('secretary')]);
    const record = scene.recordOf() as never;
    expect((await officer.ask(meetings.submitMinutes, { meetingId, record })).problem?.code).toBe('version_missing');

    const desk = [{ title: '听取支部工作报告', points: '电脑上写的要点。' }];
    const saved = await secretary.ask(meetings.saveMinutes, { meetingId, items: desk }, { version: meeting.version });
    const late = await officer.ask(meetings.submitMinutes, { meetingId, record }, { version: meeting.version });
    expect(late).toMatchObject({ status: 412, problem: { code: 'changed_meanwhile', params: { version: saved.body.version } } });
    expect(await view(officer, meetingId)).toMatchObject({ state: 'held', items: desk });

    const chosen = await officer.ask(meetings.submitMinutes, { meetingId, record }, { version: saved.body.version });
    expect(chosen.body).toMatchObject({ state: 'recorded', items: scene.items });
  });

  test('a record that arrived once and is sent again under its key is answered as it was, whatever the version now', async () => {
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const submit = () =>
      officer.ask(
        meetings.submitMinutes,
        { meetingId: meeting.id, record: scene.recordOf() as never },
        { version: meeting.version, key: 'from-the-queue' },
      );
    expect((await submit()).body.state).toBe('recorded');
    expect((await submit()).body.state).toBe('recorded');
  });

  test('a sign-in at the door changes no version: it is no edit of the record', async () => {
    const meeting = await scene.announced();
    const meetingId = meeting.id;
    scene.at('2026-11-26T18:55:00+08:00');
    const [officer, member] = await Promise.all([scene.university.as('officer'), scene.university.as('member')]);
    const { code } = (await officer.ask(meetings.signInCode, { meetingId })).body;
    expect((await member.ask(meetings.signInToMeeting, { meetingId, code })).status).toBe(200);
    scene.at('2026-11-26T20:30:00+08:00');
    const answer = await officer.ask(meetings.submitMinutes, { meetingId, record: scene.recordOf() as never }, { version: meeting.version });
    expect(answer.body.state).toBe('recorded');
  });
});
