import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { organisations } from '../contract.ts';
import { type Composition, isBranch, type OrganisationKind } from '../organisation.ts';
import { recordTerm } from '../policy.ts';
import { begin, extend, mayElect } from '../term.ts';
import { leaveTrace } from './acts.ts';
import { presentOrganisation } from './present.ts';
import { type OrganisationRecord, organisationRepository } from './repository.ts';

async function standingRow(call: Call, id: string | undefined): Promise<OrganisationRecord> {
  const row = id === undefined ? undefined : await organisationRepository(call.tx).lock(id);
  call.permit(recordTerm, row);
  if (!row) return call.refuse('not_found');
  return row.dissolvedOn === null ? row : call.refuse('organisation_dissolved', { on: row.dissolvedOn });
}

/** Begins a term as approved; the one that runs ends on the same day. */
export async function setTerm(call: Call, input: Input<typeof organisations.setTerm>) {
  const repository = organisationRepository(call.tx);
  const row = await standingRow(call, input.organisationId);
  call.accept(mayElect({ kind: row.kind as OrganisationKind, composition: row.composition as Composition | null }));
  if (input.documentNumber === '') call.refuse('document_missing');
  if (row.foundedOn !== null && input.startsOn < row.foundedOn) call.refuse('day_before_founding', { day: input.startsOn, founded: row.foundedOn });
  const terms = await repository.termsOf(row.id);
  const begun = call.accept(begin(terms.toReversed(), input.startsOn, input.years));
  const running = terms.find((term) => begun.ends !== null && term.startsOn === begun.ends.startsOn);
  try {
    if (running) await repository.updateTerm(running.id, { endedOn: input.startsOn });
    await repository.addTerm({
      id: newId(),
      organisationId: row.id,
      number: input.number,
      startsOn: input.startsOn,
      years: input.years,
      lastDay: begun.lastDay,
    });
  } catch (error) {
    if (brokeConstraint(error, 'terms_do_not_overlap')) call.refuse('term_overlaps', { from: running?.startsOn ?? input.startsOn });
    throw error;
  }
  await leaveTrace(call, 'setTerm', row, { detail: { startsOn: input.startsOn, years: input.years, documentNumber: input.documentNumber } });
  return presentOrganisation(call, row.id);
}

/** A later election, approved by the level above (《基层组织选举工作条例》第三条). */
export async function extendTerm(call: Call, input: Input<typeof organisations.extendTerm>) {
  const repository = organisationRepository(call.tx);
  const term = await repository.lockTerm(input.termId);
  const row = await standingRow(call, term?.organisationId);
  if (!term) return call.refuse('not_found');
  const extended = call.accept(extend(term, input.to, input.documentNumber));
  await repository.updateTerm(term.id, { extendedTo: extended.extendedTo, extensionDocument: input.documentNumber });
  await leaveTrace(call, 'extendTerm', row, { detail: { to: input.to, documentNumber: input.documentNumber, remarks: extended.remarks } });
  return presentOrganisation(call, row.id);
}

/** From this day the branch owes committee meetings (《支部工作条例》第十二条). */
export async function formCommittee(call: Call, input: Input<typeof organisations.formCommittee>) {
  const repository = organisationRepository(call.tx);
  const row = await standingRow(call, input.organisationId);
  if (!isBranch(row.kind as OrganisationKind)) call.refuse('not_a_branch');
  if (input.from > call.today) call.refuse('day_in_future', { day: input.from });
  if (row.foundedOn !== null && input.from < row.foundedOn) call.refuse('day_before_founding', { day: input.from, founded: row.foundedOn });
  const spans = await repository.spansOf(row.id);
  const standing = spans.find((span) => span.toOn === null || span.toOn >= input.from);
  if (standing) call.refuse('committee_span_overlaps', { from: standing.fromOn });
  try {
    await repository.addSpan({ id: newId(), organisationId: row.id, fromOn: input.from });
  } catch (error) {
    if (brokeConstraint(error, 'committee_spans_do_not_overlap')) call.refuse('committee_span_overlaps', { from: input.from });
    throw error;
  }
  await leaveTrace(call, 'formCommittee', row, { detail: { from: input.from } });
  return presentOrganisation(call, row.id);
}

export async function endCommittee(call: Call, input: Input<typeof organisations.endCommittee>) {
  const repository = organisationRepository(call.tx);
  const span = await repository.lockSpan(input.spanId);
  const row = span && (await repository.byId(span.organisationId));
  call.permit(recordTerm, row);
  if (!span || !row) return call.refuse('not_found');
  if (span.toOn !== null) call.refuse('committee_span_ended', { on: span.toOn });
  if (input.on < span.fromOn) call.refuse('span_reversed', { from: span.fromOn, to: input.on });
  if (input.on > call.today) call.refuse('day_in_future', { day: input.on });
  await repository.endSpan(span.id, input.on);
  await leaveTrace(call, 'endCommittee', row, { detail: { on: input.on } });
  return presentOrganisation(call, row.id);
}
