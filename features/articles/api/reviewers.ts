import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { levelOf } from '../column.ts';
import type { articles } from '../contract.ts';
import { mayAppointReviewer, maySeeReviewers } from '../policy.ts';
import { type OwnerRow, ownersAbove, ownersOf } from './places.ts';

type Rows = Output<typeof articles.listReviewers>;

async function reviewersIn(call: Call, organisationId: string): Promise<Rows['items']> {
  const { rows } = await sql<Rows['items'][number]>`
    select t.id as post_id, jsonb_build_object('id', p.id, 'name', p.name) as person,
           coalesce((select jsonb_agg(c.column_id order by c.column_id) from reviewer_columns c where c.post_id = t.id), '[]') as columns
      from posts t join persons p on p.id = t.person_id
     where t.organisation_id = ${organisationId} and t.kind = 'reviewer' and t.from_on <= ${call.today} and (t.to_on is null or t.to_on > ${call.today})
     order by t.from_on, t.id`.execute(call.tx);
  return rows;
}

export async function listReviewers(call: Call, { organisationId }: Input<typeof articles.listReviewers>): Promise<Rows> {
  const owner = (await ownersOf(call.tx, [organisationId])).get(organisationId);
  call.permit(maySeeReviewers, owner && { owner });
  return { items: await reviewersIn(call, organisationId) };
}

/** The organisation whose columns its reviewers review: a department’s are those of the committee that it serves. */
async function columnOwner(call: Call, organisationId: string): Promise<OwnerRow | undefined> {
  const place = (await ownersOf(call.tx, [organisationId])).get(organisationId);
  return place?.serves ? (await ownersAbove(call.tx, place.serves)).at(-1) : place;
}

/** For which columns of the organisation a reviewer does the final review; with none, its secretary or deputy does. */
export async function setReviewerColumns(
  call: Call,
  { reviewerId: postId, columns }: Input<typeof articles.setReviewerColumns>,
): Promise<Output<typeof articles.setReviewerColumns>> {
  const post = await call.tx
    .selectFrom('posts')
    .select(['organisationId', 'personId'])
    .where('id', '=', postId)
    .where('kind', '=', 'reviewer')
    .where((where) => where.or([where('toOn', 'is', null), where('toOn', '>', call.today)]))
    .forUpdate()
    .executeTakeFirst();
  const owner = post && (await columnOwner(call, post.organisationId));
  call.permit(mayAppointReviewer, owner && { owner });
  const chosen = [...new Set(columns)];
  if (!owner || chosen.some((column) => levelOf(column, owner) === null)) call.refuse('column_not_here');
  await call.tx.deleteFrom('reviewerColumns').where('postId', '=', postId).execute();
  if (chosen.length > 0)
    await call.tx
      .insertInto('reviewerColumns')
      .values(chosen.map((columnId) => ({ postId, columnId })))
      .execute();
  await call.audit({
    action: 'article.setReviewerColumns',
    subjectKind: 'post',
    subjectId: postId,
    organisationPath: owner?.path ?? null,
    aboutPersonId: post?.personId ?? null,
    detail: { columns: chosen },
  });
  return (await reviewersIn(call, post?.organisationId ?? '')).find((row) => row.postId === postId) as Rows['items'][number];
}
