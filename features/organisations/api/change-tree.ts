import type { Call } from '#platform/server/call/call.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { dissolve as mayDissolve, found as mayFound, move as mayMove, rename as mayRename } from '../act.ts';
import { settleCode } from '../code.ts';
import type { organisations } from '../contract.ts';
import { isBranch, type OrganisationKind } from '../organisation.ts';
import { changeTree, correctOrganisation } from '../policy.ts';
import { actOf, addOrganisation, changeOf, codeUnder, giveCode, leaveTrace, standing, treeSubject } from './acts.ts';
import { belongingTo } from './belonging.ts';
import { presentOrganisation } from './present.ts';
import { type OrganisationRecord, type OrganisationRepository, organisationRepository } from './repository.ts';

/** Founds an organisation under another. Its records begin here on the day of its founding. */
export async function found(call: Call, input: Input<typeof organisations.found>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const parent = await repository.lock(input.parentId);
  call.permit(changeTree, parent && { path: parent.path, kind: input.kind });
  if (!parent) return call.refuse('not_found');
  const act = actOf(input, input.kind);
  call.accept(mayFound(standing(parent), { kind: input.kind, composition: input.composition, department: input.department }, act, call.today));
  const code = call.accept(settleCode(input.code, parent.code, await repository.codesUnder(parent.code)));
  const made = await addOrganisation(call, repository, {
    id: newId(),
    code,
    name: input.name,
    kind: input.kind,
    composition: input.composition,
    department: input.department,
    parent,
    foundedOn: act.on,
    recordsSince: act.on,
    note: input.note ?? null,
  });
  await repository.addChanges([
    changeOf(call, act, 'founded', made.id, { after: { name: input.name, kind: input.kind, composition: input.composition, parentId: parent.id } }),
  ]);
  await leaveTrace(call, 'found', made, {
    reason: act.reason,
    detail: { name: input.name, kind: input.kind, on: act.on, documentNumber: act.documentNumber },
  });
  return presentOrganisation(call, made.id);
}

/** A new name; the old one stays in the history. */
export async function rename(call: Call, input: Input<typeof organisations.rename>) {
  const repository = organisationRepository(call.tx);
  const row = await repository.lock(input.organisationId);
  call.permit(changeTree, treeSubject(row));
  if (!row) return call.refuse('not_found');
  const act = actOf(input, row.kind);
  call.accept(mayRename({ ...standing(row), name: row.name }, input.name, act, call.today));
  await repository.update(row.id, { name: input.name });
  await repository.addChanges([changeOf(call, act, 'renamed', row.id, { before: { name: row.name }, after: { name: input.name } })]);
  await leaveTrace(call, 'rename', row, { reason: act.reason, detail: { before: row.name, after: input.name, on: act.on } });
  return presentOrganisation(call, row.id);
}

/** Another parent for an organisation and all beneath it. Records stay with those who made them. */
export async function move(call: Call, input: Input<typeof organisations.move>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const locked = await repository.lockAll([input.organisationId, input.parentId]);
  const row = locked.find((one) => one.id === input.organisationId);
  const parent = locked.find((one) => one.id === input.parentId);
  call.permit(changeTree, treeSubject(row));
  if (!row || !parent) return call.refuse('not_found');
  call.permit(changeTree, { path: parent.path, kind: row.kind as OrganisationKind });
  const act = actOf(input, row.kind);
  const above = (await repository.placesOf(parent.path)).map((place) => place.id);
  call.accept(mayMove(standing(row), standing(parent), above, act, call.today));
  const code = await codeUnder(call, repository, row, parent);
  const path = await repository.moveSubtree(row, parent);
  if (code !== null) await giveCode(call, repository, { path }, code);
  await repository.addChanges([
    changeOf(call, act, 'moved', row.id, {
      before: { parentId: row.parentId, code: row.code },
      after: { parentId: parent.id, code },
      relatedIds: [row.parentId, parent.id].filter((id) => id !== null),
    }),
  ]);
  await leaveTrace(call, 'move', { id: row.id, path }, { reason: act.reason, detail: { from: row.parentId, to: parent.id, on: act.on } });
  await call.announce({ topic: 'organisations', id: row.id, path: row.path });
  return presentOrganisation(call, row.id);
}

/** Dissolves an organisation that is empty; posts, term and committee end with it. */
export async function dissolve(call: Call, input: Input<typeof organisations.dissolve>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const row = await repository.lock(input.organisationId);
  call.permit(changeTree, treeSubject(row));
  if (!row) return call.refuse('not_found');
  const act = actOf(input, row.kind);
  const [children, members] = [await repository.childrenOf(row.id), await belongingTo(call.tx, row.id)];
  call.accept(mayDissolve(standing(row), { children: children.length, members: members.length }, act, call.today));
  await repository.endAllOf([row.id], act.on);
  await repository.update(row.id, { dissolvedOn: act.on });
  await repository.addChanges([changeOf(call, act, 'dissolved', row.id)]);
  await leaveTrace(call, 'dissolve', row, { reason: act.reason, detail: { on: act.on } });
  return presentOrganisation(call, row.id);
}

/** What the import could not know is asked once: composition, units, code. A later correction needs its reason. */
export async function correct(call: Call, input: Input<typeof organisations.correct>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const row = await repository.lock(input.organisationId);
  call.permit(correctOrganisation, row);
  if (!row) return call.refuse('not_found');
  call.matchVersion(row);
  if (row.dissolvedOn !== null) return call.refuse('organisation_dissolved', { on: row.dissolvedOn });
  if (input.composition !== undefined && !isBranch(row.kind as OrganisationKind)) return call.refuse('composition_misplaced');
  const composition = input.composition ?? row.composition;
  // The number of units goes with the joint branch that it counts.
  const units = composition !== 'joint' ? null : input.units === undefined ? row.units : input.units;
  if (composition !== 'joint' && input.units != null) return call.refuse('units_misplaced');
  const code = input.code === undefined || input.code === row.code ? row.code : await correctedCode(call, repository, row, input.code);
  const now = { composition, units, code };
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const key of ['composition', 'units', 'code'] as const) if (now[key] !== row[key]) [before[key], after[key]] = [row[key], now[key]];
  const changed = Object.keys(after);
  const reason = input.reason || (changed.length > 0 && changed.every((key) => before[key] === null) ? '补填' : '');
  if (changed.length > 0 && reason === '') return call.refuse('reason_missing');
  await repository.update(row.id, { composition, units, note: input.note === undefined ? row.note : input.note });
  if (code !== null && code !== row.code) await giveCode(call, repository, row, code);
  if (changed.length > 0)
    await repository.addChanges([
      {
        organisationId: row.id,
        kind: 'corrected',
        onDate: call.today,
        documentNumber: null,
        reason,
        before,
        after,
        recordedAt: call.now,
        recordedBy: call.actor.personId,
      },
    ]);
  await leaveTrace(call, 'correct', row, { reason, detail: changed.length > 0 ? { before, after } : { note: true } });
  return presentOrganisation(call, row.id);
}

/** The root may have any code that is free; what stands beneath nests. */
async function correctedCode(call: Call, repository: OrganisationRepository, row: OrganisationRecord, given: string): Promise<string> {
  const parent = row.parentId === null ? undefined : await repository.byId(row.parentId);
  if (parent) call.accept(settleCode(given, parent.code, await repository.codesUnder(parent.code)));
  return given;
}
