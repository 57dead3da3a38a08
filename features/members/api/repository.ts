import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type PersonRecord, personColumns } from './record.ts';

export type Person = PersonRecord & {
  readonly version: number;
  readonly confirmedOn: string | null;
  readonly branchId: string | null;
  readonly branchName: string | null;
  readonly path: string | null;
};
export type ListRow = {
  id: string;
  name: string;
  initials: string;
  pinyin: string;
  sex: string | null;
  staffNumber: string | null;
  identity: string | null;
  category: string;
  branchId: string | null;
  branchName: string | null;
  posts: string[];
  appliedOn: string | null;
  admittedOn: string | null;
  convertedOn: string | null;
  mobileMember: boolean;
  ethnicity: string | null;
  bornOn: string | null;
  education: string | null;
  degree: string | null;
  nativePlace: string | null;
  idNumberLast: string | null;
  phoneLast: string | null;
  email: string | null;
  hasAccount: boolean;
};
export type CorrectionRecord = {
  id: string;
  version: number;
  personId: string;
  personName: string;
  branchId: string | null;
  branchName: string | null;
  path: string | null;
  field: string;
  before: string | null;
  value: string | null;
  valueSealed: Buffer | null;
  reason: string;
  state: 'proposed' | 'approved' | 'declined' | 'withdrawn';
  proposedAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  remark: string | null;
  withBirthAndSex: boolean;
  /** As the record stands now. */
  bornOn: string | null;
  sex: string | null;
};
export type Filter = {
  /** Whose posts are shown: those of this day. */
  readonly today: string;
  readonly readable: RawBuilder<boolean>;
  readonly within?: string | undefined;
  readonly branch?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly identities?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly index?: string | undefined;
  readonly missing?: boolean | undefined;
  readonly mobile?: boolean | undefined;
};

const HOME = sql`left join memberships m on m.person_id = p.id and m.to_on is null left join organisations o on o.id = m.organisation_id`;
/** What the standard asks for and is not there; dates are asked of each category by the table itself. */
const MISSING = sql<boolean>`(p.category <> 'nonMember' and num_nulls(p.sex, p.ethnicity, p.born_on, p.id_number_index, p.staff_number, p.identity) > 0)`;
const like = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function where(filter: Filter): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [filter.readable];
  if (filter.within) parts.push(sql`o.path <@ (select path from organisations where id = ${filter.within})`);
  if (filter.branch) parts.push(sql`o.id = ${filter.branch}`);
  if (filter.categories?.length) parts.push(sql`p.category = any(${sql.val([...filter.categories])}::text[])`);
  if (filter.identities?.length) parts.push(sql`p.identity = any(${sql.val([...filter.identities])}::text[])`);
  if (filter.missing !== undefined) parts.push(filter.missing ? MISSING : sql`not ${MISSING}`);
  if (filter.mobile !== undefined) parts.push(sql`p.mobile_member = ${filter.mobile}`);
  if (filter.index) {
    // A number in full is looked for as it is, each by its own index.
    parts.push(
      sql`(p.id_number_index = ${filter.index} or p.phone_index = ${filter.index} or lower(p.staff_number) = ${filter.q?.toLowerCase() ?? ''})`,
    );
  } else if (filter.q) {
    const typed = like(filter.q);
    const spoken = like(filter.q.toLowerCase().replace(/[\s'’]/g, ''));
    parts.push(
      sql`(p.name like ${`%${typed}%`} or p.initials like ${`${spoken}%`} or p.pinyin like ${`${spoken}%`} or p.staff_number ilike ${`${typed}%`})`,
    );
  }
  return sql`${sql.join(parts, sql` and `)}`;
}

/** Persons, their files and what they say is wrong in them. */
export function memberRepository(db: Db) {
  const corrections = (condition: RawBuilder<unknown>, rest: RawBuilder<unknown> = sql``) => sql<CorrectionRecord>`
    select c.id, c.version, c.person_id, p.name as person_name, o.id as branch_id, o.name as branch_name, o.path::text, c.field, c.before, c.value, c.value_sealed, c.reason, c.state, c.proposed_at, c.decided_at, d.name as decided_by_name, c.remark, c.with_birth_and_sex, p.born_on, p.sex
      from corrections c join persons p on p.id = c.person_id ${HOME} left join persons d on d.id = c.decided_by where ${condition} ${rest}`;
  return {
    async list(filter: Filter, after: { pinyin: string; id: string } | undefined, limit: number): Promise<ListRow[]> {
      const { rows } = await sql<ListRow>`
        select p.id, p.name, p.initials, p.pinyin, p.sex, p.staff_number, p.identity, p.category, o.id as branch_id, o.name as branch_name, p.applied_on, p.admitted_on, p.converted_on, p.mobile_member, p.ethnicity, p.born_on, p.education, p.degree,
               p.native_place, p.id_number_last, p.phone_last, p.email, exists (select from accounts a where a.person_id = p.id) as has_account,
               coalesce((select array_agg(x.kind order by x.id) from posts x where x.person_id = p.id and x.from_on <= ${filter.today}::date and (x.to_on is null or x.to_on > ${filter.today}::date)), '{}') as posts
          from persons p ${HOME} where ${where(filter)} and (${after?.id ?? null}::uuid is null or (p.pinyin, p.id) > (${after?.pinyin ?? ''}, ${after?.id ?? null}::uuid))
         order by p.pinyin, p.id limit ${limit}`.execute(db);
      return rows;
    },
    count: async (filter: Filter) =>
      (await sql<{ n: number }>`select count(*)::int as n from persons p ${HOME} where ${where(filter)}`.execute(db)).rows[0]?.n ?? 0,
    async person(id: string, lock = false): Promise<Person | undefined> {
      if (lock) await sql`select from persons where id = ${id} for update`.execute(db);
      return (
        await sql<Person>`select ${sql.join(personColumns.map((name) => sql.ref(`p.${name}`)))}, p.version, p.confirmed_on, o.id as branch_id, o.name as branch_name, o.path::text from persons p ${HOME} where p.id = ${id}`.execute(
          db,
        )
      ).rows[0];
    },
    placesOf: (path: string) =>
      db.selectFrom('organisations').select(['id', 'name', 'kind']).where(sql<boolean>`path @> ${path}::ltree`).orderBy(sql`nlevel(path)`).execute(),
    codeOf: async (id: string) => (await db.selectFrom('organisations').select('code').where('id', '=', id).executeTakeFirst())?.code ?? null,
    postsOf: (personId: string) =>
      db
        .selectFrom('posts')
        .innerJoin('organisations', 'organisations.id', 'posts.organisationId')
        .select(['organisations.name as organisation', 'posts.kind', 'posts.fromOn', 'posts.toOn'])
        .where('posts.personId', '=', personId)
        .orderBy('posts.fromOn', 'desc')
        .orderBy('posts.id')
        .execute(),
    membershipsOf: (personId: string) =>
      db
        .selectFrom('memberships')
        .innerJoin('organisations', 'organisations.id', 'memberships.organisationId')
        .select(['organisations.name as organisation', 'memberships.fromOn', 'memberships.toOn', 'memberships.reason'])
        .where('memberships.personId', '=', personId)
        .orderBy('memberships.fromOn', 'desc')
        .execute(),
    confirm: (id: string, on: string) => db.updateTable('persons').set({ confirmedOn: on }).where('id', '=', id).execute(),
    write: (id: string, set: Partial<Record<string, string | boolean | Buffer | null>>) =>
      db
        .updateTable('persons')
        .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    holderOfStaffNumber: (staffNumber: string, except: string) =>
      db
        .selectFrom('persons')
        .select('id')
        .where(sql`lower(staff_number)`, '=', staffNumber.toLowerCase())
        .where('id', '<>', except)
        .executeTakeFirst(),
    holderOfIdNumber: (index: string, except: string) =>
      db.selectFrom('persons').select('id').where('idNumberIndex', '=', index).where('id', '<>', except).executeTakeFirst(),
    addChange: (change: {
      id: string;
      personId: string;
      field: string;
      before: string | null;
      after: string | null;
      at: Date;
      byName: string;
      source: string;
      sourceId: string | null;
    }) => db.insertInto('fieldChanges').values(change).execute(),
    changesOf: (personId: string, after: string | undefined, limit: number) =>
      db
        .selectFrom('fieldChanges')
        .selectAll()
        .where('personId', '=', personId)
        .$if(after !== undefined, (q) => q.where('id', '<', after as string))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    addCorrection: (row: {
      id: string;
      personId: string;
      field: string;
      before: string | null;
      value: string | null;
      valueSealed: Buffer | null;
      reason: string;
      proposedAt: Date;
      withBirthAndSex: boolean;
    }) => db.insertInto('corrections').values(row).execute(),
    correction: async (id: string) => (await corrections(sql`c.id = ${id}`).execute(db)).rows[0],
    lockCorrection: async (id: string) => {
      await sql`select from corrections where id = ${id} for update`.execute(db);
      return (await corrections(sql`c.id = ${id}`).execute(db)).rows[0];
    },
    correctionsOf: async (personId: string) =>
      (await corrections(sql`c.person_id = ${personId} and c.state <> 'withdrawn'`, sql`order by c.id desc limit 50`).execute(db)).rows,
    correctionsFor: async (reach: RawBuilder<boolean>, state: string, after: string | undefined, limit: number) =>
      (
        await corrections(
          sql`${reach} and c.state = ${state} and (${after ?? null}::uuid is null or c.id < ${after ?? null}::uuid)`,
          sql`order by c.id desc limit ${limit}`,
        ).execute(db)
      ).rows,
    pendingFields: async (personId: string) =>
      (
        await db
          .selectFrom('corrections')
          .select(['field', 'withBirthAndSex'])
          .where('personId', '=', personId)
          .where('state', '=', 'proposed')
          .execute()
      ).flatMap((row) => (row.withBirthAndSex ? [row.field, 'birthDate', 'sex'] : [row.field])),
    settle: (id: string, set: { state: string; decidedAt: Date; decidedBy: string | null; remark: string | null }) =>
      db
        .updateTable('corrections')
        .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    aboutMe: (personId: string) =>
      db
        .selectFrom('auditEntries')
        .select(['at', 'actorName', 'post', 'action', 'reason'])
        .where('aboutPersonId', '=', personId)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1000)
        .execute(),
    attendancesOf: (personId: string) =>
      db
        .selectFrom('attendances')
        .innerJoin('meetings', 'meetings.id', 'attendances.meetingId')
        .select([
          'meetings.title',
          'meetings.kind',
          'meetings.startsAt',
          'attendances.isDue',
          'attendances.status',
          'attendances.signedAt',
          'attendances.agreedAt',
        ])
        .where('attendances.personId', '=', personId)
        .orderBy('meetings.startsAt', 'desc')
        .execute(),
  };
}
