/** 置顶: three places at the head of a column, each for a span of days; and the order in which a column, and the phone's first page, is read. */
import { addDays, type Day, daysBetween } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

export const PLACES = [1, 2, 3] as const;
export type PinPlace = (typeof PLACES)[number];
export const MOST_PIN_DAYS = 30;

/** Both days included. */
export type Pin = { readonly articleId: string; readonly title: string; readonly place: PinPlace; readonly from: Day; readonly to: Day };

export function inForce(pin: Pick<Pin, 'from' | 'to'>, day: Day): boolean {
  return pin.from <= day && day <= pin.to;
}

const overlap = (a: Pick<Pin, 'from' | 'to'>, b: Pick<Pin, 'from' | 'to'>) => a.from <= b.to && b.from <= a.to;

/** A place and a day hold one article, and an article stands in one place at a time. A fourth is told which three stand there. */
export function pin(
  one: Omit<Pin, 'title'>,
  kept: readonly Pin[],
  today: Day,
): Outcome<void, 'span_reversed' | 'pin_in_past' | 'pin_too_long' | 'pin_places_taken' | 'pin_place_taken' | 'already_pinned'> {
  if (one.to < one.from) return refused('span_reversed', { from: one.from, to: one.to });
  if (one.to < today) return refused('pin_in_past', { to: one.to });
  if (daysBetween(one.from, one.to) >= MOST_PIN_DAYS) return refused('pin_too_long', { last: addDays(one.from, MOST_PIN_DAYS - 1) });
  const meeting = kept.filter((other) => overlap(other, one));
  const own = meeting.find(({ articleId }) => articleId === one.articleId);
  if (own) return refused('already_pinned', { place: own.place, to: own.to });
  const there = meeting.filter(({ place }) => place === one.place);
  if (there.length === 0) return done();
  const taken = PLACES.map((place) => meeting.find((other) => other.place === place));
  if (taken.every((other) => other !== undefined))
    return refused('pin_places_taken', { titles: taken.map((other) => `《${other.title}》`).join('') });
  return refused('pin_place_taken', { title: there[0]?.title ?? '', to: there[0]?.to ?? '' });
}

export type Listed = { readonly id: string; readonly publishedAt: string };

/** A column as it is read on a day: its pins by place, then the rest newest first, none twice. What one may not read leaves no gap. */
export function inOrder<T extends Listed>(
  articles: readonly T[],
  pins: readonly Pick<Pin, 'articleId' | 'place' | 'from' | 'to'>[],
  today: Day,
): T[] {
  const readable = new Map(articles.map((article) => [article.id, article]));
  const pinned = pins
    .filter((one) => inForce(one, today))
    .sort((a, b) => a.place - b.place)
    .flatMap(({ articleId }) => readable.get(articleId) ?? []);
  const rest = articles.filter((article) => !pinned.includes(article));
  return [...pinned, ...rest.sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1))];
}

/**
 * The pins of a reader’s three levels on one page, at most three: first one of each level, then the places left by level and place; shown
 * by level and place. Each list is in the order of its places.
 */
export function mergedPins<T>(university: readonly T[], school: readonly T[], branch: readonly T[]): T[] {
  const levels = [university, school, branch];
  const chosen = levels.map((pins) => Math.min(pins.length, 1));
  let free = PLACES.length - chosen.reduce((sum, n) => sum + n, 0);
  return levels.flatMap((pins, level) => {
    const more = Math.min(free, pins.length - (chosen[level] as number));
    free -= more;
    return pins.slice(0, (chosen[level] as number) + more);
  });
}
