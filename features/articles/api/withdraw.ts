import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import { withdrawalLine } from '../article.ts';
import type { articles } from '../contract.ts';
import { type PinPlace, pin } from '../pin.ts';
import { mayPinArticle, mayWithdrawArticle } from '../policy.ts';
import { changeArticle, closeArticle, type Opened, openArticle, stateNow } from './open.ts';
import { presentDesk } from './present-desk.ts';
import { articleRepository } from './repository.ts';
import { startAnew } from './rounds.ts';

/** Takes a published text back, at once and for good. Its address keeps one line for readers; what is under review of it ends. */
export async function withdrawArticle(call: Call, input: Input<typeof articles.withdrawArticle>): Promise<Output<typeof articles.withdrawArticle>> {
  const { article, passage } = await changeArticle(call, input.articleId, mayWithdrawArticle);
  const state = stateNow(article, call.now);
  if (state === 'withdrawn') call.refuse('already_withdrawn');
  if (state !== 'published' && state !== 'expired') call.refuse('not_published');
  const repository = articleRepository(call.tx);
  const shown = await repository.version(article.id, article.shownId);
  const by = call.actor.post?.organisationName ?? article.owner.name;
  if (passage && (passage.round.state === 'inReview' || passage.round.state === 'returned')) await startAnew(call, passage);
  await repository.update(article.id, {
    withdrawnAt: call.now,
    withdrawnBy: call.actor.personId,
    withdrawnName: by,
    withdrawnGround: input.ground,
  });
  await call.tx.deleteFrom('articlePins').where('articleId', '=', article.id).where('toOn', '>=', call.today).execute();
  const line = withdrawalLine({ title: shown?.title ?? '', by, at: call.now.toISOString(), ground: input.ground });
  await closeArticle(call, article, 'withdraw', { reason: input.ground });
  await call.announce({ topic: 'articles', id: article.id, path: article.owner.path });
  await notify(
    call,
    article.authors.map(({ id }) => id),
    {
      kind: 'articleWithdrawn',
      params: { title: line },
      link: `/articles/${article.id}`,
      desk: `/console/articles/${article.id}`,
      subjectId: article.id,
    },
  );
  return { line };
}

/** 置顶: a place in its own column for a span of days. */
export async function pinArticle(call: Call, input: Input<typeof articles.pinArticle>): Promise<Output<typeof articles.openDesk>> {
  const { article } = await changeArticle(call, input.articleId, mayPinArticle);
  const state = stateNow(article, call.now);
  if (state === 'withdrawn') call.refuse('already_withdrawn');
  if (state !== 'published' && state !== 'scheduled') call.refuse('not_published');
  // Two pins of one column wait for each other; the exclusion constraint has the last word.
  await call.tx.selectFrom('organisations').select('id').where('id', '=', article.ownerId).forUpdate().execute();
  const kept = await articleRepository(call.tx).pinsIn(article.ownerId, article.columnId, call.today);
  call.accept(
    pin(
      { articleId: article.id, place: input.place, from: input.from, to: input.to },
      kept.map(({ place, fromOn, toOn, ...one }) => ({ ...one, place: place as PinPlace, from: fromOn, to: toOn })),
      call.today,
    ),
  );
  await call.tx
    .insertInto('articlePins')
    .values({
      id: newId(),
      articleId: article.id,
      ownerId: article.ownerId,
      columnId: article.columnId,
      place: input.place,
      fromOn: input.from,
      toOn: input.to,
      pinnedBy: call.actor.personId,
      pinnedAt: call.now,
    })
    .execute();
  await closeArticle(call, article, 'pin', { detail: { place: input.place, from: input.from, to: input.to } });
  return presentDesk(call, (await openArticle(call, article.id)) as Opened);
}

export async function unpinArticle(call: Call, input: Input<typeof articles.unpinArticle>): Promise<Output<typeof articles.openDesk>> {
  const { article } = await changeArticle(call, input.articleId, mayPinArticle);
  const gone = await call.tx
    .deleteFrom('articlePins')
    .where('id', '=', input.pinId)
    .where('articleId', '=', article.id)
    .returning('place')
    .executeTakeFirst();
  if (!gone) call.refuse('not_found');
  await closeArticle(call, article, 'unpin', { detail: { place: gone?.place } });
  return presentDesk(call, (await openArticle(call, article.id)) as Opened);
}
