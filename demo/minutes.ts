/** One meeting as it is kept: roll, agenda with points, decisions, next steps, and where it is confirmed its frozen text. */
import { type FiveBuilding, kindRules, type RecordableKind } from '#features/meetings/kind.ts';
import type { MeetingState } from '#features/meetings/meeting.ts';
import { addDays, type Day, startOf } from '#platform/shared/day/day.ts';
import type { Gathering } from './life.ts';
import type { Ballot, Person } from './people.ts';
import type { Random } from './random.ts';
import { type DecisionRow, decisionsOf, type RollRow, rollRow } from './roll.ts';
import { lectures, type Topic, themeDays } from './texts.ts';
import { committeeTopics, membersTopics, type WorkTopic } from './texts-work.ts';
import type { BranchPlan } from './tree.ts';

export type Meeting = {
  readonly id: string;
  readonly branch: BranchPlan;
  readonly kind: RecordableKind;
  readonly title: string;
  readonly state: MeetingState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly heldOn: Day;
  readonly place: string | null;
  readonly online: boolean;
  readonly chair: Person;
  readonly recorder: Person;
  readonly lecturer: { person: Person | null; name: string } | null;
  readonly five: readonly FiveBuilding[];
  readonly observers: readonly string[];
  occasionId: string | null;
  readonly cancelReason: string | null;
  readonly announcedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly roll: readonly RollRow[];
  readonly items: readonly { id: string; title: string; points: string }[];
  readonly decisions: readonly DecisionRow[];
  readonly steps: readonly { id: string; text: string; owner: string; dueOn: Day }[];
};

const HOUR = 3_600_000;
const ROOMS = [
  '明理楼 302',
  '明理楼 118',
  '求是楼 204',
  '学院会议室',
  '党员活动室',
  '图书馆研讨间 5',
  '实验楼 A401',
  '行政楼 210',
  '学生活动中心 103',
] as const;
const OUTSIDE: Readonly<Record<string, string>> = {
  走访校史馆: '校史馆',
  社区志愿服务: '岚东社区活动室',
  清扫校园步道: '图书馆东侧步道',
  义务植树: '后山苗圃',
  整理实验室: '实验楼',
  迎新服务: '东门迎新点',
};

export type Context = {
  readonly branch: BranchPlan;
  readonly people: readonly Person[];
  readonly committee: readonly Person[];
  readonly chair: Person;
  readonly recorder: Person;
  readonly ballots: readonly Ballot[];
  readonly turn: number;
  readonly now: Date;
  readonly today: Day;
  readonly students: boolean;
};

function topicOf(random: Random, kind: RecordableKind, turn: number, day: Day, retired: boolean): WorkTopic {
  const topics: readonly Topic[] =
    kind === 'themeDay' ? themeDays : kind === 'partyLecture' ? lectures : kind === 'committeeMeeting' ? committeeTopics : membersTopics;
  const month = Number(day.slice(5, 7));
  const fitting = topics.filter((topic) => (topic.months?.includes(month) ?? true) && !(retired && topic.young));
  return fitting[(turn * 5 + random.int(0, 1)) % fitting.length] as WorkTopic;
}

/** Writes a meeting as of `now`: what lies ahead is planned or announced, what is past has its record. */
export function writeMeeting(random: Random, gathering: Gathering, context: Context): Meeting {
  const { branch, people, now, today } = context;
  const { kind, day } = gathering;
  const topic = topicOf(random, kind, context.turn, day, branch.composition === 'retired');
  const startsAt = new Date(startOf(day).getTime() + gathering.minutes * 60_000);
  const endsAt = new Date(startsAt.getTime() + random.int(10, 20) * 5 * 60_000);
  const past = startsAt < now;
  const shownNext = branch.story.showcase && kind === 'membersMeeting' && !past;
  const ballots = kind === 'membersMeeting' && past && !gathering.cancelled ? context.ballots.filter((one) => one.day === day) : [];

  const late = past && branch.story.showcase !== true && random.chance(branch.story.late);
  const received = past
    ? new Date(
        startsAt.getTime() +
          (branch.story.showcase && day === addDays(today, -1) ? 91 * 60_000 : late ? random.int(8 * 24, 15 * 24) * HOUR : random.int(3, 70) * HOUR),
      )
    : null;
  const isReceived = received !== null && received <= now;
  const confirmation = isReceived ? new Date(received.getTime() + (48 + random.int(1, 60)) * HOUR) : null;
  const leftOpen = branch.story.unconfirmed === true && random.chance(0.4);
  const state: MeetingState = gathering.cancelled
    ? 'cancelled'
    : !past
      ? day <= addDays(today, 7)
        ? 'announced'
        : 'planned'
      : !isReceived
        ? 'held'
        : confirmation !== null && confirmation <= now && !leftOpen
          ? 'confirmed'
          : 'recorded';
  const confirmedAt = state === 'confirmed' ? confirmation : null;
  const announced = state === 'planned' ? null : new Date(Math.min(now.getTime() - HOUR, startsAt.getTime() - random.int(60, 150) * HOUR));

  const onRoll =
    kindRules[kind].attends === 'committee'
      ? context.committee
      : people.filter((person) => person.memberFrom !== null && person.memberFrom <= day && isHere(person, branch.organisation.id, day));
  const withRoll = state === 'held' || state === 'recorded' || state === 'confirmed' || state === 'announced';
  const voting = ballots.length > 0 || (topic.matter !== undefined && random.chance(0.6));
  const roll = withRoll
    ? onRoll.map((person) =>
        rollRow(random, person, { day, past, must: person === context.chair || person === context.recorder, eager: voting, kind }),
      )
    : [];
  if (isReceived && confirmation !== null) {
    const until = Math.min(now.getTime(), (confirmedAt ?? confirmation).getTime(), received.getTime() + 48 * HOUR);
    for (const row of roll)
      if (row.status === 'present' && random.chance(0.78))
        row.agreedAt = new Date(received.getTime() + Math.floor(random.next() * (until - received.getTime())));
  }

  const words = wordsFor(random, people, day);
  const decided =
    past && state !== 'cancelled' && state !== 'held'
      ? decisionsOf(random, { kind, startsAt, roll, committee: context.committee, ballots, matter: voting ? topic.matter : undefined })
      : [];
  const writes = state === 'held' || state === 'recorded' || state === 'confirmed';
  const items = topic.items.map((item) => ({
    id: random.id(startsAt.getTime()),
    title: item.title,
    points: writes && state !== 'held' ? filled(random, item.points, words) : '',
  }));
  for (const decision of decided) {
    const subject = ballots.find((one) => one.person.id === decision.subjectId);
    if (subject)
      items.push({
        id: random.id(startsAt.getTime()),
        title: subject.vote === 'admission' ? `讨论接收${subject.person.name}为预备党员` : `讨论${subject.person.name}转正`,
        points: aboutPerson(random, subject, words),
      });
  }
  if (shownNext) {
    const candidate = people.find((person) => person.name === '周以宁');
    if (candidate) items.splice(1, items.length, { id: random.id(startsAt.getTime()), title: `讨论${candidate.name}转正`, points: '' });
  }
  const first = ballots.find((one) => decided.some((decision) => decision.subjectId === one.person.id));
  const title = shownNext
    ? '党员大会：讨论周以宁同志转正'
    : first
      ? `党员大会：讨论${first.person.name}同志${first.vote === 'admission' ? '入党' : '转正'}`
      : topic.title;
  const online = context.students ? random.chance(0.04) : /-(02|08)-/.test(day) && random.chance(0.5);
  const outside = Object.entries(OUTSIDE).find(([start]) => topic.title.startsWith(start))?.[1];
  const guest = kind === 'partyLecture' && random.chance(0.3);
  const lecturer =
    kind !== 'partyLecture'
      ? null
      : guest
        ? { person: null, name: random.pick(['学院组织员', '学院领导', '党校教师', '关工委老同志']) }
        : { person: context.chair, name: context.chair.name };
  return {
    id: random.id(Math.min(startsAt.getTime() - 5 * 24 * HOUR, now.getTime())),
    branch,
    kind,
    title,
    state,
    startsAt,
    endsAt,
    heldOn: day,
    place: online ? null : shownNext ? '明理楼 302' : (outside ?? random.pick(ROOMS)),
    online,
    chair: context.chair,
    recorder: context.recorder,
    lecturer,
    five: topic.five,
    occasionId: null,
    observers:
      writes && kind === 'partyLecture'
        ? random
            .some(
              people.filter((person) => person.memberFrom === null && person.appliedOn !== null && person.appliedOn <= day),
              4,
            )
            .map((person) => person.name)
        : [],
    cancelReason: gathering.cancelled,
    announcedAt: announced,
    receivedAt: isReceived && state !== 'cancelled' ? received : null,
    confirmedAt,
    roll,
    items,
    decisions: decided,
    steps:
      writes && state !== 'held'
        ? topic.steps.map((text) => ({
            id: random.id(startsAt.getTime()),
            text: replaced(random, text, words),
            owner: random.pick(onRoll.length > 0 ? onRoll : [context.chair]).name,
            dueOn: addDays(day, random.int(5, 21)),
          }))
        : [],
  };
}

function isHere(person: Person, organisationId: string, day: Day): boolean {
  return person.memberships.some((one) => one.organisationId === organisationId && one.from <= day && (one.to === null || day < one.to));
}

type Words = { readonly name: string; readonly name2: string };

function wordsFor(random: Random, people: readonly Person[], day: Day): Words {
  const here = people.filter((person) => person.memberFrom !== null && person.memberFrom <= day);
  const [one, two] = random.some(here, 2);
  return { name: one?.name ?? '组织委员', name2: two?.name ?? '宣传委员' };
}

function replaced(random: Random, text: string, words: Words): string {
  return text
    .replaceAll('{name2}', words.name2)
    .replaceAll('{name}', words.name)
    .replaceAll('{n}', String(random.int(2, 6)))
    .replaceAll('{place}', random.pick(ROOMS));
}

function filled(random: Random, points: readonly string[], words: Words): string {
  const chosen = points.length > 2 && random.chance(0.35) ? random.some(points, points.length - 1) : points;
  return chosen.map((point) => replaced(random, point, words)).join('\n');
}

function aboutPerson(random: Random, { vote, person }: Ballot, words: Words): string {
  if (vote === 'admission')
    return [
      `介绍人${words.name}介绍${person.name}的入党动机和培养考察情况，集中培训 24 学时，结业。`,
      `与会党员发表意见，肯定其${random.pick(['学习踏实', '乐于帮助同学', '实验认真', '承担班级事务'])}，希望${random.pick(['多参加集体讨论', '注意合理安排时间', '按时交思想汇报'])}。`,
      `${person.name}对大家的意见表态。`,
    ].join('\n');
  return [
    `${person.name}汇报预备期情况，参加集中学习 ${random.int(32, 44)} 学时。`,
    `介绍人${words.name}介绍预备期表现：${random.pick(['承担实验室安全值守', '坚持课程答疑', '参加社区志愿服务', '协助整理支部材料'])}。`,
    `会上提出两点希望：${random.pick(['多同新生交流', '主动承担支部工作', '加强专业学习'])}，${random.pick(['按时交思想汇报', '注意劳逸结合', '坚持联系群众'])}。`,
  ].join('\n');
}
