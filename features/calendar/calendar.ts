/**
 * The university's calendar: which days are taught, and which months are vacation for student branches.
 * The university sets the days; 放假安排 of the State Council moves holidays and the weekend days worked for them.
 */
import { addDays, type Day, firstDay, lastDay, type Month } from '#platform/shared/day/day.ts';

export const DAY_KINDS = ['teaching', 'shifted', 'rest', 'vacation', 'holiday'] as const;
/** `shifted`: a weekend day taught and worked in exchange for a day off; `rest`: an ordinary weekend. */
export type DayKind = (typeof DAY_KINDS)[number];

export const dayKindNames: Readonly<Record<DayKind, { zh: string; en: string }>> = {
  teaching: { zh: '教学日', en: 'Teaching day' },
  shifted: { zh: '调休上课', en: 'Weekend day taught in exchange' },
  rest: { zh: '周末', en: 'Weekend' },
  vacation: { zh: '寒暑假', en: 'Vacation' },
  holiday: { zh: '放假', en: 'Public holiday' },
};

/** Days that are set; a day that is missing has not been set. */
export type CalendarDays = ReadonlyMap<Day, DayKind>;
export type Vacation = { readonly from: Day; readonly to: Day };

/** A month with fewer teaching days is vacation for student branches. */
export const FEWEST_TEACHING_DAYS = 10;

export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

export function isTaught(kind: DayKind): boolean {
  return kind === 'teaching' || kind === 'shifted';
}

/** What a day is by the vacations and the kept list of public holidays, before anything is mended by hand. */
export function proposedKind(day: Day, vacations: readonly Vacation[], national: ReadonlyMap<Day, 'holiday' | 'shifted'>): DayKind {
  const moved = national.get(day);
  if (moved === 'holiday') return 'holiday';
  if (vacations.some((vacation) => vacation.from <= day && day <= vacation.to)) return 'vacation';
  if (moved === 'shifted') return 'shifted';
  return isWeekend(day) ? 'rest' : 'teaching';
}

/** The days from `from` to `to` as they follow from vacations and public holidays. */
export function proposedDays(
  from: Day,
  to: Day,
  vacations: readonly Vacation[],
  national: ReadonlyMap<Day, 'holiday' | 'shifted'>,
): Map<Day, DayKind> {
  const days = new Map<Day, DayKind>();
  for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, proposedKind(day, vacations, national));
  return days;
}

/** Teaching days of a month; null while no day of it is set. */
export function teachingDaysOf(month: Month, days: CalendarDays): number | null {
  const last = lastDay(month);
  let taught = 0;
  let set = false;
  for (let day = firstDay(month); day <= last; day = addDays(day, 1)) {
    const kind = days.get(day);
    if (kind === undefined) continue;
    set = true;
    if (isTaught(kind)) taught += 1;
  }
  return set ? taught : null;
}

/** Fewer than ten teaching days; a month whose calendar is not set counts as teaching. */
export function isVacationMonth(teachingDays: number | null | undefined): boolean {
  return teachingDays != null && teachingDays < FEWEST_TEACHING_DAYS;
}

/** The vacation months among those given, in the form in which branch health reads them. */
export function vacationMonths(months: Iterable<Month>, days: CalendarDays): Set<Month> {
  const found = new Set<Month>();
  for (const month of months) if (isVacationMonth(teachingDaysOf(month, days))) found.add(month);
  return found;
}

/** Whether mixed and joint branches follow the students' vacations: the university decides. */
export type VacationSetting = { readonly mixed: boolean; readonly joint: boolean };
export const DEFAULT_VACATION_SETTING: VacationSetting = { mixed: false, joint: false };

/** Monthly duties rest in vacation months for undergraduate and graduate branches, for mixed and joint ones by setting. */
export function vacationsApplyTo(composition: string | null, setting: VacationSetting): boolean {
  switch (composition) {
    case 'undergraduate':
    case 'graduate':
      return true;
    case 'mixed':
      return setting.mixed;
    case 'joint':
      return setting.joint;
    default:
      return false;
  }
}

/** Offices work on weekdays, in vacations too, and on exchanged weekend days; never on public holidays. */
export function isWorkingDay(day: Day, days: CalendarDays): boolean {
  const kind = days.get(day);
  if (kind === 'holiday') return false;
  if (kind === 'shifted') return true;
  return !isWeekend(day);
}

/** The day on which the `count`-th working day after `from` falls; `from` itself is not counted (民法典第二百零一条). */
export function addWorkingDays(from: Day, count: number, days: CalendarDays): Day {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, days)) left -= 1;
  }
  return day;
}

export type TurnedMonth = { month: Month; before: number | null; after: number | null; becomesVacation: boolean };

/** The months whose duties would begin or cease to apply, shown before a change of the calendar is saved. */
export function turnedMonths(months: readonly Month[], before: CalendarDays, after: CalendarDays): TurnedMonth[] {
  const turned: TurnedMonth[] = [];
  for (const month of months) {
    const was = teachingDaysOf(month, before);
    const is = teachingDaysOf(month, after);
    if (isVacationMonth(was) !== isVacationMonth(is)) {
      turned.push({ month, before: was, after: is, becomesVacation: isVacationMonth(is) });
    }
  }
  return turned;
}
