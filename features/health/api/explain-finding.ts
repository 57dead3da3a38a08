import { notify } from '#features/notices/index.ts';
import { holdersOf, levelAboveOf } from '#features/organisations/index.ts';
import type { Post } from '#features/organisations/post.ts';
import { leadingPosts } from '#features/organisations/scope.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import type { health } from '../contract.ts';
import { answer, closes, explain, withdraw } from '../finding.ts';
import { mayAnswerFinding, mayMendFinding } from '../policy.ts';
import { branchReader } from './branches.ts';
import { type FindingRow, findingRepository } from './findings.ts';
import { daysBeforeAbove, subjectOf } from './list-findings.ts';
import { presentFinding } from './present.ts';

async function present(call: Call, row: FindingRow, days: number) {
  const now = (await findingRepository(call.tx).byId(row.id)) as FindingRow;
  await call.announce({ topic: 'findings', id: row.id, path: row.branchPath });
  return presentFinding(call.actor, now, call.today, days);
}

function entry(action: string, row: FindingRow) {
  return {
    action,
    subjectKind: 'finding',
    subjectId: row.id,
    organisationPath: row.branchPath,
    detail: { indicator: row.indicator, window: row.timeWindow },
  };
}

const named = (row: FindingRow) => ({ branch: row.branchName, indicator: row.indicator, window: row.timeWindow });

/** Who mends it: those who lead the branch, and who gave the reason as long as they belong to it. */
async function inTheBranch(call: Call, row: FindingRow): Promise<readonly string[]> {
  const leaders = await holdersOf(call.tx, row.branchId, leadingPosts as readonly Post[], call.today);
  return row.reasonBy !== null && (await branchReader(call.tx).isMember(row.branchId, row.reasonBy, call.today))
    ? [...leaders, row.reasonBy]
    : leaders;
}

/** The branch says why it was not held. The reason goes to the level above at once, with its finding. */
export async function explainFinding(call: Call, input: Input<typeof health.explainFinding>) {
  const repository = findingRepository(call.tx);
  const found = await repository.byId(input.findingId, true);
  const days = await daysBeforeAbove(call);
  call.permit(mayMendFinding, found && subjectOf(found, call, days));
  const row = found as FindingRow;
  const { reason } = call.accept(explain(row, input.reason));
  await repository.update(row.id, {
    reason,
    reasonAt: call.now,
    reasonBy: call.actor.personId,
    answer: null,
    answerAt: null,
    answerBy: null,
    remark: null,
  });
  await call.audit(entry('finding.explain', row));
  await notify(
    call,
    (await levelAboveOf(call.tx, row.branchId, call.today)).filter((id) => id !== call.actor.personId),
    { kind: 'reasonSent', params: { ...named(row), reason }, link: `/findings/${row.id}`, desk: '/follow-up', subjectId: row.id },
  );
  return present(call, row, days);
}

export async function withdrawReason(call: Call, input: Input<typeof health.withdrawReason>) {
  const repository = findingRepository(call.tx);
  const found = await repository.byId(input.findingId, true);
  const days = await daysBeforeAbove(call);
  call.permit(mayMendFinding, found && subjectOf(found, call, days));
  const row = found as FindingRow;
  call.accept(withdraw(row));
  await repository.update(row.id, { reason: null, reasonAt: null, reasonBy: null });
  await call.audit(entry('finding.withdraw', row));
  return present(call, row, days);
}

/** The level above accepts the reason, which answers the window and closes the finding, or returns it and says why. */
export async function answerFinding(call: Call, input: Input<typeof health.answerFinding>) {
  const repository = findingRepository(call.tx);
  const found = await repository.byId(input.findingId, true);
  const days = await daysBeforeAbove(call);
  call.permit(mayAnswerFinding, found && subjectOf(found, call, days));
  const row = found as FindingRow;
  call.accept(answer(row, input.answer, input.remark));
  await repository.update(row.id, {
    answer: input.answer,
    answerAt: call.now,
    answerBy: call.actor.personId,
    remark: input.remark === '' ? null : input.remark,
    ...(closes(input.answer, row.timeWindow) ? { state: 'closed', closedOn: call.today, closedBy: 'reason' as const } : {}),
  });
  await call.audit(entry(input.answer === 'accepted' ? 'finding.accept' : 'finding.return', row));
  await notify(
    call,
    (await inTheBranch(call, row)).filter((id) => id !== call.actor.personId),
    {
      kind: input.answer === 'accepted' ? 'reasonAccepted' : 'reasonReturned',
      params: { ...named(row), ...(input.remark === '' ? {} : { reason: input.remark }) },
      link: `/findings/${row.id}`,
      desk: `/branches/${row.branchId}`,
      subjectId: row.id,
    },
  );
  return present(call, row, days);
}
