import chineseDays from 'chinese-days';
import { addDays, type Day, firstDay, lastDay } from '#platform/shared/day/day.ts';

export type National = { readonly kind: 'holiday' | 'shifted'; readonly name: string };

/** Public holidays and the weekend days worked for them, of one year, from the kept list (国务院办公厅的放假安排). Empty where it is not published yet. */
export function nationalDays(year: string): Map<Day, National> {
  const days = new Map<Day, National>();
  for (let day = firstDay(year), last = lastDay(year); day <= last; day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day);
    // An ordinary day is named by its weekday alone; one of the list as `Spring Festival,春节,4`.
    const listed = name.split(',');
    if (listed.length > 1) days.set(day, { kind: work ? 'shifted' : 'holiday', name: listed[1] ?? name });
  }
  return days;
}
