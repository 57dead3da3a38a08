import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, DayText, Id } from '#platform/shared/contract/schemas.ts';
import { DAY_KINDS } from './calendar.ts';
import { keepCalendar } from './policy.ts';
import { calendarSentences } from './sentences.ts';

const Year = z.string().regex(/^20\d{2}$/);
const Month = z.string().regex(/^20\d{2}-\d{2}$/);
const ofYear = z.object({ year: Year });

export const CalendarDay = z.object({ day: DayText, kind: z.enum(DAY_KINDS), name: z.string().nullable() }).meta({ id: 'CalendarDay' });
const MonthView = z.object({
  month: Month,
  /** null while the month is not set. */ teachingDays: z.number().int().nullable(),
  /** Fewer than 10 teaching days. */ vacation: z.boolean(),
});
const VacationBranches = z.object({ mixed: z.boolean(), joint: z.boolean() });
const VersionedBranches = VacationBranches.extend({ version: z.number().int() });

export const CalendarView = z
  .object({
    year: Year,
    version: z.number().int(),
    /** Whether any day of the year is set. */ isSet: z.boolean(),
    days: z.array(CalendarDay),
    vacations: z.array(z.object({ id: Id, name: z.string(), from: DayText, to: DayText })),
    months: z.array(MonthView),
    /** What the year is based on, as last written. */
    basis: z.string().nullable(),
    /** Whether public holidays of this year are in the kept list. */
    holidaysKnown: z.boolean(),
    /** Whether mixed and joint branches rest in vacation months as student branches do. */
    vacationBranches: VersionedBranches,
    abilities: z.object({ edit: Ability }),
  })
  .meta({ id: 'Calendar' });

/** `fill`: lay the year anew from vacations and the kept list of public holidays; then `days` are mended by hand. */
const change = {
  fill: z.boolean().default(false),
  vacations: z
    .array(z.object({ name: z.string().trim().min(1).max(50), from: DayText, to: DayText }))
    .max(20)
    .optional(),
  days: z.array(z.object({ day: DayText, kind: z.string(), name: z.string().trim().max(50).nullable().default(null) })).default([]),
};
const changeRefusals = [
  'not_calendar_keeper',
  'day_kind_unknown',
  'vacation_reversed',
  'vacations_overlap',
  'too_many_days',
  'day_outside_year',
] as const;

export const CalendarEffect = z
  .object({
    /** Months whose monthly duties would begin or cease to apply. */
    turned: z.array(
      z.object({ month: Month, before: z.number().int().nullable(), after: z.number().int().nullable(), becomesVacation: z.boolean() }),
    ),
    /** Branches that follow the students' vacations, and so are concerned by each turned month. */
    branches: z.array(z.object({ id: Id, name: z.string(), composition: z.string() })),
    months: z.array(MonthView),
    days: z.array(CalendarDay),
    vacations: z.array(z.object({ name: z.string(), from: DayText, to: DayText })),
  })
  .meta({ id: 'CalendarEffect' });

const example = {
  fill: true,
  vacations: [{ name: '寒假', from: '2026-01-19', to: '2026-02-28' }],
  days: [{ day: '2026-04-18', kind: 'rest', name: '校运动会' }],
};

export const calendar = contract(calendarSentences, {
  calendar: {
    method: 'GET',
    path: '/calendar',
    summary: { zh: '教学日历', en: 'The calendar of a year' },
    policy: signedIn,
    query: ofYear,
    output: CalendarView,
    refusals: [],
  },
  previewCalendar: {
    method: 'POST',
    path: '/calendar/:year/preview',
    params: ofYear,
    unaudited: true,
    summary: { zh: '保存前看影响', en: 'The effect of a change before it is saved' },
    policy: keepCalendar,
    body: z.object(change),
    output: CalendarEffect,
    refusals: [...changeRefusals],
    example,
  },
  setCalendar: {
    method: 'PUT',
    path: '/calendar/:year',
    params: ofYear,
    ifMatch: true,
    summary: { zh: '设置教学日历', en: 'Set the calendar of a year' },
    policy: keepCalendar,
    body: z.object({ ...change, basis: z.string().trim().max(200).default('') }),
    output: CalendarView,
    refusals: [...changeRefusals, 'reason_missing'],
    example: { ...example, basis: '岚大校历〔2026〕1号' },
  },
  setVacationBranches: {
    method: 'PUT',
    path: '/calendar-settings/vacation-branches',
    ifMatch: true,
    summary: { zh: '混合、联合支部是否随学生假期', en: 'Whether mixed and joint branches follow the vacations' },
    policy: keepCalendar,
    body: VacationBranches,
    output: VersionedBranches,
    refusals: ['not_calendar_keeper'],
  },
});
