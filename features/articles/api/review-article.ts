import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import { postNames } from '../../organisations/post.ts';
import { checkTimes } from '../article.ts';
import { columns } from '../column.ts';
import type { articles } from '../contract.ts';
import { mayOpenDesk, mayReadProof, mayReviewArticle } from '../policy.ts';
import { isApproved, sendBack as maySendBack, takeBack as mayTakeBack, openStep, type Step, sign, standing } from '../review.ts';
import { tellReviewers } from './hand-in.ts';
import { changeArticle, closeArticle, lifeOf, type Opened, openArticle, stateNow } from './open.ts';
import { presentDesk } from './present-desk.ts';
import { type Article, articleRepository, type Version } from './repository.ts';
import type { Passage } from './reviews.ts';
import { endSignature, makeUp, moveOn, passRound, reopenRound } from './rounds.ts';

type View = Output<typeof articles.openDesk>;

/** The passage under way: in review, or an urgent one that is out and still to be made up for. */
function underWay(call: Call, passage: Passage | null): Passage {
  return passage?.open ? passage : call.refuse('not_in_review');
}

/** The text as the act has left it; `tell` those whose step is now in hand. */
async function again(call: Call, articleId: string, tell = false): Promise<View> {
  const now = (await openArticle(call, articleId)) as Opened;
  if (tell) await tellReviewers(call, now);
  return presentDesk(call, now);
}

/** As whom a step is signed: the post in which one acts, or the first that one holds. */
function postNameOf(call: Call): string {
  const post = call.actor.post ?? call.actor.posts[0];
  return post ? `${post.organisationName}${postNames[post.kind as keyof typeof postNames]?.zh ?? ''}` : (call.actor.branch?.name ?? '');
}

async function tellAuthors(call: Call, article: Article, kind: string, title: string, more: Record<string, string> = {}): Promise<void> {
  await notify(
    call,
    article.authors.map(({ id }) => id),
    { kind, params: { title, ...more }, link: `/articles/${article.id}`, desk: `/console/articles/${article.id}`, subjectId: article.id },
  );
}

/** What a passed chain does: a new text is approved, a change is shown from now on and its line stands below it. */
async function approve(call: Call, article: Article, passage: Passage, version: Version): Promise<void> {
  const repository = articleRepository(call.tx);
  const { round } = passage;
  if (round.kind === 'publication') {
    call.accept(checkTimes(columns[article.columnId].kind, lifeOf(article), call.now.toISOString()));
    await repository.update(article.id, { state: 'approved', approvedAt: call.now, shownId: round.versionId });
  } else {
    await repository.update(article.id, { shownId: round.versionId });
    if (round.line !== null && round.kind !== 'typo')
      await call.tx
        .insertInto('articleLines')
        .values({
          id: newId(),
          articleId: article.id,
          roundId: round.id,
          kind: round.kind,
          byName: article.named.name,
          line: round.line,
          at: call.now,
        })
        .execute();
  }
  await passRound(call, passage);
  await call.announce({ topic: 'articles', id: article.id, path: article.owner.path });
  await tellAuthors(call, article, 'articleApproved', version.title);
}

/** Passes the step in hand, on the version that was read, with its proof. The last signature publishes. */
export async function signStep(call: Call, input: Input<typeof articles.signStep>): Promise<View> {
  const { article, passage: found } = await changeArticle(call, input.articleId, mayReviewArticle);
  const passage = underWay(call, found);
  const version = (await articleRepository(call.tx).version(article.id, passage.round.versionId)) as Version;
  const personId = call.actor.personId ?? '';
  const reviewer = passage.reviewers.people.find((one) => one.personId === personId);
  const proofBy = input.proofRead ? personId : passage.proof?.readAt ? passage.proof.personId : null;
  call.accept(sign(passage.chain, { step: input.step, personId, mayReview: reviewer !== undefined, proofBy, sha256: input.sha256 }, version));
  const signature = {
    id: newId(),
    roundId: passage.round.id,
    step: input.step,
    versionId: version.id,
    sha256: version.sha256,
    personId,
    personName: call.actor.name,
    postName: postNameOf(call),
    forPersonId: reviewer?.forPersonId ?? null,
    fromAbove: passage.reviewers.above,
    proofBy: proofBy as string,
    at: call.now,
    endedAt: null,
  };
  await call.tx.insertInto('articleSignatures').values(signature).execute();
  const chain = { ...passage.chain, signatures: [...passage.chain.signatures, { ...signature, at: call.now.toISOString() }] };
  if (passage.round.state === 'inReview' && isApproved(chain)) await approve(call, article, passage, version);
  else await moveOn(call, passage);
  if (chain.urgent && openStep(chain) === null) await makeUp(call, passage);
  await closeArticle(call, article, 'sign', { detail: { step: input.step, version: version.number, sha256: version.sha256 } });
  return again(call, article.id, true);
}

/** Asks somebody else to read the proof of the step in hand. */
export async function nameProofReader(call: Call, input: Input<typeof articles.nameProofReader>): Promise<View> {
  const { article, passage: found } = await changeArticle(call, input.articleId, mayReviewArticle);
  const passage = underWay(call, found);
  if (passage.open !== input.step) call.refuse('step_not_open');
  if (!passage.reviewers.people.some(({ personId }) => personId === call.actor.personId)) call.refuse('not_your_step');
  if (passage.chain.authors.includes(input.personId)) call.refuse('proof_by_author');
  if (standing(passage.chain).some(({ proofBy }) => proofBy === input.personId)) call.refuse('proof_read_before');
  const person = await call.tx.selectFrom('persons').select('id').where('id', '=', input.personId).executeTakeFirst();
  if (!person) call.refuse('not_found');
  // Named again, nobody is told twice.
  if (passage.proof?.personId !== input.personId) {
    await sql`
      insert into article_proofs (round_id, step, version_id, person_id, named_by, named_at)
      values (${passage.round.id}, ${input.step}, ${passage.round.versionId}, ${input.personId}, ${call.actor.personId}, ${call.now})
      on conflict (round_id, step, version_id) do update set person_id = excluded.person_id, named_by = excluded.named_by, named_at = excluded.named_at, read_at = null`.execute(
      call.tx,
    );
    const version = await articleRepository(call.tx).version(article.id, passage.round.versionId);
    await notify(call, [input.personId], {
      kind: 'proofWaiting',
      params: { title: version?.title ?? '', organisation: article.named.name },
      link: `/reviews/${article.id}`,
      desk: `/console/articles/${article.id}`,
      subjectId: article.id,
    });
  }
  await closeArticle(call, article, 'nameProofReader', { detail: { step: input.step } });
  return again(call, article.id);
}

/** The proof of a step was read, on the version that stands. */
export async function readProof(call: Call, input: Input<typeof articles.readProof>): Promise<View> {
  const { article, passage: found } = await changeArticle(call, input.articleId, mayReadProof);
  const passage = underWay(call, found);
  const version = (await articleRepository(call.tx).version(article.id, passage.round.versionId)) as Version;
  if (passage.open !== input.step || version.sha256 !== input.sha256) call.refuse('version_changed');
  await call.tx
    .updateTable('articleProofs')
    .set({ readAt: call.now })
    .where('roundId', '=', passage.round.id)
    .where('step', '=', input.step)
    .where('versionId', '=', version.id)
    .execute();
  await closeArticle(call, article, 'readProof', { detail: { step: input.step, version: version.number } });
  return again(call, article.id);
}

/** Sends a text back to be mended, with remarks. One that is out already (急) stays up: it is withdrawn or corrected. */
export async function sendBack(call: Call, input: Input<typeof articles.sendBack>): Promise<View> {
  const { article, passage: found } = await changeArticle(call, input.articleId, mayReviewArticle);
  const passage = underWay(call, found);
  const mine = passage.reviewers.people.some(({ personId }) => personId === call.actor.personId);
  call.accept(maySendBack(passage.chain, { step: input.step, mayReview: mine, remarks: input.remarks }));
  await call.tx
    .insertInto('articleRemarks')
    .values(
      input.remarks.map(({ quote, text }) => ({
        id: newId(),
        roundId: passage.round.id,
        versionId: passage.round.versionId,
        step: input.step,
        personId: call.actor.personId ?? '',
        quote,
        text,
        at: call.now,
      })),
    )
    .execute();
  const repository = articleRepository(call.tx);
  if (passage.round.state === 'inReview') {
    await reopenRound(call, passage, input.step);
    await repository.update(article.id, article.state === 'inReview' ? { state: 'draft' } : {});
  }
  const version = await repository.version(article.id, passage.round.versionId);
  await tellAuthors(call, article, 'articleReturned', version?.title ?? '', { step: input.step });
  await closeArticle(call, article, 'sendBack', { detail: { step: input.step, remarks: input.remarks.length } });
  return again(call, article.id);
}

/** A signer who has seen what changed takes the signature back, as long as the text is not out; that step is open again. */
export async function takeBack(call: Call, { articleId }: Input<typeof articles.takeBack>): Promise<View> {
  const { article, passage } = await changeArticle(call, articleId, mayOpenDesk);
  if (!passage || passage.round.state === 'recalled') return call.refuse('not_in_review');
  const out = stateNow(article, call.now) !== 'scheduled' && passage.round.state === 'approved';
  const step: Step = call.accept(mayTakeBack(passage.chain, { personId: call.actor.personId ?? '' }, out));
  await endSignature(call, passage, step);
  if (passage.round.state === 'approved') {
    // Approved for a later instant: the step is in review again, and the text with it.
    await call.tx
      .updateTable('articleRounds')
      .set({ state: 'inReview', endedAt: null, waitingSince: call.now })
      .where('id', '=', passage.round.id)
      .execute();
    await articleRepository(call.tx).update(article.id, { state: 'inReview', approvedAt: null, shownId: null });
  } else await moveOn(call, passage);
  await closeArticle(call, article, 'takeBack', { detail: { step } });
  return again(call, article.id, passage.round.state !== 'returned');
}
