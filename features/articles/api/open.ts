import type { Call } from '#platform/server/call/call.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import type { Outcome } from '#platform/shared/outcome/outcome.ts';
import { stateOf } from '../article.ts';
import type { ArticleSubject } from '../policy.ts';
import { type Article, articleRepository } from './repository.ts';
import { askedFor, type Ladders, laddersOf, type Passage, passagesOf } from './reviews.ts';

/** An article with what policies and views read of it. */
export type Opened = { readonly article: Article; readonly passage: Passage | null; readonly subject: ArticleSubject };

/** The times of a row, as its rule reads them. */
export function lifeOf(article: Article) {
  return {
    state: article.state,
    publishAt: article.publishAt?.toISOString() ?? null,
    approvedAt: article.approvedAt?.toISOString() ?? null,
    lastDay: article.lastDay,
    withdrawnAt: article.withdrawnAt?.toISOString() ?? null,
  };
}

export function stateNow(article: Article, now: Date) {
  return stateOf(lifeOf(article), now.toISOString());
}

function subjectOf(article: Article, passage: Passage | null, ladders: Ladders, now: Date, today: string): ArticleSubject {
  return {
    owner: article.owner,
    inNameOf: article.named,
    authorIds: article.authors.map(({ id }) => id),
    signerIds: article.signerIds,
    visibility: article.visibility,
    posts: article.postPlaces,
    out: ['published', 'expired', 'withdrawn'].includes(stateNow(article, now)),
    reviewerIds: passage?.reviewers.people.map(({ personId }) => personId) ?? [],
    proofReaderIds: passage?.proof ? [passage.proof.personId] : [],
    finalIds: askedFor('final', ladders, new Set(), [], today).people.map(({ personId }) => personId),
  };
}

/** Reads an article with its reviews. `lock` for whoever changes it. */
export async function openArticle(call: Call, id: string, lock = false): Promise<Opened | null> {
  const article = await articleRepository(call.tx).byId(id, lock);
  if (!article) return null;
  const ladders = await laddersOf(call.tx, [article], call.today);
  const passage = (await passagesOf(call.tx, [article], call.today, ladders)).get(id) ?? null;
  return { article, passage, subject: subjectOf(article, passage, ladders.get(id) as Ladders, call.now, call.today) };
}

/** The way into every command: the row is locked, the policy asked, and a text that was withdrawn stays as it is. */
export async function changeArticle(
  call: Call,
  id: string,
  policy: (actor: Actor, subject: ArticleSubject) => Outcome<void, string>,
): Promise<Opened> {
  const opened = await openArticle(call, id, true);
  call.permit(policy, opened?.subject);
  return opened as Opened;
}

/** The last lines of every command: the act is kept, and open pages hear of it. */
export async function closeArticle(
  call: Call,
  article: Pick<Article, 'id' | 'columnId' | 'named'>,
  action: string,
  more: { reason?: string; detail?: Record<string, unknown> } = {},
): Promise<void> {
  await call.audit({
    action: `article.${action}`,
    subjectKind: 'article',
    subjectId: article.id,
    organisationPath: article.named.path,
    reason: more.reason ?? null,
    detail: { column: article.columnId, ...more.detail },
  });
  await call.announce({ topic: 'articles', id: article.id, path: article.named.path });
}
