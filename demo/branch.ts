/** The story of one branch, written: its people, posts, terms and meetings. */
import { committeeRequired } from '#features/organisations/organisation.ts';
import { addDays, type Day, dayOf } from '#platform/shared/day/day.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Told as Findable } from './findings.ts';
import { isOfStudents, planLife, type Span } from './life.ts';
import { type Meeting, writeMeeting } from './minutes.ts';
import { addNotices } from './notices.ts';
import { type NumberMint, type Person, peopleOf, quotaOf } from './people.ts';
import { committeeOf, leaderOn, postsOf, termsOf } from './posts.ts';
import type { Random } from './random.ts';
import { addAmendments, addMeeting, countsOf } from './records.ts';
import type { BulkWriter } from './rows.ts';
import { addPeople, addPost, addTerm, type Seals } from './standing.ts';
import type { BranchPlan } from './tree.ts';

/** `own`: those invented here; `people` has those who came with an absorbed branch too. */
export type Told = Findable & { readonly own: readonly Person[] };
export type StoryOptions = {
  readonly branch: BranchPlan;
  readonly span: Span;
  readonly calendar: DemoCalendar;
  readonly mint: NumberMint;
  readonly arrived: Told | undefined;
  readonly now: Date;
  readonly seals: Seals;
};

export function addStory(writer: BulkWriter, random: Random, { branch, span, calendar, mint, arrived, now, seals }: StoryOptions): Told {
  const { organisation, story } = branch;
  const { today } = span;
  const began = organisation.foundedOn > span.start ? organisation.foundedOn : span.start;
  const quota = quotaOf(branch);
  const hasCommittee = committeeRequired(quota.full) && !story.newborn;
  const life = planLife(random.fork('life'), branch, hasCommittee, span, calendar);
  const meetingDays = life.gatherings.filter((one) => one.kind === 'membersMeeting' && one.cancelled === null).map((one) => one.day);
  const { people: own, ballots } = peopleOf(random.fork('people'), { branch, meetingDays, start: span.start, today, mint });
  const people = [...own];
  if (arrived) {
    const on = arrived.branch.organisation.dissolvedOn as Day;
    for (const person of arrived.own) {
      const before = person.memberships.at(-1);
      const joined = before !== undefined && before.from < on;
      // One who came after the merger came to this branch in the first place.
      if (joined) before.to = on;
      else person.memberships.pop();
      person.memberships.push({
        organisationId: organisation.id,
        from: joined || !before ? on : before.from,
        to: null,
        reason: joined ? 'merge' : 'demo',
      });
      people.push(person);
    }
    addPeople(writer, random.fork('arrived'), arrived.own, seals);
  }
  // Those of a branch that will be absorbed are written with the other one, when all their spans are known.
  if (story.mergesInto === undefined) addPeople(writer, random.fork('rows'), own, seals);

  const posts = postsOf(random.fork('posts'), branch, own, quota.full, began, today);
  const terms = termsOf(random.fork('terms'), organisation, 3, story, branch.composition, today);
  if (story.mergesInto === undefined) for (const post of posts) addPost(writer, random, post);
  for (const term of terms) addTerm(writer, random, term);
  const committeeSince = committeeRequired(quota.full) && branch.composition !== 'temporary' ? organisation.foundedOn : null;
  if (committeeSince !== null)
    writer.add('committeeSpans', {
      id: random.id(Date.parse(committeeSince)),
      organisationId: organisation.id,
      fromOn: committeeSince,
      toOn: organisation.dissolvedOn === null ? null : addDays(organisation.dissolvedOn, -1),
    });

  const meetings: Meeting[] = [];
  const words = random.fork('meetings');
  const turn = words.int(0, 20);
  for (const [index, gathering] of life.gatherings.entries()) {
    const day = gathering.day < today ? gathering.day : addDays(today, -1);
    const chair = leaderOn(posts, day);
    if (chair === undefined) continue;
    const committee = committeeOf(posts, gathering.day);
    const officers = posts
      .filter((post) => post.kind === 'organisationOfficer' && post.from <= gathering.day && (post.to === null || post.to > gathering.day))
      .map((post) => post.person);
    const recorder =
      officers[0] ??
      committee.find((person) => person !== chair) ??
      own.find((person) => person !== chair && person.fullFrom !== null && person.fullFrom <= began && person.excused === null) ??
      chair;
    const meeting = writeMeeting(words, gathering, {
      branch,
      people,
      committee,
      chair,
      recorder,
      ballots,
      turn: turn + index,
      now,
      today,
      students: isOfStudents(branch),
    });
    const day0 = meetings.find(
      (one) => gathering.withThemeDay && one.kind === 'themeDay' && one.heldOn === gathering.day && one.state !== 'cancelled',
    );
    if (day0) meeting.occasionId = day0.id;
    meetings.push(meeting);
  }
  if (story.mergesInto === undefined) write(writer, random, meetings, now, story.showcase === true);
  const told: Told = { branch, people, own, posts, terms, meetings, counts: countsOf(meetings), committeeSince };
  // What an absorbed branch left behind waits until its people are written.
  if (arrived) {
    for (const post of arrived.posts) addPost(writer, random, post);
    write(writer, random, arrived.meetings, now, false);
  }
  return told;
}

function write(writer: BulkWriter, random: Random, meetings: readonly Meeting[], now: Date, showcase: boolean): void {
  const chance = random.fork('records');
  for (const { lastOn, month, ...row } of countsOf(meetings))
    writer.add('activityCounts', { branchId: meetings[0]?.branch.organisation.id, month: `${month}-01`, lastOn: lastOn || null, ...row });
  for (const meeting of meetings) {
    addAmendments(writer, chance, meeting, now);
    addMeeting(writer, chance, meeting);
    if (showcase && meeting.heldOn >= addDays(dayOf(now), -12)) addNotices(writer, chance, meeting, now);
  }
}
