/**
 * Calendar days of Asia/Shanghai as `YYYY-MM-DD` text, and the windows (month, quarter, year) they fall in.
 * Text compares in calendar order, needs no zone and survives JSON. The zone has had no daylight saving since 1991,
 * so an instant's day is the UTC day eight hours later; earlier instants are never records of this platform.
 */
export type Day = string;
/** `2026-11` */
export type Month = string;
/** `2026-Q4` */
export type Quarter = string;
/** `2026` */
export type Year = string;
/** A month, a quarter or a year, as text. */
export type Window = string;

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The calendar day in Shanghai of an instant. */
export function dayOf(instant: Date | string | number): Day {
  return new Date(new Date(instant).getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The instant at which a day begins in Shanghai. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS);
}

/** An instant as ISO 8601 with the offset of Shanghai, seconds kept: `2026-11-26T19:00:00+08:00`. */
export function shanghaiIso(instant: Date): string {
  return `${new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The earlier of two days; text compares in calendar order, which `Math.min` does not know. */
export function earlier(a: Day, b: Day): Day {
  if (b < a) return b;
  return a;
}

export function later(a: Day, b: Day): Day {
  if (b > a) return b;
  return a;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function asDay(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function parts(day: Day): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** The same day number, else the last day of that month (民法典 art. 202): 2026-08-31 + 6 months = 2027-02-28. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = parts(day);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  return asDay(y, m, Math.min(date, lastOfMonth(y, m)));
}

/** The same date; 29 February counts as 1 March in common years. */
export function addYears(day: Day, years: number): Day {
  const [year, month, date] = parts(day);
  if (month === 2 && date === 29 && lastOfMonth(year + years, 2) === 28) return asDay(year + years, 3, 1);
  return asDay(year + years, month, date);
}

/** Whole years from `born` to `day`. */
export function yearsBetween(born: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return addYears(born, years) <= day ? years : years - 1;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function quarterOf(day: Day): Quarter {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

export function yearOf(day: Day): Year {
  return day.slice(0, 4);
}

export function isWindow(text: string): boolean {
  return /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/.test(text);
}

export function firstDay(window: Window): Day {
  if (window.length === 4) return `${window}-01-01`;
  if (window[5] === 'Q') return `${window.slice(0, 4)}-${String(Number(window[6]) * 3 - 2).padStart(2, '0')}-01`;
  return `${window}-01`;
}

export function lastDay(window: Window): Day {
  const months = window.length === 4 ? 12 : window[5] === 'Q' ? 3 : 1;
  return addDays(addMonths(firstDay(window), months), -1);
}

/** A window is closed the day after it ends. */
export function isClosed(window: Window, today: Day): boolean {
  return today > lastDay(window);
}

export function windowOf(day: Day, size: 'month' | 'quarter' | 'year'): Window {
  return size === 'month' ? monthOf(day) : size === 'quarter' ? quarterOf(day) : yearOf(day);
}

export function shiftWindow(window: Window, by: number): Window {
  if (window.length === 4) return String(Number(window) + by).padStart(4, '0');
  if (window[5] === 'Q') return quarterOf(addMonths(firstDay(window), by * 3));
  return monthOf(addMonths(firstDay(window), by));
}

/** The months of a window, in order. */
export function monthsOf(window: Window): Month[] {
  const count = window.length === 4 ? 12 : window[5] === 'Q' ? 3 : 1;
  const first = monthOf(firstDay(window));
  return Array.from({ length: count }, (_, i) => shiftWindow(first, i));
}
