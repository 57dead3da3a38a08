import { sql } from 'kysely';
import type { Day } from '#platform/shared/day/day.ts';
import type { Db } from '#platform/server/db/db.ts';
import { POSTS } from '../../code-tables.ts';
import type { OrganisationKind } from '../../organisation-row.ts';
import type { PersonRecord } from '../record.ts';

export type KnownOrganisation = {
  readonly id: string; readonly code: string | null; readonly name: string; readonly kind: OrganisationKind; readonly composition: string | null; readonly department: string | null; readonly parentId: string | null;
  readonly parentCode: string | null; readonly path: string; readonly foundedOn: Day | null; readonly note: string | null; readonly dissolved: boolean;
  readonly termId: string | null; readonly termBegan: Day | null; readonly termYears: number | null;
};
export type KnownPerson = PersonRecord & { readonly membershipId: string | null; readonly organisationId: string | null };
export type KnownPost = { readonly id: string; readonly personId: string; readonly organisationId: string; readonly kind: string };
/** What is on record when a roster is checked, as plain rows that can be handed to another thread. */
export type Known = { readonly organisations: readonly KnownOrganisation[]; readonly persons: readonly KnownPerson[]; readonly posts: readonly KnownPost[] };

/** Reads everything a plan is made against: of the whole university, since a number may belong to someone outside the importer's scope. */
export async function readKnown(db: Db): Promise<Known> {
  const organisations = await sql<KnownOrganisation>`
    select o.id, o.code, o.name, o.kind, o.composition, o.department, o.parent_id, parent.code as parent_code, o.path::text, o.founded_on, o.note, o.dissolved_on is not null as dissolved,
           t.id as term_id, t.starts_on as term_began, t.years as term_years
      from organisations o left join organisations parent on parent.id = o.parent_id
      left join lateral (select id, starts_on, years from terms where organisation_id = o.id and ended_on is null order by starts_on desc limit 1) t on true`.execute(db);
  const persons = await sql<KnownPerson>`
    select p.id, p.name, p.sex, p.ethnicity, p.born_on, p.id_number_index, p.id_number_last, p.native_place, p.education, p.degree, p.staff_number, p.identity, p.category, p.applied_on, p.admitted_on, p.converted_on,
           p.id_number_sealed, p.phone_sealed, p.phone_index, p.phone_last, p.email, p.mobile_member, p.note, m.id as membership_id, m.organisation_id
      from persons p left join memberships m on m.person_id = p.id and m.to_on is null
     where p.id_number_index is not null or p.staff_number is not null`.execute(db);
  const posts = await sql<KnownPost>`select id, person_id, organisation_id, kind from posts where to_on is null and kind = any(${sql.val(POSTS.entries.map((entry) => entry.code))}::text[])`.execute(db);
  return { organisations: organisations.rows, persons: persons.rows, posts: posts.rows };
}
