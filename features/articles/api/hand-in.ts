import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { notify } from '../../notices/index.ts';
import { checkTimes } from '../article.ts';
import { mediaOf } from '../body.ts';
import { columns, type Level, levelOf } from '../column.ts';
import type { articles } from '../contract.ts';
import { type Compared, classOf, correctionNames, isTold, stepsFor } from '../correction.ts';
import { mayHandIn } from '../policy.ts';
import { askUrgent, type Step, stepsOf } from '../review.ts';
import { checkSubmission } from '../submission.ts';
import { changeArticle, closeArticle, lifeOf, type Opened, openArticle, stateNow } from './open.ts';
import { ownersOf } from './places.ts';
import { presentDesk } from './present-desk.ts';
import { type Article, articleRepository, type Version } from './repository.ts';
import { beginRound, resumeRound, startAnew } from './rounds.ts';

type View = Output<typeof articles.openDesk>;

async function stepsOfColumn(call: Call, article: Article): Promise<readonly Step[]> {
  const owner = (await ownersOf(call.tx, [article.ownerId])).get(article.ownerId);
  const level = owner && levelOf(article.columnId, owner);
  return stepsOf(columns[article.columnId].reviews[level as Level] ?? 3);
}

function compared({ title, summary, text, body }: Version): Compared {
  return {
    title,
    text: `${summary}\n${text}`,
    media: mediaOf(body),
    attachments: [],
    rest: JSON.stringify(body),
  };
}

/** Names on the roster that stand in either text: touching one is never a slip. */
async function namesIn(call: Call, texts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from persons where strpos(${texts.join('\n')}, name) > 0`.execute(call.tx);
  return rows.map(({ name }) => name);
}

/** What a change to a published text is; `publication` for one that was never out. */
async function kindOf(call: Call, article: Article, head: Version): Promise<'publication' | 'typo' | 'fact' | 'revision'> {
  const shown = await articleRepository(call.tx).version(article.id, article.shownId);
  if (!shown) return 'publication';
  const [before, after] = [compared(shown), compared(head)];
  const kind = classOf(before, after, await namesIn(call, [before.text, after.text]));
  return kind === 'none' ? call.refuse('nothing_changed') : kind;
}

/** Tells whose step it is. */
export async function tellReviewers(call: Call, { article, passage }: Opened): Promise<void> {
  if (!passage?.open) return;
  const head = await articleRepository(call.tx).version(article.id, passage.round.versionId);
  await notify(
    call,
    passage.reviewers.people.map(({ personId }) => personId),
    {
      kind: 'reviewWaiting',
      params: { title: head?.title ?? '', step: passage.open, urgent: passage.round.urgentReason !== null, organisation: article.named.name },
      link: `/reviews/${article.id}`,
      desk: `/console/articles/${article.id}`,
      subjectId: article.id,
    },
  );
}

/** Hands a text in: the whole chain for a new one, as many steps as its class asks for a change to what is out. */
export async function handIn(call: Call, input: Input<typeof articles.handIn>): Promise<View> {
  const { article, passage } = await changeArticle(call, input.articleId, mayHandIn);
  call.matchVersion(article);
  if (article.withdrawnAt !== null) call.refuse('already_withdrawn');
  if (passage?.round.state === 'inReview') call.refuse('already_in_review');
  const repository = articleRepository(call.tx);
  const head = (await repository.version(article.id, article.headId)) as Version;
  call.accept(checkSubmission({ ...head, fiveBuildings: article.fiveBuildings }));
  const kind = await kindOf(call, article, head);
  if (kind === 'publication') call.accept(checkTimes(columns[article.columnId].kind, lifeOf(article), call.now.toISOString()));
  else if (isTold(kind) && input.line === '')
    call.refuse('correction_line_missing', { kind: correctionNames[kind][call.language === 'en' ? 'en' : 'zh'] });
  const column = await stepsOfColumn(call, article);
  const steps = kind === 'publication' ? column : stepsFor(kind, column);
  if (input.urgentReason !== null) call.accept(askUrgent(column, input.urgentReason));
  const line = isTold(kind as 'fact') ? input.line : null;
  const returned = passage?.round.state === 'returned' ? passage : null;
  if (returned && returned.round.kind === kind && input.urgentReason === returned.round.urgentReason)
    await resumeRound(call, returned, head.id, line);
  else {
    if (returned) await startAnew(call, returned);
    await beginRound(call, {
      articleId: article.id,
      kind,
      steps,
      urgentReason: kind === 'publication' ? input.urgentReason : null,
      versionId: head.id,
      line,
    });
  }
  await repository.update(article.id, stateNow(article, call.now) === 'draft' ? { state: 'inReview' } : {});
  // Whoever hands in what somebody else wrote (投稿) adopts it, and is an author from then on.
  if (call.actor.personId) await repository.addAuthor(article.id, call.actor.personId, call.now);
  await closeArticle(call, article, 'handIn', { ...(input.urgentReason ? { reason: input.urgentReason } : {}), detail: { title: head.title, kind } });
  const now = (await openArticle(call, article.id)) as Opened;
  await tellReviewers(call, now);
  return presentDesk(call, now);
}

/** Calls a text back from review: the chain starts anew when it is handed in again. */
export async function callBack(call: Call, { articleId }: Input<typeof articles.callBack>): Promise<View> {
  const { article, passage } = await changeArticle(call, articleId, mayHandIn);
  if (!passage || !['inReview', 'returned'].includes(passage.round.state)) return call.refuse('not_in_review');
  await startAnew(call, passage);
  await articleRepository(call.tx).update(article.id, article.state === 'inReview' ? { state: 'draft' } : {});
  await closeArticle(call, article, 'callBack');
  return presentDesk(call, (await openArticle(call, articleId)) as Opened);
}
