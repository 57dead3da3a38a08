import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { publishedAt, withdrawalLine } from '../article.ts';
import { columns } from '../column.ts';
import type { articles } from '../contract.ts';
import { mayOpenDesk, mayPinArticle, mayReadArticle, mayWithdrawArticle } from '../policy.ts';
import { lifeOf, openArticle, stateNow } from './open.ts';
import { presentDesk } from './present-desk.ts';
import { articleRepository } from './repository.ts';

/** An article as its readers see it; for those who work on it, before it is out, as they would. A withdrawn one answers 410 with its public line. */
export async function getArticle(call: Call, { articleId }: Input<typeof articles.getArticle>): Promise<Output<typeof articles.getArticle>> {
  const opened = await openArticle(call, articleId);
  call.permit(mayReadArticle, opened?.subject);
  const { article, passage, subject } = opened as NonNullable<typeof opened>;
  const repository = articleRepository(call.tx);
  const shown = await repository.version(article.id, article.shownId ?? article.headId);
  if (!shown) return call.refuse('not_found');
  if (article.withdrawnAt && article.withdrawnGround) {
    const told = { title: shown.title, by: article.withdrawnName ?? '', at: article.withdrawnAt.toISOString(), ground: article.withdrawnGround };
    call.refuse('withdrawn', { line: withdrawalLine(told, call.language === 'en' ? 'en' : 'zh') });
  }
  const [lines, pins] = await Promise.all([repository.lines(article.id), repository.pins(article.id, call.today)]);
  const out = publishedAt(lifeOf(article));
  return {
    id: article.id,
    column: article.columnId,
    kind: columns[article.columnId].kind,
    owner: article.owner,
    inNameOf: article.named,
    title: shown.title,
    summary: shown.summary,
    publishedAt: shanghaiIso(out === null ? shown.savedAt : new Date(out)),
    lastDay: article.lastDay,
    pinned: pins.find(({ fromOn }) => fromOn <= call.today)?.place ?? null,
    corrected: lines.length > 0,
    visibility: article.visibility,
    state: stateNow(article, call.now),
    body: shown.body as Output<typeof articles.getArticle>['body'],
    reprint: shown.reprint,
    fiveBuildings: article.fiveBuildings as Output<typeof articles.getArticle>['fiveBuildings'],
    moralEducation: article.moralEducation,
    lines: lines.map(({ at, kind, byName, line }) => ({ at: shanghaiIso(at), kind: kind as 'fact' | 'revision', by: byName, line })),
    reviews: (passage?.signatures ?? [])
      .filter(({ endedAt }) => endedAt === null)
      .map(({ step, postName, at }) => ({ step, by: postName, at: shanghaiIso(at) })),
    abilities: {
      openDesk: ability(mayOpenDesk, call.actor, subject),
      withdraw: ability(mayWithdrawArticle, call.actor, subject),
      pin: ability(mayPinArticle, call.actor, subject),
    },
  };
}

/** A text at the desk: words, reviews, remarks, and what its reader may do with it. */
export async function openDesk(call: Call, { articleId }: Input<typeof articles.openDesk>): Promise<Output<typeof articles.openDesk>> {
  const opened = await openArticle(call, articleId);
  call.permit(mayOpenDesk, opened?.subject);
  return presentDesk(call, opened as NonNullable<typeof opened>);
}

export async function listVersions(call: Call, { articleId }: Input<typeof articles.listVersions>): Promise<Output<typeof articles.listVersions>> {
  const opened = await openArticle(call, articleId);
  call.permit(mayOpenDesk, opened?.subject);
  const versions = await articleRepository(call.tx).versions(articleId);
  return {
    items: versions.map(({ id, number, savedByName, savedAt, sha256 }) => ({
      number,
      savedBy: savedByName ?? '',
      savedAt: shanghaiIso(savedAt),
      sha256,
      shown: id === opened?.article.shownId,
    })),
  };
}

export async function getVersion(call: Call, { articleId, number }: Input<typeof articles.getVersion>): Promise<Output<typeof articles.getVersion>> {
  const opened = await openArticle(call, articleId);
  call.permit(mayOpenDesk, opened?.subject);
  const version = await articleRepository(call.tx).numbered(articleId, number);
  if (!version) return call.refuse('not_found');
  const { title, summary, body, reprint, sha256, savedAt, savedByName, id } = version;
  return {
    number,
    savedBy: savedByName ?? '',
    savedAt: shanghaiIso(savedAt),
    sha256,
    shown: id === opened?.article.shownId,
    title,
    summary,
    body: body as Output<typeof articles.getVersion>['body'],
    reprint,
  };
}
