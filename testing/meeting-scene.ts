import { meetings } from '#features/meetings/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from './client.ts';
import { foundUniversity, type University } from './people.ts';
import { openWorld, type World } from './world.ts';

export type MeetingView = Awaited<ReturnType<typeof view>>;

/** One branch and its meetings, driven over HTTP. The clock stands at 10:00 on 24 November 2026 until a test moves it. */
export async function openMeetingScene() {
  const world = await openWorld();
  const university = await foundUniversity(world);
  return sceneOf(world, university);
}

export async function view(client: Client, meetingId: string) {
  return (await client.ask(meetings.getMeeting, { meetingId })).body;
}

function sceneOf(world: World, university: University) {
  const { people, branch } = university;
  const at = (instant: string) => world.clock.set(instant);
  /** Evening of the 26th, in a room. */
  const planOf = (more: Record<string, unknown> = {}) => ({
    branchId: branch.id,
    kind: 'membersMeeting' as const,
    title: '讨论年度工作',
    startsAt: '2026-11-26T19:00:00+08:00',
    place: '明理楼 302',
    chairId: people.secretary.id,
    recorderId: people.officer.id,
    agenda: [{ title: '听取支部工作报告' }, { title: '讨论年度计划' }],
    ...more,
  });
  const members = [people.secretary, people.officer, people.publicity, people.member, people.probationary];
  const allPresent = (ids = members.map((person) => person.id)) => ids.map((personId) => ({ personId, status: 'present' as const }));
  const items = [
    { title: '听取支部工作报告', points: '支部书记报告全年工作。' },
    { title: '讨论年度计划', points: '同意计划，补充两条。' },
  ];
  const recordOf = (more: Record<string, unknown> = {}) => ({ items, roll: allPresent(), ...more });

  return {
    world,
    university,
    people,
    branch,
    at,
    planOf,
    allPresent,
    items,
    recordOf,
    close: () => world.close(),
    async planned(more: Record<string, unknown> = {}, by: keyof typeof people = 'secretary') {
      const client = await university.as(by);
      const answer = await client.ask(meetings.planMeeting, planOf(more));
      if (answer.status !== 200) throw new Error(`not planned: ${JSON.stringify(answer.problem)}`);
      return answer.body;
    },
    async announced(more: Record<string, unknown> = {}) {
      const meeting = await this.planned(more);
      return (await (await university.as('secretary')).ask(meetings.announceMeeting, { meetingId: meeting.id })).body;
    },
    async held(more: Record<string, unknown> = {}) {
      const meeting = await this.announced(more);
      at(String(meeting.startsAt));
      const officer = await university.as('officer');
      const opened =
        meeting.kind === 'committeeMeeting'
          ? await officer.ask(
              meetings.takeRoll,
              { meetingId: meeting.id, roll: allPresent(meeting.roll.map((row) => row.personId)) },
              { version: meeting.version },
            )
          : null;
      if (opened && opened.status !== 200) throw new Error(JSON.stringify(opened.problem));
      const answer = await officer.ask(meetings.holdMeeting, { meetingId: meeting.id });
      if (answer.status !== 200) throw new Error(`not held: ${JSON.stringify(answer.problem)}`);
      return answer.body;
    },
    async recorded(more: Record<string, unknown> = {}, record: Record<string, unknown> = {}) {
      const meeting = await this.held(more);
      const answer = await (await university.as('officer')).ask(
        meetings.submitMinutes,
        { meetingId: meeting.id, record: recordOf(record) as never },
        { version: meeting.version },
      );
      if (answer.status !== 200) throw new Error(`not recorded: ${JSON.stringify(answer.problem)}`);
      return answer.body;
    },
    counts: () => world.db.selectFrom('activityCounts').selectAll().where('branchId', '=', branch.id).orderBy('month').orderBy('kind').execute(),
    freshId: newId,
  };
}
export type MeetingScene = ReturnType<typeof sceneOf>;
