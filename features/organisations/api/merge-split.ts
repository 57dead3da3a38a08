import type { Call } from '#platform/server/call/call.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { found as mayFound, merge as mayMerge, split as maySplit } from '../act.ts';
import { settleCode } from '../code.ts';
import type { organisations } from '../contract.ts';
import type { Composition, OrganisationKind } from '../organisation.ts';
import { changeTree } from '../policy.ts';
import { actOf, addOrganisation, changeOf, codeUnder, giveCode, leaveTrace, standing, treeSubject } from './acts.ts';
import { belongingTo, carryOver } from './belonging.ts';
import { presentOrganisation } from './present.ts';
import { type ChangeRow, type OrganisationRecord, type OrganisationRepository, organisationRepository } from './repository.ts';

type Act = { readonly on: string; readonly documentNumber: string; readonly reason: string };
type Made = { readonly name: string; readonly code: string | null; readonly composition: Composition | null; readonly parentId?: string | undefined };

/** Founds the branch that comes out of a merge or a split: its duties and its records count from this day. */
async function foundFrom(
  call: Call,
  repository: OrganisationRepository,
  made: Made,
  like: OrganisationRecord,
  act: Act,
): Promise<{ id: string; path: string; code: string | null }> {
  const parent = await repository.lock(made.parentId ?? (like.parentId as string));
  if (!parent) return call.refuse('not_found');
  const composition = made.composition ?? (like.composition as Composition | null);
  call.accept(mayFound(standing(parent), { kind: like.kind as OrganisationKind, composition, department: null }, act, call.today));
  const code = call.accept(settleCode(made.code, parent.code, await repository.codesUnder(parent.code)));
  const founded = await addOrganisation(call, repository, {
    id: newId(),
    code,
    name: made.name,
    kind: like.kind,
    composition,
    department: null,
    parent,
    foundedOn: act.on,
    recordsSince: act.on,
    note: null,
  });
  return { ...founded, code };
}

/**
 * Merges branches into one of them or into a new one. People, their exceptions and groups move; posts, terms and committees of
 * what ends, end. Meetings stay with the branches that held them: an absorbing branch keeps its own history, a new one has none.
 */
export async function merge(call: Call, input: Input<typeof organisations.merge>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const ids = [...new Set([...input.sourceIds, ...(input.intoId ? [input.intoId] : [])])];
  const rows = await repository.lockAll(ids);
  call.permit(changeTree, treeSubject(rows[0]));
  for (const row of rows) call.permit(changeTree, treeSubject(row));
  if (rows.length < ids.length) return call.refuse('not_found');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sources = input.sourceIds.map((id) => byId.get(id) as OrganisationRecord);
  const into = input.intoId ? (byId.get(input.intoId) as OrganisationRecord) : null;
  const act = actOf(input, 'branch');
  call.accept(mayMerge(sources.map(standing), into && standing(into), act, call.today));
  if (!into && !input.made)
    return call.refuse('invalid_input', {}, [
      {
        path: 'made',
        code: 'required',
        message:
          call.language === 'en'
            ? 'Name the branch that is founded, or the one that absorbs the others.'
            : '请填写合并后新支部的名称，或选一个支部并入。',
      },
    ]);
  const target = into ?? (await foundFrom(call, repository, input.made as Made, sources[0] as OrganisationRecord, act));

  const changes: ChangeRow[] = [];
  for (const source of sources) {
    await carryOver(call.tx, await belongingTo(call.tx, source.id), source.id, target.id, act.on, 'merge');
    for (const group of await repository.childrenOf(source.id)) {
      const code = await codeUnder(call, repository, group, target);
      const path = await repository.moveSubtree(group, target);
      if (code !== null) await giveCode(call, repository, { path }, code);
      changes.push(
        changeOf(call, act, 'moved', group.id, {
          before: { parentId: source.id, code: group.code },
          after: { parentId: target.id, code },
          relatedIds: [source.id, target.id],
        }),
      );
    }
    await repository.update(source.id, { dissolvedOn: act.on });
    changes.push(changeOf(call, act, 'merged', source.id, { after: { into: target.id }, relatedIds: [target.id] }));
  }
  const sourceIds = sources.map((source) => source.id);
  await repository.endAllOf(sourceIds, act.on);
  changes.push(changeOf(call, act, into ? 'merged' : 'founded', target.id, { after: { from: sourceIds }, relatedIds: sourceIds }));
  await repository.addChanges(changes);
  for (const source of sources) await leaveTrace(call, 'merge', source, { reason: act.reason, detail: { into: target.id, on: act.on } });
  await leaveTrace(call, 'merge', target, { reason: act.reason, detail: { from: sourceIds, on: act.on } });
  return presentOrganisation(call, target.id);
}

/** Splits a branch. The branch itself may be one of the parts and then goes on with its history; else it is dissolved. */
export async function split(call: Call, input: Input<typeof organisations.split>) {
  const repository = organisationRepository(call.tx);
  await repository.holdTree();
  const row = await repository.lock(input.organisationId);
  call.permit(changeTree, treeSubject(row));
  if (!row) return call.refuse('not_found');
  const act = actOf(input, 'branch');
  const people = await belongingTo(call.tx, row.id);
  if (input.parts.filter((part) => part.made === null).length > 1) return call.refuse('merge_twice');
  call.accept(
    maySplit(
      standing(row),
      people,
      input.parts.map((part) => ({ organisationId: part.made ? part.made.name : row.id, memberIds: part.memberIds })),
      act,
      call.today,
    ),
  );

  const goesOn = input.parts.some((part) => part.made === null);
  const made: { id: string; path: string }[] = [];
  for (const part of input.parts) {
    if (!part.made) continue;
    const branch = await foundFrom(call, repository, { ...part.made, parentId: undefined }, row, act);
    await carryOver(call.tx, part.memberIds, row.id, branch.id, act.on, 'split');
    await endPostsOf(repository, row.id, part.memberIds, act.on);
    made.push(branch);
  }
  const madeIds = made.map((branch) => branch.id);
  const changes = made.map((branch) => changeOf(call, act, 'founded', branch.id, { after: { from: [row.id] }, relatedIds: [row.id] }));
  if (!goesOn) {
    const groups = await repository.childrenOf(row.id);
    for (const group of groups) {
      await repository.update(group.id, { dissolvedOn: act.on });
      changes.push(changeOf(call, act, 'dissolved', group.id));
    }
    await repository.endAllOf([row.id, ...groups.map((group) => group.id)], act.on);
    await repository.update(row.id, { dissolvedOn: act.on });
  } else await repository.update(row.id, {});
  await repository.addChanges([
    ...changes,
    changeOf(call, act, 'split', row.id, { after: { into: madeIds, dissolved: !goesOn }, relatedIds: madeIds }),
  ]);
  await leaveTrace(call, 'split', row, { reason: act.reason, detail: { into: madeIds, on: act.on, dissolved: !goesOn } });
  for (const branch of made) await leaveTrace(call, 'split', branch, { reason: act.reason, detail: { from: row.id, on: act.on } });
  const items = [];
  for (const id of [...(goesOn ? [row.id] : []), ...madeIds]) items.push(await presentOrganisation(call, id));
  return { items };
}

/** Who leaves a branch leaves its posts too. */
async function endPostsOf(repository: OrganisationRepository, organisationId: string, personIds: readonly string[], on: string): Promise<void> {
  const leaving = new Set(personIds);
  for (const post of await repository.postsOf(organisationId)) {
    if (leaving.has(post.personId) && (post.toOn === null || post.toOn > on)) await repository.endPost(post.id, post.fromOn > on ? post.fromOn : on);
  }
}
