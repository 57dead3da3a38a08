import type { Language } from '#platform/shared/sentences/sentences.ts';

/** Chinese first: English only where the reader prefers it. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh-CN';
}
