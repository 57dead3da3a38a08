import type { Response } from '#platform/shared/contract/contract.ts';
import type { Day, Month } from '#platform/shared/day/day.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import type { CalendarMonth, DayCalendarProps, DayKind } from '#ui/types.ts';
import type { calendar } from '../contract.ts';

type View = Response<typeof calendar.calendar>;
type SetDay = View['days'][number];

/** 9月; 2027年1月 only where the year is not plain. */
export function monthName(month: Month): string {
  if (language.value === 'en') return new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
  return `${Number(month.slice(5))}月`;
}

export function monthList(months: readonly View['months'][number][]): CalendarMonth[] {
  return months.map((one) => ({
    key: one.month,
    label: monthName(one.month),
    count: one.teachingDays ?? 0,
    ...(one.vacation ? { na: t('calendar.console.na') } : one.teachingDays === null ? { na: t('calendar.console.notSet') } : {}),
  }));
}

/** Only what is taught or off stands out; weekends and vacations are plain. */
export function dayKinds(days: readonly Pick<SetDay, 'day' | 'kind'>[]): Record<Day, DayKind> {
  return Object.fromEntries(
    days.filter((one) => one.kind === 'teaching' || one.kind === 'shifted' || one.kind === 'holiday').map((one) => [one.day, one.kind as DayKind]),
  );
}

export const legend = (hint: 'hint' | 'editHint'): NonNullable<DayCalendarProps['words']> => ({
  teaching: t('calendar.console.teaching'),
  shifted: t('calendar.console.shifted'),
  holiday: t('calendar.console.holiday'),
  today: t('calendar.console.today'),
  count: t('calendar.console.teaching'),
  hint: t(`calendar.console.${hint}`),
});
