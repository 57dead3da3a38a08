import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Step } from '../review.ts';
import type { Passage, Round } from './reviews.ts';

/** Begins a passage through the reviews; the version handed in never changes again. */
export async function beginRound(
  call: Call,
  round: Pick<Round, 'articleId' | 'kind' | 'steps' | 'urgentReason' | 'versionId'> & { readonly line: string | null },
): Promise<void> {
  await sql`
    insert into article_rounds (id, article_id, number, kind, steps, urgent_reason, version_id, line, state, submitted_by, submitted_at, waiting_since)
    select ${newId()}, ${round.articleId}, coalesce(max(number), 0) + 1, ${round.kind}, ${sql.val([...round.steps])}::text[], ${round.urgentReason}, ${round.versionId}, ${round.line},
           'inReview', ${call.actor.personId}, ${call.now}, ${call.now}
      from article_rounds where article_id = ${round.articleId}`.execute(call.tx);
}

/** Sent again, a text goes to the step that returned it: earlier signatures stand. */
export async function resumeRound(call: Call, { round }: Passage, versionId: string, line: string | null): Promise<void> {
  await call.tx
    .updateTable('articleRounds')
    .set({ state: 'inReview', returnedStep: null, versionId, line, waitingSince: call.now })
    .where('id', '=', round.id)
    .execute();
}

/** Sent back by a step, to be mended. */
export async function reopenRound(call: Call, { round }: Passage, step: Step): Promise<void> {
  await call.tx
    .updateTable('articleRounds')
    .set({ state: 'returned', returnedStep: step, endedAt: null, waitingSince: call.now })
    .where('id', '=', round.id)
    .execute();
}

/** Its author called it back, or it is another decision now: the next passage begins with no signature. */
export async function startAnew(call: Call, { round }: Passage): Promise<void> {
  await call.tx.updateTable('articleRounds').set({ state: 'recalled', returnedStep: null, endedAt: call.now }).where('id', '=', round.id).execute();
}

/** One step is done, the next one waits from now on. */
export async function moveOn(call: Call, { round }: Passage): Promise<void> {
  await call.tx.updateTable('articleRounds').set({ waitingSince: call.now }).where('id', '=', round.id).execute();
}

export async function passRound(call: Call, { round }: Passage): Promise<void> {
  await call.tx
    .updateTable('articleRounds')
    .set({ state: 'approved', endedAt: call.now, waitingSince: call.now })
    .where('id', '=', round.id)
    .execute();
}

/** Every review of an urgent text that had been left out is made up for. */
export async function makeUp(call: Call, { round }: Passage): Promise<void> {
  await call.tx.updateTable('articleRounds').set({ madeUpAt: call.now }).where('id', '=', round.id).execute();
}

/** A signature taken back, or fallen since the text was edited. It stays in the record. */
export async function endSignature(call: Call, { round }: Passage, step: Step): Promise<void> {
  await call.tx
    .updateTable('articleSignatures')
    .set({ endedAt: call.now })
    .where('roundId', '=', round.id)
    .where('step', '=', step)
    .where('endedAt', 'is', null)
    .execute();
}
