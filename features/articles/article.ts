/**
 * The life of a published text. Three states are kept; the rest follows from times, so that nothing waits for a job: a text is scheduled
 * until its instant, published from then on, expired from the day after its last one, withdrawn once somebody withdrew it.
 */
import { addDays, type Day, dayOf, startOf } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { ArticleKind } from './column.ts';

export const KEPT_STATES = ['draft', 'inReview', 'approved'] as const;
export type KeptState = (typeof KEPT_STATES)[number];

export const STATES = ['draft', 'inReview', 'scheduled', 'published', 'expired', 'withdrawn'] as const;
export type ArticleState = (typeof STATES)[number];

/** Instants are ISO 8601; spans are half open. */
export type Life = {
  readonly state: KeptState;
  /** The instant asked for; null publishes with the final signature. */
  readonly publishAt: string | null;
  readonly approvedAt: string | null;
  /** Of notices, directives and calls: the last day on which they hold. */
  readonly lastDay: Day | null;
  readonly withdrawnAt: string | null;
};

/** Published from the later of the instant asked for and the final signature; a correction never moves it. */
export function publishedAt({ publishAt, approvedAt }: Pick<Life, 'publishAt' | 'approvedAt'>): string | null {
  if (approvedAt === null) return null;
  return publishAt !== null && Date.parse(publishAt) > Date.parse(approvedAt) ? publishAt : approvedAt;
}

/** 00:00 of the day after the last one. */
export function expiresAt(lastDay: Day | null): string | null {
  return lastDay === null ? null : startOf(addDays(lastDay, 1)).toISOString();
}

export function stateOf(life: Life, now: string): ArticleState {
  const at = Date.parse(now);
  if (life.withdrawnAt !== null) return 'withdrawn';
  if (life.state !== 'approved') return life.state;
  const end = expiresAt(life.lastDay);
  if (end !== null && Date.parse(end) <= at) return 'expired';
  const from = publishedAt(life);
  return from !== null && Date.parse(from) <= at ? 'published' : 'scheduled';
}

/** Readable at its address by those whom its circle holds: an expired text with the line that it is, a withdrawn one never. */
export function isOut(life: Life, now: string): boolean {
  return ['published', 'expired'].includes(stateOf(life, now));
}

const needLastDay: readonly ArticleKind[] = ['notice', 'directive', 'call'];

/** A notice says until when it holds; news does not expire. */
export function checkTimes(
  kind: ArticleKind,
  { publishAt, lastDay }: Pick<Life, 'publishAt' | 'lastDay'>,
  now: string,
): Outcome<void, 'last_day_missing' | 'last_day_not_here' | 'expires_before_publication'> {
  if (lastDay === null) return needLastDay.includes(kind) ? refused('last_day_missing') : done();
  if (!needLastDay.includes(kind)) return refused('last_day_not_here');
  const from = publishAt !== null && Date.parse(publishAt) > Date.parse(now) ? publishAt : now;
  return lastDay < dayOf(from) ? refused('expires_before_publication', { lastDay, from: dayOf(from) }) : done();
}

export const GROUNDS = ['factError', 'outdated', 'duplicate', 'rights', 'consent', 'privacy', 'law'] as const;
export type Ground = (typeof GROUNDS)[number];

export const groundNames: Readonly<Record<Ground, { zh: string; en: string }>> = {
  factError: { zh: '事实有误', en: 'factual error' },
  outdated: { zh: '已过时', en: 'out of date' },
  duplicate: { zh: '重复', en: 'duplicate' },
  rights: { zh: '版权', en: 'rights' },
  consent: { zh: '当事人撤回同意', en: 'consent taken back' },
  privacy: { zh: '个人信息', en: 'personal information' },
  law: { zh: '依法', en: 'required by law' },
};

/** Grounds on which naming the text again would repeat the harm. */
const nameless: readonly Ground[] = ['consent', 'privacy', 'law'];

/** What readers find at the address of a withdrawn text, for good: when, by whom and on which ground. */
export function withdrawalLine(
  { title, by, at, ground }: { readonly title: string; readonly by: string; readonly at: string; readonly ground: Ground },
  language: 'zh' | 'en' = 'zh',
): string {
  const when = minuteOf(at);
  const name = nameless.includes(ground) ? '' : language === 'zh' ? `《${title}》` : `“${title}” `;
  if (language === 'en') return `${name || 'This text '}was withdrawn by ${by} on ${when}: ${groundNames[ground].en}.`;
  return `${name || '本文'}已于 ${when} 由${by}撤回：${groundNames[ground].zh}。`;
}

/** An instant to the minute, in Shanghai: 2026-11-26 15:00. */
export function minuteOf(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}
