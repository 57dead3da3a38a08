import type { Sentence, Sentences } from '#platform/shared/sentences/sentences.ts';

/**
 * A room's refusals as the clients hold them: Chinese with the page, English with the English words, so that nobody loads the
 * language that they do not read. Built from the room's own catalogue by the `light` plugin.
 */
let english: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

export function setEnglishRefusals(rooms: typeof english | undefined): void {
  english = rooms ?? {};
}

/** The catalogue of a room; a sentence that has no English yet is said in Chinese. */
export function refusals(room: string, chinese: Readonly<Record<string, string>>): Sentences {
  return Object.fromEntries(
    Object.entries(chinese).map(([code, zh]) => [
      code,
      {
        zh,
        get en() {
          return english[room]?.[code] ?? zh;
        },
      } as Sentence,
    ]),
  );
}
