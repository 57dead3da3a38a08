import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { organisations } from '../contract.ts';
import { isBranch, type OrganisationKind } from '../organisation.ts';
import { keepStanding } from '../policy.ts';
import { type OrganisationRecord, organisationRepository } from './repository.ts';
import { standingRepository } from './standing-repository.ts';

type Standing = Output<typeof organisations.standing>;

async function presentStanding(call: Call, branchId: string): Promise<Standing> {
  const { exceptions, suspensions } = await standingRepository(call.tx).of(branchId);
  const view = <G extends string>(row: { id: string; personId: string; name: string; ground: string; fromOn: string; toOn: string | null }) => ({
    id: row.id,
    personId: row.personId,
    name: row.name,
    ground: row.ground as G,
    from: row.fromOn,
    to: row.toOn,
  });
  return {
    exceptions: exceptions.map((row) => ({ ...view<Standing['exceptions'][number]['ground']>(row), reason: row.reason })),
    suspensions: suspensions.map((row) => view<Standing['suspensions'][number]['ground']>(row)),
  };
}

/** Members of a branch who need not attend, and whose vote rests. */
export async function standing(call: Call, input: Input<typeof organisations.standing>) {
  const row = await organisationRepository(call.tx).byId(input.organisationId);
  call.permit(keepStanding, row);
  return presentStanding(call, input.organisationId);
}

async function branchWith(call: Call, organisationId: string, personId: string, span: { from: Day; to: Day | null }): Promise<OrganisationRecord> {
  const repository = organisationRepository(call.tx);
  const row = await repository.byId(organisationId);
  call.permit(keepStanding, row);
  if (!row) return call.refuse('not_found');
  if (!isBranch(row.kind as OrganisationKind)) call.refuse('not_a_branch');
  if ((await repository.person(personId, call.today))?.organisationId !== row.id) call.refuse('person_not_here');
  if (span.to !== null && span.to < span.from) call.refuse('span_reversed', { from: span.from, to: span.to });
  return row;
}

async function trace(
  call: Call,
  action: string,
  row: { id: string; path: string },
  personId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await call.audit({ action, subjectKind: 'organisation', subjectId: row.id, organisationPath: row.path, aboutPersonId: personId, detail });
  await call.announce({ topic: 'standing', id: row.id, path: row.path });
}

function overlapping(call: Call, error: unknown): never {
  if (brokeConstraint(error, 'one_exception_at_a_time') || brokeConstraint(error, 'one_suspension_at_a_time')) call.refuse('exception_overlaps');
  throw error;
}

/** 应到不含: abroad, long leave, age or illness, with the reason that the branch gives. */
export async function recordException(call: Call, input: Input<typeof organisations.recordException>) {
  const row = await branchWith(call, input.organisationId, input.personId, input);
  await standingRepository(call.tx)
    .addException({
      id: newId(),
      personId: input.personId,
      branchId: row.id,
      ground: input.ground,
      reason: input.reason,
      fromOn: input.from,
      toOn: input.to,
    })
    .catch((error: unknown) => overlapping(call, error));
  await trace(call, 'attendance.except', row, input.personId, { ground: input.ground, from: input.from, to: input.to });
  return presentStanding(call, row.id);
}

/** 留党察看、留置、权利中止: the vote rests for that time. */
export async function recordSuspension(call: Call, input: Input<typeof organisations.recordSuspension>) {
  const row = await branchWith(call, input.organisationId, input.personId, input);
  await standingRepository(call.tx)
    .addSuspension({ id: newId(), personId: input.personId, ground: input.ground, fromOn: input.from, toOn: input.to })
    .catch((error: unknown) => overlapping(call, error));
  await trace(call, 'vote.suspend', row, input.personId, { ground: input.ground, from: input.from, to: input.to });
  return presentStanding(call, row.id);
}

/** A record without an end, or with one to come, may be ended on a day. */
function mayEnd(call: Call, record: { fromOn: Day; toOn: Day | null }, on: Day): void {
  if (record.toOn !== null && record.toOn < call.today) call.refuse('record_ended', { on: record.toOn });
  if (on < record.fromOn) call.refuse('span_reversed', { from: record.fromOn, to: on });
}

export async function endException(call: Call, input: Input<typeof organisations.endException>) {
  const repository = standingRepository(call.tx);
  const record = await repository.lockException(input.exceptionId);
  const row = record && (await organisationRepository(call.tx).byId(record.branchId));
  call.permit(keepStanding, row);
  if (!record || !row) return call.refuse('not_found');
  mayEnd(call, record, input.on);
  await repository.endException(record.id, input.on);
  await trace(call, 'attendance.endException', row, record.personId, { on: input.on });
  return presentStanding(call, row.id);
}

export async function endSuspension(call: Call, input: Input<typeof organisations.endSuspension>) {
  const repository = standingRepository(call.tx);
  const record = await repository.lockSuspension(input.suspensionId);
  const branch = record && (await organisationRepository(call.tx).person(record.personId, call.today))?.organisationId;
  const row = branch ? await organisationRepository(call.tx).byId(branch) : undefined;
  call.permit(keepStanding, row);
  if (!record || !row) return call.refuse('not_found');
  mayEnd(call, record, input.on);
  await repository.endSuspension(record.id, input.on);
  await trace(call, 'vote.resume', row, record.personId, { on: input.on });
  return presentStanding(call, row.id);
}
