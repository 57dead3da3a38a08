import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import type { Act, Standing } from '../act.ts';
import { recode, settleCode } from '../code.ts';
import type { OrganisationKind } from '../organisation.ts';
import type { ChangeRow, NewOrganisationRow, OrganisationRecord, OrganisationRepository } from './repository.ts';

/** A row as the rules know it. */
export function standing(row: OrganisationRecord): Standing {
  return {
    id: row.id,
    kind: row.kind as OrganisationKind,
    root: row.parentId === null,
    parentId: row.parentId,
    foundedOn: row.foundedOn,
    dissolvedOn: row.dissolvedOn,
  };
}

/** What the policy of the tree looks at. */
export function treeSubject(row: OrganisationRecord | undefined): { path: string; kind: OrganisationKind } | undefined {
  return row && { path: row.path, kind: row.kind as OrganisationKind };
}

/** A group is arranged by a decision of its branch, which has no document of its own. */
export function actOf(input: { on: Day; documentNumber: string; reason: string }, kind: string): Act {
  return {
    on: input.on,
    documentNumber: input.documentNumber.trim() === '' && kind === 'group' ? '支部决定' : input.documentNumber,
    reason: input.reason,
  };
}

/** The fields of a history row that every act shares. */
export function changeOf(
  call: Call,
  act: Act,
  kind: ChangeRow['kind'],
  organisationId: string,
  more: Pick<ChangeRow, 'before' | 'after' | 'relatedIds'> = {},
): ChangeRow {
  return {
    organisationId,
    kind,
    onDate: act.on,
    documentNumber: act.documentNumber || null,
    reason: act.reason,
    recordedAt: call.now,
    recordedBy: call.actor.personId,
    ...more,
  };
}

/** Adds an organisation; a code that another request took meanwhile is refused by name. */
export async function addOrganisation(
  call: Call,
  repository: OrganisationRepository,
  row: NewOrganisationRow,
): Promise<{ id: string; path: string }> {
  try {
    return await repository.add(row);
  } catch (error) {
    if (brokeConstraint(error, 'organisations_code_key')) call.refuse('code_taken');
    throw error;
  }
}

/** Gives an organisation its code, and all beneath it theirs after it: each level adds two digits to its parent's. */
export async function giveCode(call: Call, repository: OrganisationRepository, row: { path: string }, code: string): Promise<void> {
  const codes = recode(await repository.subtree(row.path), code) ?? call.refuse('codes_used_up', { parent: code });
  try {
    await repository.setCodes(codes);
  } catch (error) {
    if (brokeConstraint(error, 'organisations_code_key')) call.refuse('code_taken');
    throw error;
  }
}

/** The code under a new parent. Who has none comes to one there; who has one cannot go where there are none. */
export async function codeUnder(
  call: Call,
  repository: OrganisationRepository,
  row: { code: string | null },
  parent: { code: string | null },
): Promise<string | null> {
  if (parent.code === null && row.code !== null) return call.refuse('parent_without_code');
  return call.accept(settleCode(null, parent.code, await repository.codesUnder(parent.code)));
}

/** The entry and the event that every act on an organisation leaves. */
export async function leaveTrace(
  call: Call,
  action: string,
  row: { id: string; path: string },
  more: { reason?: string; detail?: Record<string, unknown>; aboutPersonId?: string } = {},
): Promise<void> {
  await call.audit({ action: `organisation.${action}`, subjectKind: 'organisation', subjectId: row.id, organisationPath: row.path, ...more });
  await call.announce({ topic: 'organisations', id: row.id, path: row.path });
}
