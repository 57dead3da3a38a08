/** What past midnights found, by the same rules that find it tonight: open ones, answered ones, and those that are history. */
import { DEFAULT_VACATION_SETTING, vacationsApplyTo } from '#features/calendar/calendar.ts';
import type { BranchFacts } from '#features/health/facts.ts';
import { findingsOf } from '#features/health/finding.ts';
import { type BranchHealth, healthOf } from '#features/health/health.ts';
import { recentFrom } from '#features/health/indicators.ts';
import { DEFAULT_HEALTH_SETTINGS } from '#features/health/settings.ts';
import { type Reading, readingOf } from '#features/health/windows.ts';
import { committeeRequired } from '#features/organisations/organisation.ts';
import { isCommitteePost } from '#features/organisations/post.ts';
import { addDays, type Day, dayOf, firstDay, lastDay, shiftWindow, startOf } from '#platform/shared/day/day.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Meeting } from './minutes.ts';
import type { Person } from './people.ts';
import type { HeldPost, PlannedTerm } from './posts.ts';
import type { Random } from './random.ts';
import type { countsOf } from './records.ts';
import type { BulkWriter } from './rows.ts';
import type { BranchPlan } from './tree.ts';

const REASONS = [
  '书记岗位调整，新任书记到任后已补开，今后提前安排代理主持。',
  '支部党员大部分外出实习，已改在返校后第一周补开。',
  '会议场所因考试占用，连续两次改期，未能在当月召开。',
  '主持人生病住院，副书记当时在外带队，已明确今后由组织委员代为召集。',
] as const;
const RETURNS = ['请补充当月联系外出党员的情况，再报一次。', '请写明今后如何安排代理主持。'] as const;

export function readingOn(today: Day, calendar: DemoCalendar): Reading {
  return readingOf(null, today, DEFAULT_HEALTH_SETTINGS, calendar.vacationMonths);
}

export type Told = {
  readonly branch: BranchPlan;
  readonly people: readonly Person[];
  readonly posts: readonly HeldPost[];
  readonly terms: readonly PlannedTerm[];
  readonly meetings: readonly Meeting[];
  readonly counts: ReturnType<typeof countsOf>;
  readonly committeeSince: Day | null;
};

function factsOf(
  { branch, people, posts, terms, meetings, counts, committeeSince }: Told,
  reading: Reading,
  accepted: BranchFacts['accepted'],
): BranchFacts {
  const { organisation } = branch;
  const term = terms.find((one) => one.endedOn === null) ?? null;
  const recent = meetings.filter((one) => one.heldOn >= recentFrom(reading) && one.heldOn <= reading.today);
  const members = people.filter((person) => person.category === 'full' || person.category === 'probationary');
  const fields = members.flatMap((person) => [
    organisation.id,
    person.name,
    person.sex,
    person.ethnicity,
    person.bornOn,
    person.idNumber,
    person.staffNumber,
    person.identity,
    person.category,
    person.admittedOn,
    person.convertedOn ?? person.appliedOn,
  ]);
  return {
    foundedOn: organisation.foundedOn,
    recordsSince: organisation.recordsSince,
    temporary: branch.composition === 'temporary',
    vacationsApply: vacationsApplyTo(branch.composition, DEFAULT_VACATION_SETTING),
    committeeRequired: committeeRequired(people.filter((person) => person.category === 'full').length),
    committeeSpans: committeeSince === null ? [] : [{ from: committeeSince, to: null }],
    holders: posts
      .filter((post) => post.to === null || post.to > reading.today)
      .map((post) => ({ personId: post.person.id, post: post.kind, onCommittee: isCommitteePost(post.kind) })),
    term: term === null ? null : { lastDay: term.lastDay, extendedTo: term.extendedTo },
    data: { valid: fields.filter((value) => value !== null).length, required: fields.length },
    counts,
    recent: {
      held: recent.filter((one) => ['held', 'recorded', 'confirmed'].includes(one.state)).length,
      confirmed: recent.filter((one) => one.state === 'confirmed').length,
    },
    accepted,
  };
}

/** Writes the findings of a branch and answers with its health as of the day, accepted reasons counted. */
export function addFindings(writer: BulkWriter, random: Random, told: Told, reading: Reading, answererId: string | null): BranchHealth {
  const { branch, terms, posts, meetings } = told;
  const { today } = reading;
  const first = healthOf(factsOf(told, reading, []), reading);
  const secretary = posts.filter((post) => post.kind === 'secretary').at(-1);
  const term = terms.find((one) => one.endedOn === null);
  const reasonBy = told.posts.find((post) => post.to === null)?.person.id ?? null;
  const base = {
    branchId: branch.organisation.id,
    reason: null,
    reasonAt: null,
    reasonBy: null,
    answer: null,
    answerAt: null,
    answerBy: null,
    remark: null,
    closedOn: null,
    closedBy: null,
    version: 1,
  };
  const accepted: { indicator: string; window: string }[] = [];

  for (const { indicator, window } of findingsOf(first, today, []).open) {
    const shownOn =
      window !== ''
        ? addDays(lastDay(window), 1)
        : indicator === 'term' && term
          ? addDays(term.extendedTo ?? term.lastDay, 1)
          : indicator === 'committee_complete' && secretary?.to
            ? secretary.to
            : today;
    const id = random.id(startOf(shownOn).getTime() + 30_000);
    const row = { ...base, id, indicator, timeWindow: window, shownOn, state: 'open' };
    const { answer } = branch.story;
    if (answer === 'none' || window === '' || addDays(shownOn, 3) >= today || (accepted.length > 0 && answer !== 'accepted')) {
      writer.add('findings', row);
      continue;
    }
    const reasonAt = new Date(startOf(addDays(shownOn, 2)).getTime() + 10 * 3_600_000);
    const given = { ...row, reason: random.pick(REASONS), reasonAt, reasonBy };
    if (answer === 'pending') writer.add('findings', given);
    else {
      const answerAt = new Date(Math.min(reasonAt.getTime() + 26 * 3_600_000, startOf(today).getTime() - 60_000));
      const answered = { ...given, answer, answerAt, answerBy: answererId, remark: answer === 'returned' ? random.pick(RETURNS) : null };
      if (answer === 'accepted') {
        accepted.push({ indicator, window });
        writer.add('findings', { ...answered, state: 'closed', closedOn: dayOf(answerAt), closedBy: 'reason' });
      } else writer.add('findings', answered);
    }
  }

  for (const indicator of first.indicators) {
    for (const { window, state, history } of indicator.windows) {
      const shownOn = addDays(lastDay(window), 1);
      const kind = {
        members_meetings: 'membersMeeting',
        committee_meetings: 'committeeMeeting',
        party_lectures: 'partyLecture',
        theme_days: 'themeDay',
      }[indicator.id as string];
      if (state === 'missed' && history) {
        const leaves = firstDay(shiftWindow(window, window[5] === 'Q' ? 3 : 4));
        writer.add('findings', {
          ...base,
          id: random.id(startOf(shownOn).getTime() + 30_000),
          indicator: indicator.id,
          timeWindow: window,
          shownOn,
          state: 'closed',
          closedOn: leaves > today ? today : leaves,
          closedBy: 'history',
        });
      } else if (state === 'met' && kind !== undefined) {
        // Recorded only after the window had closed: found the next midnight, and mended by the late record.
        const within = meetings.filter(
          (one) => one.kind === kind && one.receivedAt !== null && one.heldOn >= firstDay(window) && one.heldOn <= lastDay(window),
        );
        const received = within.map((one) => dayOf(one.receivedAt as Date)).sort()[0];
        if (received !== undefined && received >= shownOn)
          writer.add('findings', {
            ...base,
            id: random.id(startOf(shownOn).getTime() + 30_000),
            indicator: indicator.id,
            timeWindow: window,
            shownOn,
            state: 'closed',
            closedOn: addDays(received, 1) > today ? today : addDays(received, 1),
            closedBy: 'record',
          });
      }
    }
  }
  return accepted.length === 0 ? first : healthOf(factsOf(told, reading, accepted), reading);
}
