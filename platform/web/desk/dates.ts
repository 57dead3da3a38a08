import { type Day, dayOf } from '#platform/shared/day/day.ts';
import { language } from './words.ts';

/** Dates as look asks: `11 月 26 日 周四` in sentences, `2026-11-26` in tables, the year only when it is not this one. Shanghai's clock. */
const zone = 'Asia/Shanghai';

export const today = (): Day => dayOf(new Date());

export function dayWords(day: Day, weekday = false): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const other = String(year) !== today().slice(0, 4);
  if (language.value === 'en') return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', ...(other ? { year: 'numeric' } : {}), ...(weekday ? { weekday: 'short' } : {}) }).format(new Date(`${day}T00:00:00Z`));
  const name = weekday ? ` 周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}` : '';
  return `${other ? `${year} 年 ` : ''}${month} 月 ${date} 日${name}`;
}

export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

export function momentWords(instant: string, weekday = false): string {
  return `${dayWords(dayOf(instant), weekday)} ${timeOf(instant)}`;
}

/** `2026-11-24 19:20`, for tables and printed forms. */
export function stamp(instant: string): string {
  return `${dayOf(instant)} ${timeOf(instant)}`;
}

export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  if (language.value === 'en') return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));
  return `${String(year) === today().slice(0, 4) ? '' : `${year} 年 `}${number} 月`;
}

/** A window in words: `9 月`, `第三季度`, `2026 年`. */
export function windowWords(window: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(window);
  if (quarter) return language.value === 'en' ? `Q${quarter[2]} ${quarter[1]}` : `${quarter[1] === today().slice(0, 4) ? '' : `${quarter[1]} 年`}第${'一二三四'[Number(quarter[2]) - 1]}季度`;
  if (/^\d{4}$/.test(window)) return language.value === 'en' ? window : `${window} 年`;
  return window ? monthWords(window) : '';
}
