import type { Call } from '#platform/server/call/call.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import type { organisations } from '../contract.ts';
import type { Department } from '../organisation.ts';
import { editDuties, readTree } from '../policy.ts';
import { leaveTrace } from './acts.ts';
import { presentOrganisation } from './present.ts';
import { organisationRepository } from './repository.ts';

/** 责任清单: which department answers for what, by which clock, on what ground. Open to all who are signed in. */
export async function listDuties(call: Call) {
  call.permit(readTree);
  const departments = new Map<
    string,
    {
      department: { id: string; name: string; kind: 'department'; department: Department; version: number };
      duties: { id: string; title: string; clock: string; basis: string }[];
      abilities: { edit: ReturnType<typeof ability> };
    }
  >();
  for (const row of await organisationRepository(call.tx).allDuties()) {
    const kept = departments.get(row.id) ?? {
      department: { id: row.id, name: row.name, kind: 'department' as const, department: row.department as Department, version: row.version },
      duties: [],
      abilities: { edit: ability(editDuties, call.actor, row) },
    };
    if (row.dutyId !== null) kept.duties.push({ id: row.dutyId, title: row.title ?? '', clock: row.clock ?? '', basis: row.basis ?? '' });
    departments.set(row.id, kept);
  }
  return { items: [...departments.values()] };
}

/** The whole list of a department, in its order. */
export async function setDuties(call: Call, input: Input<typeof organisations.setDuties>) {
  const repository = organisationRepository(call.tx);
  const row = await repository.lock(input.organisationId);
  call.permit(editDuties, row);
  if (!row) return call.refuse('not_found');
  call.matchVersion(row);
  if (row.kind !== 'department') call.refuse('not_a_department');
  if (row.dissolvedOn !== null) call.refuse('organisation_dissolved', { on: row.dissolvedOn });
  const before = await repository.dutiesOf(row.id);
  await repository.setDuties(row.id, input.duties);
  await leaveTrace(call, 'setDuties', row, { detail: { before: before.map((duty) => duty.title), after: input.duties.map((duty) => duty.title) } });
  return presentOrganisation(call, row.id);
}
