import type { Call } from '#platform/server/call/call.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { addDays, dayOf, shanghaiIso } from '#platform/shared/day/day.ts';
import { addWorkingDays } from '../../calendar/calendar.ts';
import { calendarDays } from '../../calendar/index.ts';
import { publishedAt, withdrawalLine } from '../article.ts';
import { columns } from '../column.ts';
import type { articles } from '../contract.ts';
import { fixedExpressions } from '../expressions.ts';
import { mayHandIn, mayPinArticle, mayReadProof, mayReviewArticle, mayWithdrawArticle, mayWriteArticle } from '../policy.ts';
import { hintsIn } from '../proof.ts';
import { lateSteps, type Step } from '../review.ts';
import { lifeOf, type Opened, stateNow } from './open.ts';
import { articleRepository, type Version } from './repository.ts';
import type { Passage } from './reviews.ts';

type View = Output<typeof articles.openDesk>;

/** Whether the step in hand waits for more than a working day, the day on which it came not counted. */
async function waitsLong(call: Call, since: Date): Promise<boolean> {
  const from = dayOf(since);
  if (addDays(from, 1) >= call.today) return false;
  return addWorkingDays(from, 1, await calendarDays(call.tx, from, call.today)) < call.today;
}

async function presentRound(call: Call, passage: Passage, published: string | null): Promise<View['round']> {
  const { round, chain } = passage;
  const ids = [
    ...passage.reviewers.people.flatMap(({ personId, forPersonId }) => [personId, forPersonId]),
    ...passage.signatures.flatMap(({ forPersonId, proofBy }) => [forPersonId, proofBy]),
  ].filter((id) => id !== null);
  const remarks = await call.tx
    .selectFrom('articleRemarks as r')
    .innerJoin('persons as p', 'p.id', 'r.personId')
    .innerJoin('articleVersions as v', 'v.id', 'r.versionId')
    .select(['r.id', 'r.step', 'r.personId', 'p.name', 'r.quote', 'r.text', 'r.at', 'v.number'])
    .where('r.roundId', '=', round.id)
    .orderBy('r.at', 'desc')
    .limit(200)
    .execute();
  const people = ids.length === 0 ? [] : await call.tx.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    kind: round.kind,
    state: round.state,
    steps: [...round.steps],
    open: passage.open,
    reviewers: passage.reviewers.people.map(({ personId, forPersonId }) => ({
      ...person(personId),
      for: forPersonId === null ? null : (names.get(forPersonId) ?? ''),
    })),
    fromAbove: passage.reviewers.above,
    waitingSince: shanghaiIso(round.waitingSince),
    waitsLong: passage.open !== null && (await waitsLong(call, round.waitingSince)),
    urgentReason: round.urgentReason,
    lateSteps: lateSteps(chain, published, call.now.toISOString()),
    returnedStep: round.returnedStep,
    submittedAt: shanghaiIso(round.submittedAt),
    signatures: passage.signatures
      .filter(({ endedAt }) => endedAt === null)
      .map((one) => ({
        step: one.step,
        person: { id: one.personId, name: one.personName },
        post: one.postName,
        for: one.forPersonId === null ? null : person(one.forPersonId),
        fromAbove: one.fromAbove,
        proofBy: person(one.proofBy),
        versionNumber: one.versionNumber,
        at: shanghaiIso(one.at),
      })),
    remarks: remarks.map(({ id, step, personId, name, quote, text, at, number }) => ({
      id,
      step: step as Step,
      person: { id: personId, name },
      quote,
      text,
      versionNumber: number,
      at: shanghaiIso(at),
    })),
    proof: passage.proof && {
      person: { id: passage.proof.personId, name: passage.proof.name },
      readAt: passage.proof.readAt && shanghaiIso(passage.proof.readAt),
    },
  };
}

/** A text with everything that those who write and review it work with. */
export async function presentDesk(call: Call, { article, passage, subject }: Opened): Promise<View> {
  const repository = articleRepository(call.tx);
  const [head, shown, pins] = await Promise.all([
    repository.version(article.id, article.headId) as Promise<Version>,
    article.shownId === article.headId ? undefined : repository.version(article.id, article.shownId),
    repository.pins(article.id, call.today),
  ]);
  const life = lifeOf(article);
  const published = publishedAt(life);
  const may = <P extends typeof mayWriteArticle | typeof mayHandIn>(policy: P) => ability(policy, call.actor, subject);
  return {
    id: article.id,
    version: article.version,
    column: article.columnId,
    kind: columns[article.columnId].kind,
    owner: article.owner,
    inNameOf: article.named,
    state: stateNow(article, call.now),
    visibility: article.visibility,
    posts: article.postPlaces.map(({ organisationId, organisation, post }) => ({ organisationId, organisation, post })),
    fiveBuildings: article.fiveBuildings as View['fiveBuildings'],
    moralEducation: article.moralEducation,
    publishAt: article.publishAt && shanghaiIso(article.publishAt),
    publishedAt: published && shanghaiIso(new Date(published)),
    lastDay: article.lastDay,
    number: head.number,
    sha256: head.sha256,
    title: head.title,
    summary: head.summary,
    body: head.body as View['body'],
    reprint: head.reprint,
    authors: [...article.authors],
    shown: shown ? { number: shown.number, title: shown.title, summary: shown.summary, body: shown.body as View['body'] } : null,
    round: passage && (await presentRound(call, passage, published)),
    hints: hintsIn(`${head.title}\n${head.text}`, fixedExpressions),
    withdrawn:
      article.withdrawnAt && article.withdrawnGround && article.withdrawnName
        ? {
            at: shanghaiIso(article.withdrawnAt),
            by: article.withdrawnName,
            ground: article.withdrawnGround,
            line: withdrawalLine({
              title: head.title,
              by: article.withdrawnName,
              at: article.withdrawnAt.toISOString(),
              ground: article.withdrawnGround,
            }),
          }
        : null,
    pins: pins.map(({ id, place, fromOn, toOn }) => ({ id, place, from: fromOn, to: toOn })),
    abilities: {
      write: may(mayWriteArticle),
      handIn: may(mayHandIn),
      review: ability(mayReviewArticle, call.actor, subject),
      readProof: ability(mayReadProof, call.actor, subject),
      withdraw: ability(mayWithdrawArticle, call.actor, subject),
      pin: ability(mayPinArticle, call.actor, subject),
    },
  };
}
