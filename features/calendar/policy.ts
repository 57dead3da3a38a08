import { isOrganisationDepartment } from '#features/organisations/scope.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** The calendar is the university's: kept by 组织部 of its committee, not by a department of a school. */
export function keepCalendar(actor: Actor, _subject?: unknown): Outcome<void, 'not_calendar_keeper'> {
  return isOrganisationDepartment(actor) && !(actor.post?.scope ?? '.').includes('.') ? done() : refused('not_calendar_keeper');
}
