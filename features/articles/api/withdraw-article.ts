import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { notify } from '../../notices/index.ts';
import { withdrawalLine } from '../article.ts';
import type { articles } from '../contract.ts';
import { mayWithdrawArticle } from '../policy.ts';
import { changeArticle, closeArticle, stateNow } from './open.ts';
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
