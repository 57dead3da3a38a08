import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';

export type EntryRow = {
  id: string;
  at: Date;
  personId: string | null;
  actorName: string;
  post: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  organisationId: string | null;
  organisationName: string | null;
  aboutPersonId: string | null;
  aboutName: string | null;
  reason: string | null;
  detail: Record<string, unknown>;
};
export type EntryFilter = {
  path?: string;
  subjects?: readonly string[];
  personId?: string;
  aboutPersonId?: string /** Leaves out what this person did themselves. */;
  notBy?: string;
  action?: string;
  from?: Date;
  to?: Date;
  /** The last entry of the page before. */
  after?: { at: string; id: string };
  limit: number;
};

/** The audit is only read here; every act writes its own entry. */
export function auditRepository(db: Db) {
  return {
    placeOf: (id: string) => db.selectFrom('organisations').select(['path']).where('id', '=', id).executeTakeFirst(),
    /** Newest first, by the time of the act; those of one moment by their ids. */
    async entries(filter: EntryFilter): Promise<EntryRow[]> {
      const conditions: RawBuilder<unknown>[] = [];
      if (filter.path !== undefined) {
        // An organisation keeps its label wherever it stands: entries from before it was moved are its own too.
        const label = filter.path.split('.').at(-1) ?? '';
        conditions.push(
          filter.path.includes('.') ? sql`e.organisation_path ~ ${`*.${label}.*`}::lquery` : sql`e.organisation_path <@ ${filter.path}::ltree`,
        );
      }
      if (filter.subjects) conditions.push(sql`e.subject_kind = any(${filter.subjects}::text[])`);
      if (filter.personId) conditions.push(sql`e.person_id = ${filter.personId}::uuid`);
      if (filter.aboutPersonId) conditions.push(sql`e.about_person_id = ${filter.aboutPersonId}::uuid`);
      if (filter.notBy) conditions.push(sql`e.person_id is distinct from ${filter.notBy}::uuid`);
      if (filter.action) conditions.push(sql`e.action = ${filter.action}`);
      if (filter.from) conditions.push(sql`e.at >= ${filter.from}`);
      if (filter.to) conditions.push(sql`e.at < ${filter.to}`);
      if (filter.after) conditions.push(sql`(e.at, e.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`);
      const { rows } = await sql<EntryRow>`
        select e.id, e.at, e.person_id, e.actor_name, e.post, e.action, e.subject_kind, e.subject_id, o.id as organisation_id, o.name as organisation_name, e.about_person_id, p.name as about_name, e.reason, e.detail
          from (select * from audit_entries e where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`} order by e.at desc, e.id desc limit ${filter.limit}) e
          left join organisations o on o.number = coalesce(nullif(ltree2text(subpath(e.organisation_path, -1)), '')::int, -1) left join persons p on p.id = e.about_person_id
         order by e.at desc, e.id desc`.execute(db);
      return rows;
    },
  };
}
