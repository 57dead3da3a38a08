import type { Call } from '#platform/server/call/call.ts';
import type { VoteKind } from '../kind.ts';
import { decide, quorumOf, type Tally } from '../vote.ts';
import { type Decision, type Meeting, meetingRepository } from './repository.ts';
import { rollRepository, votingRoll } from './roll.ts';

/** How the written votes were cast; null where that was not kept. */
export function writtenTallyOf({ written, writtenYes, writtenNo }: Decision): Tally | null {
  return writtenYes === null || writtenNo === null ? null : { yes: writtenYes, no: writtenNo, abstain: written - writtenYes - writtenNo };
}

/** Of the votes, those in writing; where they were not kept apart, as they can have been. */
function writtenOf(decision: Decision): Tally {
  const { written, yes, no } = decision;
  const forIt = Math.min(written, yes);
  const against = Math.min(written - forIt, no);
  return writtenTallyOf(decision) ?? { yes: forIt, no: against, abstain: written - forIt - against };
}

/**
 * What the votes come to with the roll as it is now: base, presence and result follow a roll that was put right, so that nothing stands as
 * adopted without its quorum (支部工作条例 art. 11; 发展党员细则 art. 20). `open`: minutes are being written, and what no longer stands waits
 * to be put right; `submit`: it is refused; `amend`: a roll put right may show that there was no quorum, and may not contradict the votes,
 * which may be put right with it (`corrected`).
 */
export async function redecide(
  call: Call,
  meeting: Meeting,
  at: 'open' | 'submit' | 'amend',
  corrected: ReadonlyMap<string, Tally> = new Map(),
): Promise<void> {
  const repository = meetingRepository(call.tx);
  const decisions = await repository.decisions(meeting.id);
  if (decisions.length === 0) return;
  const [rows, opinions] = await Promise.all([rollRepository(call.tx).all(meeting.id), repository.opinions(meeting.id)]);
  const roll = votingRoll(rows, meeting.kind);
  for (const [i, d] of decisions.entries()) {
    const vote = d.vote as VoteKind;
    const tally = corrected.get(d.id) ?? { yes: d.yes, no: d.no, abstain: d.abstain };
    const written = writtenOf(d);
    const no = (code: string, params: Record<string, string | number> = {}) =>
      call.refuse(code, params, [{ path: `decisions.${i}`, code, message: d.matter }]);
    const outcome = decide(
      {
        kind: meeting.kind,
        state: 'held',
        startsAt: meeting.startsAt.toISOString(),
        roll,
        opinions: opinions
          .filter((one) => one.decisionId === d.id)
          .map(({ personId, receivedAt }) => ({ personId, receivedAt: receivedAt.toISOString() })),
      },
      {
        vote,
        matter: d.matter,
        tally,
        written,
        // How it was taken was asked when it was entered.
        secret: true,
        candidateIds: d.subjectId ? [d.subjectId] : [],
      },
    );
    if (!outcome.ok && (at === 'submit' || (at === 'amend' && outcome.code !== 'no_quorum'))) return no(outcome.code, outcome.params);
    const { base, present } = quorumOf(roll, vote);
    const most = present + d.written;
    const fits = tally.yes + tally.no + tally.abstain <= most && written.yes <= tally.yes && written.no <= tally.no;
    if (!fits && at === 'amend') return no('too_many_votes', { most });
    // Votes that outnumber the room stay as they were entered until they are put right: no record is submitted with them.
    if (!fits || (!outcome.ok && outcome.code !== 'no_quorum')) continue;
    const adopted = outcome.ok && outcome.value.adopted;
    if (corrected.has(d.id) || base !== d.base || present !== d.present || adopted !== d.adopted)
      await repository.setDecision(d.id, { ...tally, base, present, adopted });
  }
}
