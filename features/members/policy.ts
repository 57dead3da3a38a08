import { decidesAbove, isOrganisationDepartment, leads, staffs } from '#features/organisations/scope.ts';
import { type Actor, signedIn, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** Where a person stands, as the policies see them. */
export type PersonSubject = { readonly id: string; readonly path: string | null };
export type PlaceSubject = { readonly path: string };
type No<Code extends string> = Outcome<void, Code>;

/** A person's file: themselves, the leaders of their branch, and the levels above it. To anybody else it does not exist. */
export function mayReadPerson(actor: Actor, person: PersonSubject): No<'not_signed_in' | 'not_found'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  if (actor.personId === person.id) return done();
  if (person.path !== null && (leads(actor, person.path) || staffs(actor, person.path) || decidesAbove(actor, person.path))) return done();
  return refused('not_found');
}

/** A sealed number in full: those who may read the file, with a reason; the person is shown who asked. */
export const mayRevealField = (actor: Actor, person: PersonSubject) => mayReadPerson(actor, person);

/** One's own file, for whoever has one. */
export function mayUseOwnFile(actor: Actor): No<'not_signed_in' | 'not_found'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return actor.personId === null ? refused('not_found') : done();
}

/** A correction is decided by the branch's leaders or a level above, never by the person it concerns. */
export function mayDecideCorrection(
  actor: Actor,
  correction: { readonly personId: string; readonly path: string | null },
): No<'not_signed_in' | 'not_found' | 'own_correction'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  if (actor.personId === correction.personId) return refused('own_correction');
  if (correction.path !== null && (leads(actor, correction.path) || decidesAbove(actor, correction.path))) return done();
  return refused('not_found');
}

/** A roster comes in through 组织部 of the university, or the organisers and clerks of a school for their own subtree. The administrator keeps accounts and sees no content. */
export function mayImport(actor: Actor): No<'not_signed_in' | 'not_allowed'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  const forSchool =
    actor.post !== null &&
    ['organiser', 'clerk', 'secretary', 'deputySecretary'].includes(actor.post.kind) &&
    ['committee', 'generalBranch'].includes(actor.post.organisationKind);
  return isOrganisationDepartment(actor) || forSchool ? done() : refused('not_allowed');
}

/** An import is seen and carried out by whoever began it, and by those who answer for all of its scope. */
export function mayUseImport(
  actor: Actor,
  roster: { readonly createdBy: string | null; readonly scope: string },
): No<'not_signed_in' | 'not_found' | 'not_allowed'> {
  const may = mayImport(actor);
  if (!may.ok) return may;
  if (actor.accountId === roster.createdBy || (actor.post !== null && within(roster.scope, actor.post.scope))) return done();
  return refused('not_found');
}

/** The standard workbook of an organisation: its leaders, its staff, and the levels above. */
export function mayExport(actor: Actor, place: PlaceSubject): No<'not_signed_in' | 'not_found'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return staffs(actor, place.path) ||
    decidesAbove(actor, place.path) ||
    (isOrganisationDepartment(actor) && within(place.path, actor.post?.scope ?? '-'))
    ? done()
    : refused('not_found');
}

/** The second person: somebody else who could have exported it themselves. */
export function mayDecideExport(
  actor: Actor,
  request: PlaceSubject & { readonly askedBy: string },
): No<'not_signed_in' | 'not_found' | 'own_second_person'> {
  const may = mayExport(actor, request);
  if (!may.ok) return may;
  return actor.accountId === request.askedBy ? refused('own_second_person') : done();
}
