import { type Day, dayOf, daysBetween, type Window, yearOf } from '#platform/shared/day/day.ts';
import { language, t } from './i18n.ts';

const part = (day: Day) => new Date(`${day}T00:00:00Z`);
const format = (day: Day, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language.value, { ...options, timeZone: 'UTC' }).format(part(day));
export const today = (): Day => dayOf(Date.now());
/** In Chinese the space between figures and characters is drawn by `text-autospace`; typed blanks would double it. */
const [month, date] = [(day: Day) => Number(day.slice(5, 7)), (day: Day) => Number(day.slice(8, 10))];

/** 26 日. */
export function shortDay(day: Day): string {
  return language.value === 'en' ? format(day, { day: 'numeric', month: 'short' }) : `${date(day)}日`;
}
/** 11 月 26 日, with the year only when it is not this one. */
export function sayDay(day: Day): string {
  const thisYear = yearOf(day) === yearOf(today());
  if (language.value === 'en') return format(day, { day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }) });
  return `${thisYear ? '' : `${day.slice(0, 4)}年`}${month(day)}月${date(day)}日`;
}
/** 周四. */
export function weekday(day: Day): string {
  return format(day, { weekday: 'short' });
}
/** 11 月 26 日 周四. */
export function sayDayAndWeekday(day: Day): string {
  return `${sayDay(day)} ${weekday(day)}`;
}
/** 19:00, in the university's own time. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' }).format(new Date(instant));
}
/** 11 月 26 日 周四 19:00. */
export function sayInstant(instant: string): string {
  return `${sayDayAndWeekday(dayOf(instant))} ${timeOf(instant)}`;
}
/** 今天, 明天, 后天, else the empty string. */
export function nearDay(day: Day): string {
  const names = ['platform.today', 'platform.tomorrow', 'platform.dayAfter'];
  const key = names[daysBetween(today(), day)];
  return key ? t(key) : '';
}
/** 11 月, 第四季度, 2026 年; the year only when it is not this one, in short form 11 月, 四季度. */
export function sayWindow(window: Window, short = false): string {
  const thisYear = window.slice(0, 4) === yearOf(today()) || short;
  const year = thisYear ? '' : t('platform.year', { year: window.slice(0, 4) });
  if (window.length === 4) return t('platform.year', { year: window }).trim();
  const quarter = /Q(\d)$/.exec(window)?.[1];
  if (quarter) return year + t(`platform.${short ? 'quarterShort' : 'quarter'}${quarter}`);
  return language.value === 'en'
    ? format(`${window}-01`, { month: 'short', ...(thisYear ? {} : { year: 'numeric' }) })
    : `${year}${Number(window.slice(5))}${short ? '' : '月'}`;
}
