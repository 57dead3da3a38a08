import { createHash } from 'node:crypto';
import type { Call } from '#platform/server/call/call.ts';
import { canonicalText } from '#platform/shared/canonical/canonical.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { textOf } from '../body.ts';
import { columns, levelOf, mayStandFor } from '../column.ts';
import type { articles } from '../contract.ts';
import { mayBeginArticle, mayWriteArticle } from '../policy.ts';
import { visibilityNames, wider } from '../visibility.ts';
import { changeArticle, closeArticle, type Opened, openArticle, stateNow } from './open.ts';
import { ownersOf } from './places.ts';
import { presentDesk } from './present-desk.ts';
import { type Article, articleRepository, type Version } from './repository.ts';
import { endSignature, reopenRound, startAnew } from './rounds.ts';

type View = Output<typeof articles.openDesk>;
type Words = Pick<Input<typeof articles.saveArticle>, 'title' | 'summary' | 'body' | 'reprint'>;
type Placing = Pick<Input<typeof articles.saveArticle>, 'visibility' | 'posts' | 'fiveBuildings' | 'moralEducation' | 'publishAt' | 'lastDay'>;

/** A writer who goes on within this time goes on with the same version; later, or somebody else, begins the next one. */
const SAME_SITTING_MS = 10 * 60_000;

/** The fingerprint that signatures are under: of everything that readers are given to read. */
export function fingerprintOf({ title, summary, body, reprint }: Words): string {
  return createHash('sha256').update(canonicalText({ title, summary, body, reprint })).digest('hex');
}

/** The circle asked for, no wider than the column’s widest. */
function circleOf(call: Call, columnId: Article['columnId'], { visibility, posts }: Placing): Article['visibility'] {
  const { usual, widest } = columns[columnId].visibility;
  const asked = visibility ?? usual;
  if (wider(asked, widest)) call.refuse('visibility_too_wide', { widest: visibilityNames[widest][call.language === 'en' ? 'en' : 'zh'] });
  if (asked === 'posts' && posts.length === 0) call.refuse('posts_missing');
  return asked;
}

function rowOf(call: Call, columnId: Article['columnId'], placing: Placing) {
  const { kind } = columns[columnId];
  if (placing.lastDay !== null && !['notice', 'directive', 'call'].includes(kind)) call.refuse('last_day_not_here');
  return {
    visibility: circleOf(call, columnId, placing),
    posts: JSON.stringify(placing.posts),
    fiveBuildings: placing.fiveBuildings,
    moralEducation: placing.moralEducation,
    publishAt: placing.publishAt === null ? null : new Date(placing.publishAt),
    lastDay: placing.lastDay,
  };
}

async function keepWords(call: Call, articleId: string, head: Version | undefined, { title, summary, body, reprint }: Words): Promise<string> {
  const repository = articleRepository(call.tx);
  const words = { title, summary, body, reprint };
  const kept = { ...words, text: textOf(body), sha256: fingerprintOf(words), savedAt: call.now };
  if (head && head.sha256 === kept.sha256) return head.id;
  const sitting = head && head.savedBy === call.actor.personId && call.now.getTime() - head.savedAt.getTime() < SAME_SITTING_MS;
  if (head && sitting && !(await repository.isReviewed(articleId, head.id))) {
    await repository.changeVersion(head.id, kept);
    return head.id;
  }
  return repository.addVersion({ ...kept, articleId, savedBy: call.actor.personId });
}

/** Begins a draft in a column, in an organisation’s name. Sent again with its own id it is answered as it stands. */
export async function beginArticle(call: Call, input: Input<typeof articles.beginArticle>): Promise<View> {
  const owners = await ownersOf(call.tx, [input.ownerId, input.inNameOf]);
  const [owner, named] = [owners.get(input.ownerId), owners.get(input.inNameOf)];
  call.permit(mayBeginArticle, named && { inNameOf: named });
  if (!owner || owner.dissolved || levelOf(input.columnId, owner) === null) return call.refuse('column_not_here');
  if (!named || named.dissolved || !mayStandFor(input.columnId, owner, named)) return call.refuse('name_not_here');
  const repository = articleRepository(call.tx);
  const id = input.id ?? newId();
  const made = await repository.insert({
    id,
    columnId: input.columnId,
    ownerId: owner.id,
    inNameOf: named.id,
    ...rowOf(call, input.columnId, input),
    createdBy: call.actor.personId,
    createdAt: call.now,
  });
  if (!made) return presentDesk(call, await known(call, id));
  const headId = await keepWords(call, id, undefined, input);
  await repository.update(id, { headId });
  if (call.actor.personId) await repository.addAuthor(id, call.actor.personId, call.now);
  await closeArticle(call, { id, columnId: input.columnId, named }, 'begin', { detail: { title: input.title } });
  return presentDesk(call, await known(call, id));
}

/** What was begun with this id before: the same writer’s own, or it does not exist for them. */
async function known(call: Call, id: string): Promise<Opened> {
  const opened = await openArticle(call, id);
  call.permit(mayWriteArticle, opened?.subject);
  return opened as Opened;
}

/**
 * Saves words and place. A text in review is locked. An edit of one that is approved and not out yet counts as sent back by the final
 * review; of one that is out it begins a correction, while readers go on seeing what was approved.
 */
export async function saveArticle(call: Call, input: Input<typeof articles.saveArticle>): Promise<View> {
  const opened = await changeArticle(call, input.articleId, mayWriteArticle);
  const { article, passage } = opened;
  call.matchVersion(article);
  if (article.withdrawnAt !== null) call.refuse('already_withdrawn');
  if (passage?.round.state === 'inReview') call.refuse('already_in_review');
  const repository = articleRepository(call.tx);
  const head = await repository.version(article.id, article.headId);
  const headId = await keepWords(call, article.id, head, input);
  const written = head?.sha256 !== fingerprintOf(input);
  const state = stateNow(article, call.now);
  const placing = rowOf(call, article.columnId, input);
  // A wider circle is another decision: whatever was signed, the reviews begin anew.
  const widened =
    wider(placing.visibility, article.visibility) || (placing.visibility === 'posts' && JSON.stringify(article.posts) !== placing.posts);
  const undone = state === 'scheduled' && (written || widened);
  if (passage && widened && (state === 'scheduled' || passage.round.state === 'returned')) await startAnew(call, passage);
  else if (passage && undone) {
    await endSignature(call, passage, 'final');
    await reopenRound(call, passage, 'final');
  }
  const outside = state === 'published' || state === 'expired';
  await repository.update(article.id, {
    headId,
    // What is out stands where it stands until a correction passes; its words alone are worked on.
    ...(outside ? {} : placing),
    ...(undone ? { state: 'draft', approvedAt: null, shownId: null } : {}),
  });
  if (written && call.actor.personId) await repository.addAuthor(article.id, call.actor.personId, call.now);
  await closeArticle(call, article, 'save', { detail: { title: input.title } });
  return presentDesk(call, (await openArticle(call, article.id)) as Opened);
}
