/** The teaching calendar of the demo university: two vacations a year, and the public holidays of the kept list. */
import chineseDays from 'chinese-days';
import { type CalendarDays, isTaught, isWeekend, isWorkingDay, proposedDays, type Vacation, vacationMonths } from '#features/calendar/calendar.ts';
import { addDays, type Day, type Month } from '#platform/shared/day/day.ts';

// A CommonJS package: Node finds its functions on the default export alone.
const { getDayDetail, isHoliday } = chineseDays;

export type DemoCalendar = {
  readonly days: CalendarDays;
  readonly names: ReadonlyMap<Day, string>;
  readonly vacations: readonly (Vacation & { readonly name: string })[];
  readonly vacationMonths: ReadonlySet<Month>;
};

/** Vacations are from 22 January and from 16 July, each to the month's end after: January and July keep ten teaching days. */
export function calendarOf(from: Day, to: Day, months: readonly Month[]): DemoCalendar {
  const vacations: (Vacation & { name: string })[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    vacations.push(
      { name: `${year} 年寒假`, from: `${year}-01-22`, to: addDays(`${year}-03-01`, -1) },
      { name: `${year} 年暑假`, from: `${year}-07-16`, to: `${year}-08-31` },
    );
  }
  const national = new Map<Day, 'holiday' | 'shifted'>();
  const names = new Map<Day, string>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const detail = getDayDetail(day);
    const name = detail.name.split(',')[1];
    if (name === undefined) continue;
    if (detail.work && isWeekend(day)) national.set(day, 'shifted');
    else if (!detail.work && isHoliday(day)) national.set(day, 'holiday');
    else continue;
    names.set(day, detail.work ? `${name}调休` : name);
  }
  const days = proposedDays(from, to, vacations, national);
  return { days, names, vacations, vacationMonths: vacationMonths(months, days) };
}

/** The day nearest to the one wished for on which this branch can meet; null where there is none in its month. */
export function meetingDay(calendar: DemoCalendar, wish: Day, students: boolean): Day | null {
  const fits = (day: Day) => {
    const kind = calendar.days.get(day);
    return kind !== undefined && (students ? isTaught(kind) : isWorkingDay(day, calendar.days)) && day.slice(0, 7) === wish.slice(0, 7);
  };
  for (let off = 0; off <= 20; off += 1) {
    if (fits(addDays(wish, off))) return addDays(wish, off);
    if (fits(addDays(wish, -off))) return addDays(wish, -off);
  }
  return null;
}
