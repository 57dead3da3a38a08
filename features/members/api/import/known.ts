import { sql } from 'kysely';
import { type ChosenName, chosenNames } from '#features/accounts/index.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { POSTS } from '../../code-tables.ts';
import type { OrganisationKind } from '../../organisation-row.ts';
import type { PersonRecord, SealedColumn } from '../record.ts';

export type KnownOrganisation = {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly composition: string | null;
  readonly department: string | null;
  readonly parentId: string | null;
  readonly parentCode: string | null;
  readonly path: string;
  readonly foundedOn: Day | null;
  readonly note: string | null;
  readonly dissolved: boolean;
  readonly termId: string | null;
  readonly termBegan: Day | null;
  readonly termYears: number | null;
};
export type KnownPerson = Omit<PersonRecord, SealedColumn> & {
  readonly phoneSealed: string | null;
  readonly membershipId: string | null;
  readonly organisationId: string | null;
};
export type KnownPost = { readonly id: string; readonly personId: string; readonly organisationId: string; readonly kind: string };
/** What is on record when a roster is checked, as plain rows that can be handed to another thread. */
export type Known = {
  readonly organisations: readonly KnownOrganisation[];
  readonly persons: readonly KnownPerson[];
  readonly posts: readonly KnownPost[];
  readonly chosenNames: readonly ChosenName[];
};

const PART = 2000;

export async function readOrganisations(db: Db): Promise<KnownOrganisation[]> {
  const organisations = await sql<KnownOrganisation>`
    select o.id, o.code, o.name, o.kind, o.composition, o.department, o.parent_id, parent.code as parent_code, o.path::text, o.founded_on, o.note, o.dissolved_on is not null as dissolved,
           t.id as term_id, t.starts_on as term_began, t.years as term_years
      from organisations o left join organisations parent on parent.id = o.parent_id
      left join lateral (select id, starts_on, years from terms where organisation_id = o.id and ended_on is null order by starts_on desc limit 1) t on true`.execute(
    db,
  );
  return organisations.rows;
}

/** Everything else a plan is made against, part by part: of the whole university, since a number may belong to someone outside the importer's scope. */
export async function* knownParts(db: Db, today: Day): AsyncGenerator<Partial<Known>> {
  const posts =
    await sql<KnownPost>`select id, person_id, organisation_id, kind from posts where from_on <= ${today}::date and (to_on is null or to_on > ${today}::date) and kind = any(${sql.val(POSTS.entries.map((entry) => entry.code))}::text[])`.execute(
      db,
    );
  yield { posts: posts.rows, chosenNames: await chosenNames(db) };
  let last: string | null = null;
  for (;;) {
    const { rows }: { rows: KnownPerson[] } = await sql<KnownPerson>`
    select p.id, p.name, p.sex, p.ethnicity, p.born_on, p.id_number_index, p.id_number_last, p.native_place, p.education, p.degree, p.staff_number, p.identity, p.category, p.applied_on, p.admitted_on, p.converted_on,
           encode(p.phone_sealed, 'hex') as phone_sealed, p.phone_index, p.phone_last, p.email, p.mobile_member, p.note, m.id as membership_id, m.organisation_id
      from persons p left join memberships m on m.person_id = p.id and m.to_on is null
     where (p.id_number_index is not null or p.staff_number is not null) and (${last}::uuid is null or p.id > ${last}::uuid) order by p.id limit ${PART}`.execute(
      db,
    );
    if (rows.length > 0) yield { persons: rows };
    if (rows.length < PART) return;
    last = rows.at(-1)?.id ?? null;
  }
}
