import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { type Actor, signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { publishedAt } from '../article.ts';
import { columns } from '../column.ts';
import type { articles } from '../contract.ts';
import { lifeOf, stateNow } from './open.ts';
import { type Article, articleColumns } from './repository.ts';
import { type Passage, passagesOf } from './reviews.ts';

type Listed = Article & { readonly title: string; readonly savedAt: Date; readonly savedByName: string | null };
/** Beyond this many open reviews in a reviewer’s reach the list says no more. */
const MOST_OPEN = 500;

/** Kept states and instants say what state a text is in; the same sentence as `stateOf`, in SQL. */
const STATE = (now: Date) => sql`case when a.withdrawn_at is not null then 'withdrawn' when a.state <> 'approved' then a.state
  when a.expires_at <= ${now} then 'expired' when a.published_at <= ${now} then 'published' else 'scheduled' end`;

/**
 * The ids of texts in the name, or in a column, of the organisation that one works for, and of those that one wrote or signed. Each way has an
 * index of its own that gives the order, so each is cut to the page before they are put together.
 */
function mine(actor: Actor, filter: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const { post, personId } = actor;
  const ways: RawBuilder<unknown>[] = [];
  if (post && post.kind !== 'administrator')
    ways.push(
      sql`articles a where a.in_name_of = ${post.organisationId}`,
      sql`articles a where a.owner_id = ${post.organisationId} and a.state <> 'draft'`,
    );
  if (personId)
    ways.push(
      sql`article_authors h join articles a on a.id = h.article_id where h.person_id = ${personId}`,
      sql`article_signatures s join article_rounds r on r.id = s.round_id join articles a on a.id = r.article_id where s.person_id = ${personId}`,
    );
  if (ways.length === 0) return sql`false`;
  const cut = ways.map((way) => sql`(select a.id from ${way} and ${filter} order by a.created_at desc, a.id desc limit ${limit})`);
  return sql`a.id in (${sql.join(cut, sql` union `)})`;
}

async function select(call: Call, where: RawBuilder<unknown>, limit: number): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select ${articleColumns}, v.title, v.saved_at, p.name as saved_by_name
      from articles a join organisations o on o.id = a.owner_id join organisations d on d.id = a.in_name_of
      join article_versions v on v.id = a.head_id left join persons p on p.id = v.saved_by
     where ${where} order by a.created_at desc, a.id desc limit ${limit}`.execute(call.tx);
  return rows;
}

/** Texts whose step in hand, proof or mending is mine: by person, in whatever post I act. */
async function waitingForMe(call: Call): Promise<{ rows: Listed[]; passages: ReadonlyMap<string, Passage> }> {
  const me = call.actor.personId;
  if (me === null) return { rows: [], passages: new Map() };
  // Steps go up the tree, so only texts of organisations beneath my posts, or of those for whom I stand in, can have come to me.
  const { rows: places } = await sql<{ path: string }>`
    select distinct o.path::text as path from posts t join organisations o on o.id = t.organisation_id
     where (t.person_id = ${me} or t.person_id in (select for_person_id from review_deputies where person_id = ${me} and from_on <= ${call.today} and to_on >= ${call.today}))
       and t.from_on <= ${call.today} and (t.to_on is null or t.to_on > ${call.today})`.execute(call.tx);
  const paths = sql.val(places.map(({ path }) => path));
  const rows = await select(
    call,
    sql`a.withdrawn_at is null and a.id in (
      select article_id from article_rounds where ended_at is null
      union select article_id from article_rounds where state = 'approved' and urgent_reason is not null and made_up_at is null)
      and (o.path <@ any(${paths}::ltree[]) or d.path <@ any(${paths}::ltree[])
        or a.id in (select article_id from article_authors where person_id = ${me})
        or a.id in (select r.article_id from article_proofs f join article_rounds r on r.id = f.round_id where f.person_id = ${me} and f.read_at is null))`,
    MOST_OPEN,
  );
  const passages = await passagesOf(call.tx, rows, call.today);
  const waits = rows.filter((row) => {
    const passage = passages.get(row.id);
    if (!passage) return false;
    if (passage.round.state === 'returned') return row.authors.some(({ id }) => id === me);
    const proof = passage.proof?.personId === me && passage.proof.readAt === null;
    return proof || passage.reviewers.people.some(({ personId }) => personId === me);
  });
  return { rows: waits, passages };
}

export async function listDesk(call: Call, input: Input<typeof articles.listDesk>): Promise<Output<typeof articles.listDesk>> {
  call.permit(signedIn);
  const key = readCursor(call, input.cursor, ['instant', 'id']);
  if (input.waiting) {
    const { rows, passages } = await waitingForMe(call);
    return { items: await present(call, rows.slice(0, input.limit), passages), nextCursor: null };
  }
  const filter: RawBuilder<unknown>[] = [sql`true`];
  if (input.state?.length) filter.push(sql`${STATE(call.now)} = any(${sql.val([...input.state])}::text[])`);
  if (input.column?.length) filter.push(sql`a.column_id = any(${sql.val([...input.column])}::text[])`);
  if (key) filter.push(sql`(a.created_at, a.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  const rows = await select(call, mine(call.actor, sql.join(filter, sql` and `), input.limit + 1), input.limit + 1);
  const page = pageFrom(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: await present(call, page.rows, await passagesOf(call.tx, page.rows, call.today)), nextCursor: page.nextCursor };
}

async function present(call: Call, rows: readonly Listed[], passages: ReadonlyMap<string, Passage>) {
  const ids = [...passages.values()].flatMap(({ reviewers }) => reviewers.people.map(({ personId }) => personId));
  const people = ids.length === 0 ? [] : await call.tx.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const passage = passages.get(row.id);
    const published = publishedAt(lifeOf(row));
    const shows = passage && (passage.open !== null || passage.round.state === 'returned');
    return {
      id: row.id,
      column: row.columnId,
      kind: columns[row.columnId].kind,
      owner: row.owner,
      inNameOf: row.named,
      title: row.title,
      state: stateNow(row, call.now),
      publishedAt: published && shanghaiIso(new Date(published)),
      savedAt: shanghaiIso(row.savedAt),
      savedBy: row.savedByName ?? '',
      review: shows
        ? {
            kind: passage.round.kind,
            state: passage.round.state,
            open: passage.open,
            reviewers: passage.reviewers.people.map(({ personId }) => names.get(personId) ?? ''),
            fromAbove: passage.reviewers.above,
            waitingSince: shanghaiIso(passage.round.waitingSince),
            urgent: passage.round.urgentReason !== null,
          }
        : null,
    };
  });
}
