import { sql } from 'kysely';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { type Db, plannedOnce } from '#platform/server/db/db.ts';
import { type ActingPost, type Actor, anonymous } from '#platform/shared/actor/actor.ts';
import { dayOf } from '#platform/shared/day/day.ts';

type Row = {
  accountId: string;
  sessionId: string;
  personId: string | null;
  name: string;
  category: string | null;
  postId: string | null;
  asMember: boolean;
  branch: Actor['branch'];
  posts: ActingPost[];
  seenAt: Date;
  byStartCode: boolean;
};

/**
 * The person behind a session token, read in one statement: their branch and posts are those of today, so a disabled account,
 * a move or a hand-over takes effect at the next request: whose post ended acts in another that they hold, and whoever took one over acts in
 * it, unless they chose to act as a member. An unknown or ended session is anonymous.
 */
export async function actorOf(db: Db, token: string | null, now: Date): Promise<Actor> {
  if (!token) return anonymous;
  const today = dayOf(now);
  const { rows } = await sql<Row>`${plannedOnce}
    select a.id as account_id, s.id as session_id, a.person_id, a.name, p.category, s.post_id, s.as_member, s.seen_at, s.by_start_code,
      (select jsonb_build_object('id', o.id, 'path', o.path, 'name', o.name)
         from memberships m join organisations o on o.id = m.organisation_id
        where m.person_id = a.person_id and m.from_on <= ${today} and (m.to_on is null or m.to_on > ${today})) as branch,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'organisationId', o.id, 'organisationName', o.name, 'organisationKind', o.kind,
                                 'path', o.path, 'scope', case when o.kind = 'department' then subpath(o.path, 0, -1) else o.path end, 'department', o.department,
                                 'settingUp', t.kind = 'administrator' and not exists (select from posts k join organisations d on d.id = k.organisation_id
                                    where d.department = 'organisation' and nlevel(d.path) = 2 and d.dissolved_on is null and k.kind = 'departmentStaff' and k.from_on <= ${today} and (k.to_on is null or k.to_on > ${today}))) order by t.kind = 'administrator', nlevel(o.path), t.id)
         from posts t join organisations o on o.id = t.organisation_id
        where t.person_id = a.person_id and t.from_on <= ${today} and (t.to_on is null or t.to_on > ${today}) and o.dissolved_on is null), '[]'::jsonb) as posts
    from sessions s join accounts a on a.id = s.account_id left join persons p on p.id = a.person_id
    where s.token_hash = ${sha256(token)} and s.revoked_at is null and s.expires_at > ${now} and a.state = 'active'`.execute(db);
  const row = rows[0];
  if (!row) return anonymous;
  const chosen = row.posts.find((post) => post.id === row.postId);
  const post = row.asMember ? null : (chosen ?? row.posts[0] ?? null);
  // Kept, so that a further post does not change the one acted in; a choice made meanwhile stands.
  if (post && !chosen)
    await db
      .updateTable('sessions')
      .set({ postId: post.id })
      .where('id', '=', row.sessionId)
      .where('postId', 'is not distinct from', row.postId)
      .execute();
  if (now.getTime() - row.seenAt.getTime() > 300_000) await db.updateTable('sessions').set({ seenAt: now }).where('id', '=', row.sessionId).execute();
  return {
    kind: 'person',
    accountId: row.accountId,
    sessionId: row.sessionId,
    personId: row.personId,
    name: row.name,
    category: row.category,
    branch: row.branch,
    posts: row.posts,
    post,
    byStartCode: row.byStartCode,
  };
}
