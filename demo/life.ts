/** When a branch met, meets and leaves gaps: the days of its organisational life, before anything is written. */
import { type RecordableKind, recordableKinds } from '#features/meetings/kind.ts';
import {
  addDays,
  type Day,
  firstDay,
  lastDay,
  type Month,
  monthOf,
  monthsOf,
  quarterOf,
  shiftWindow,
  type Window,
} from '#platform/shared/day/day.ts';
import { type DemoCalendar, meetingDay } from './calendar.ts';
import { CANCEL_REASONS } from './names.ts';
import type { Random } from './random.ts';
import type { BranchPlan } from './tree.ts';

export type Gathering = {
  readonly kind: RecordableKind;
  readonly day: Day;
  readonly minutes: number;
  readonly cancelled: string | null;
  readonly withThemeDay: boolean;
};
export type Life = {
  readonly gatherings: readonly Gathering[];
  readonly gaps: readonly { readonly kind: RecordableKind; readonly window: Window }[];
};
export type Span = { readonly start: Day; readonly today: Day; readonly months: readonly Month[] };

/** Duties rest in vacation months for these. */
export function isOfStudents(branch: BranchPlan): boolean {
  return branch.composition === 'undergraduate' || branch.composition === 'graduate';
}

/** The closed windows that colour the state today: two quarters, three months that apply. */
function colouring(kind: RecordableKind, today: Day, rests: ReadonlySet<Month>): Window[] {
  if (kind === 'membersMeeting' || kind === 'partyLecture') return [shiftWindow(quarterOf(today), -1), shiftWindow(quarterOf(today), -2)];
  const found: Window[] = [];
  for (let back = 1; found.length < 3; back += 1) {
    const month = shiftWindow(monthOf(today), -back);
    if (!rests.has(month)) found.push(month);
  }
  return found;
}

const HOURS: Readonly<Record<string, readonly number[]>> = {
  undergraduate: [19 * 60, 18 * 60 + 30],
  graduate: [19 * 60, 16 * 60],
  staff: [14 * 60 + 30, 15 * 60],
  retired: [9 * 60 + 30, 9 * 60],
  mixed: [16 * 60, 15 * 60],
  joint: [15 * 60, 14 * 60],
};

/** `committee`: whether the branch has one, so that its meetings are due. */
export function planLife(random: Random, branch: BranchPlan, committee: boolean, span: Span, calendar: DemoCalendar): Life {
  const { story, organisation } = branch;
  if (story.newborn) return { gatherings: [], gaps: [] };
  const students = isOfStudents(branch);
  const rests: ReadonlySet<Month> = students ? calendar.vacationMonths : new Set();
  const from = organisation.foundedOn > span.start ? organisation.foundedOn : span.start;
  const until = organisation.dissolvedOn ?? addDays(span.today, 34);
  const kinds = recordableKinds.filter((kind) => committee || kind !== 'committeeMeeting');
  const colours = new Map(kinds.map((kind) => [kind, colouring(kind, span.today, rests)] as const));
  const gaps = story.showcase
    ? shownGaps(span.today)
    : random.some(kinds, story.gaps).map((kind) => ({ kind, window: random.pick(colours.get(kind) ?? []) }));
  const coloursToo = (kind: RecordableKind, window: Window) => colours.get(kind)?.includes(window) ?? false;
  const isGap = (kind: RecordableKind, window: Window) => {
    if (gaps.some((gap) => gap.kind === kind && gap.window === window)) return true;
    // Older gaps are history: they stay in the figures and do not colour the state.
    return (
      !story.showcase &&
      window < (window[5] === 'Q' ? quarterOf(span.today) : monthOf(span.today)) &&
      !coloursToo(kind, window) &&
      random.chance(0.05)
    );
  };

  const hours = HOURS[branch.composition] ?? [15 * 60];
  const usual = { committeeMeeting: random.int(3, 8), themeDay: random.int(10, 15), hour: random.pick(hours) };
  const gatherings: Gathering[] = [];
  const hold = (kind: RecordableKind, wish: Day, withThemeDay = false) => {
    const day = meetingDay(calendar, wish, students && !rests.has(monthOf(wish)));
    if (day === null || day < from || day >= until) return;
    gatherings.push({
      kind,
      day,
      minutes: kind === 'committeeMeeting' ? (students ? 12 * 60 + 30 : usual.hour) : usual.hour,
      cancelled: null,
      withThemeDay,
    });
  };

  const ahead = [...span.months, shiftWindow(monthOf(span.today), 1)];
  for (const month of ahead) {
    const resting = rests.has(month);
    const date = (day: number) => `${month}-${String(day).padStart(2, '0')}`;
    if (committee && !resting && !isGap('committeeMeeting', month) && !(story.showcase && month === monthOf(span.today)))
      hold('committeeMeeting', date(usual.committeeMeeting + random.int(0, 1)));
    if (!isGap('themeDay', month) && (!resting || random.chance(0.15))) hold('themeDay', date(usual.themeDay + random.int(0, 2)));
  }
  const quarters = [...new Set(span.months.map((month) => quarterOf(`${month}-01`)))];
  for (const quarter of quarters) {
    const taught = monthsOf(quarter).filter((month) => !rests.has(month));
    const first = taught[0] ?? firstDay(quarter).slice(0, 7);
    const middle = taught.length === 3 && random.chance(0.6) ? (taught[1] ?? first) : first;
    if (!isGap('partyLecture', quarter)) {
      const joined = random.chance(0.2)
        ? gatherings.find((one) => one.kind === 'themeDay' && monthOf(one.day) === first && one.day < span.today)
        : undefined;
      if (joined) gatherings.push({ ...joined, kind: 'partyLecture', minutes: joined.minutes, withThemeDay: true });
      else hold('partyLecture', `${first}-${random.int(17, 21)}`);
    }
    if (!isGap('membersMeeting', quarter) && !(story.showcase && quarter === quarterOf(span.today))) {
      hold('membersMeeting', `${middle}-${middle === first ? '24' : String(random.int(18, 22))}`);
      if (random.chance(0.25)) hold('membersMeeting', `${taught.at(-1) ?? middle}-${random.int(17, 19)}`);
    }
  }
  if (story.showcase) {
    gatherings.push({ kind: 'membersMeeting', day: addDays(span.today, 2), minutes: 19 * 60, cancelled: null, withThemeDay: false });
    gatherings.push({ kind: 'partyLecture', day: addDays(span.today, -1), minutes: 19 * 60, cancelled: null, withThemeDay: false });
  }
  for (const one of [...gatherings]) {
    if (one.kind === 'committeeMeeting' || one.day >= span.today || !random.chance(0.02)) continue;
    const day = meetingDay(calendar, addDays(one.day, -6), students);
    if (day !== null && day >= from && day !== one.day) gatherings.push({ ...one, day, cancelled: random.pick(CANCEL_REASONS), withThemeDay: false });
  }
  // A theme day comes before the lecture that belongs to it.
  gatherings.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.minutes - b.minutes || Number(a.withThemeDay) - Number(b.withThemeDay)));
  return { gatherings, gaps };
}

/** The branch of the demo accounts: no committee meeting two months ago, no members' meeting three quarters ago. */
function shownGaps(today: Day): Life['gaps'] {
  const month =
    [2, 1, 3].map((back) => shiftWindow(monthOf(today), -back)).find((one) => !one.endsWith('-02') && !one.endsWith('-08')) ??
    shiftWindow(monthOf(today), -1);
  return [
    { kind: 'committeeMeeting', window: month },
    { kind: 'membersMeeting', window: shiftWindow(quarterOf(today), -3) },
  ];
}

/** First and last day of the life that is told. */
export function spanOf(today: Day, months: number): Span {
  const list = Array.from({ length: months }, (_, i) => shiftWindow(monthOf(today), i + 1 - months));
  return { start: firstDay(list[0] ?? monthOf(today)), today, months: list };
}

/** Days of the calendar that the life and the year ahead need. */
export function calendarSpan(span: Span): { from: Day; to: Day; months: Month[] } {
  const from = `${span.start.slice(0, 4)}-01-01`;
  const to = `${Number(span.today.slice(0, 4)) + 1}-08-31`;
  const months: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(lastDay(monthOf(to))); month = shiftWindow(month, 1)) months.push(month);
  return { from, to, months };
}
