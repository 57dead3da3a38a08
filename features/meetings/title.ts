import type { Language } from '#platform/shared/sentences/sentences.ts';
import { kindRules, type MeetingKind } from './kind.ts';

/** 党员大会：讨论周以宁同志转正; a title that names its kind already is not doubled. */
export function fullTitle(meeting: { readonly kind: MeetingKind; readonly title: string }, language: Language): string {
  const { zh, en } = kindRules[meeting.kind].name;
  if (meeting.title.includes(zh) || meeting.title.includes(en)) return meeting.title;
  return language === 'en' ? `${en}: ${meeting.title}` : `${zh}：${meeting.title}`;
}
