import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { articles } from '../contract.ts';
import { type PinPlace, pin } from '../pin.ts';
import { mayPinArticle } from '../policy.ts';
import { changeArticle, closeArticle, type Opened, openArticle, stateNow } from './open.ts';
import { presentDesk } from './present-desk.ts';
import { articleRepository } from './repository.ts';

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
