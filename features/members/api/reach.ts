import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { decidesAbove, isOrganisationDepartment, leads, staffs } from '#features/organisations/scope.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import type { MemberFile } from '../contract.ts';

export type Category = z.input<typeof MemberFile>['category'];

/** Whether the acting post oversees anything at all: a policy cannot be run in SQL for each row, so it is asked of one beneath it. */
const overseesBelow = (actor: Actor): boolean => actor.post !== null && decidesAbove(actor, `${actor.post.scope}.0`);

function subtree(actor: Actor, own: boolean): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql`true`;
  const parts: RawBuilder<boolean>[] = [];
  if (actor.post && overseesBelow(actor)) parts.push(sql`(o.path <@ ${actor.post.scope}::ltree and o.path <> ${actor.post.scope}::ltree)`);
  if (actor.post && own) parts.push(sql`o.path = ${actor.post.path}::ltree`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** Acts for one branch or for nobody: there is nothing beneath, and lists begin with what is there instead of going through the university. */
export const keepsToOne = (actor: Actor): boolean =>
  actor.kind !== 'system' && (actor.post === null || ['branch', 'directBranch', 'group'].includes(actor.post.organisationKind));

/** `mayReadPerson` as SQL over `p` and `o`. A test holds the two against each other. */
export function readable(actor: Actor): RawBuilder<boolean> {
  const scope = subtree(actor, actor.post !== null && staffs(actor, actor.post.path));
  if (!keepsToOne(actor)) return sql`(p.id = ${actor.personId}::uuid or ${scope})`;
  return sql`p.id in (select m.person_id from memberships m join organisations o on o.id = m.organisation_id where m.to_on is null and ${scope} union all select ${actor.personId}::uuid)`;
}

/** `mayDecideCorrection` as SQL. */
export function decidable(actor: Actor): RawBuilder<boolean> {
  return sql`(p.id is distinct from ${actor.personId}::uuid and ${subtree(actor, actor.post !== null && leads(actor, actor.post.path))})`;
}

/** Who keeps rosters needs the personal columns of a list; for others who may open a file the ordinary ones are enough (个人信息保护法 art. 6). */
export function needsPersonal(actor: Actor): boolean {
  if (actor.kind === 'system' || isOrganisationDepartment(actor)) return true;
  return actor.post !== null && ['secretary', 'deputySecretary', 'organisationOfficer', 'organiser', 'clerk'].includes(actor.post.kind);
}
