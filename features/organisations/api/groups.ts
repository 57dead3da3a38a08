import { notify } from '#features/notices/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { routes } from '#platform/server/http/feature.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { leaveGroup as mayLeave, placeInGroup as mayPlace } from '../group.ts';
import { groups } from '../groups-contract.ts';
import { isBranch, type OrganisationKind } from '../organisation.ts';
import { arrangeGroups, parentPath, readGroups } from '../policy.ts';
import { decidesAbove, staffs } from '../scope.ts';
import { groupRepository } from './groups-repository.ts';
import { organisationRepository } from './repository.ts';

type View = Output<typeof groups.listGroups>;

/** The groups with their lists; a member without a post sees the names of their own. */
async function presentGroups(call: Call, branch: { id: string; name: string; path: string }): Promise<View> {
  const { actor, today, tx } = call;
  const repository = groupRepository(tx);
  const all = actor.kind === 'system' || staffs(actor, branch.path) || decidesAbove(actor, branch.path);
  const [rows, members, leaders] = await Promise.all([
    repository.of(branch.id),
    repository.membersOf(branch.id),
    repository.leadersOf(branch.id, today),
  ]);
  const view = ({ id, personId, name, fromOn }: (typeof members)[number]) => ({ id, personId, name, from: fromOn });
  return {
    branch: { id: branch.id, name: branch.name },
    items: rows.map(({ id, name }) => {
      const inIt = members.filter((member) => member.groupId === id);
      const own = inIt.some((member) => member.personId === actor.personId);
      return {
        id,
        name,
        leaders: leaders.filter((leader) => leader.groupId === id).map((leader) => leader.name),
        own,
        members: all || own ? inIt.map(view) : null,
      };
    }),
    unplaced: all ? await repository.unplaced(branch.id) : [],
    earlier: all ? (await repository.earlierOf(branch.id)).map((span) => ({ ...view(span), group: span.groupName, to: span.toOn ?? today })) : [],
    abilities: { arrange: ability(arrangeGroups, actor, { path: branch.path }) },
  };
}

/** The groups of a branch. */
export async function listGroups(call: Call, input: Input<typeof groups.listGroups>): Promise<View> {
  const branch = await organisationRepository(call.tx).byId(input.organisationId);
  call.permit(readGroups, branch);
  if (!branch) return call.refuse('not_found');
  if (!isBranch(branch.kind as OrganisationKind)) call.refuse('not_a_branch');
  return presentGroups(call, branch);
}

/** Places members in a group from a day on; an earlier group is left on that day, and its span stays as history. */
export async function placeInGroup(call: Call, input: Input<typeof groups.placeInGroup>): Promise<View> {
  const organisations = organisationRepository(call.tx);
  const repository = groupRepository(call.tx);
  const group = await organisations.byId(input.organisationId);
  const branch = group && group.kind === 'group' && group.parentId !== null ? await organisations.byId(group.parentId) : group;
  call.permit(arrangeGroups, branch);
  if (!group || !branch) return call.refuse('not_found');
  const people = await repository.lockMembers([...new Set(input.personIds)]);
  if (people.length < new Set(input.personIds).size) call.refuse('person_not_here');
  for (const { category, branchId, groupId, fromOn } of people)
    call.accept(
      mayPlace(
        { ...group, kind: group.kind as OrganisationKind },
        { category, inBranch: branchId === branch.id, group: groupId !== null && fromOn !== null ? { id: groupId, from: fromOn } : null },
        input.from,
        call.today,
      ),
    );
  for (const { spanId } of people) if (spanId !== null) await repository.end(spanId, input.from);
  try {
    await repository.add(
      people.map(({ id }) => ({
        id: newId(),
        personId: id,
        groupId: group.id,
        fromOn: input.from,
        recordedBy: call.actor.personId,
        recordedAt: call.now,
      })),
    );
  } catch (error) {
    // An earlier span that has ended reaches past the day.
    if (brokeConstraint(error, 'one_group_at_a_time')) call.refuse('already_in_group', { from: input.from });
    throw error;
  }
  await call.audit(
    ...people.map(({ id, groupId }) => ({
      action: 'group.place',
      subjectKind: 'organisation',
      subjectId: group.id,
      organisationPath: group.path,
      aboutPersonId: id,
      detail: { from: input.from, before: groupId },
    })),
  );
  await notify(
    call,
    people.map(({ id }) => id).filter((id) => id !== call.actor.personId),
    {
      kind: 'groupPlaced',
      params: { organisation: group.name, day: input.from },
      link: '/branch',
      desk: `/organisations/${branch.id}?tab=groups`,
      subjectId: group.id,
    },
  );
  await call.announce({ topic: 'organisations', id: branch.id, path: branch.path });
  return presentGroups(call, branch);
}

/** Takes a member out of their group; the span stays as history. */
export async function leaveGroup(call: Call, input: Input<typeof groups.leaveGroup>): Promise<View> {
  const repository = groupRepository(call.tx);
  const span = await repository.lockSpan(input.groupMemberId);
  call.permit(arrangeGroups, span && { path: parentPath(span.path) });
  const branch = span?.branchId ? await organisationRepository(call.tx).byId(span.branchId) : undefined;
  if (!span || !branch) return call.refuse('not_found');
  call.accept(mayLeave({ from: span.fromOn, to: span.toOn }, input.on, call.today));
  await repository.end(span.id, input.on);
  await call.audit({
    action: 'group.leave',
    subjectKind: 'organisation',
    subjectId: span.groupId,
    organisationPath: span.path,
    aboutPersonId: span.personId,
    detail: { on: input.on },
  });
  await call.announce({ topic: 'organisations', id: branch.id, path: branch.path });
  return presentGroups(call, branch);
}

export const groupRoutes = routes(groups, { listGroups, placeInGroup, leaveGroup });
