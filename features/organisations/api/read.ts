import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { within } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { organisations } from '../contract.ts';
import type { Composition, Department, OrganisationKind } from '../organisation.ts';
import { changeTree, readOrganisation, readTree } from '../policy.ts';
import { isAdministrator, readableRoots } from '../scope.ts';
import { daysLeft, endOfTerm, isOverdue } from '../term.ts';
import { presentOrganisation } from './present.ts';
import { organisationRepository } from './repository.ts';
import { treeOf } from './tree.ts';

/** The structure is open to all who are signed in; counts, terms and secretaries only within the reader's own scope. */
export async function listOrganisations(call: Call, input: Input<typeof organisations.listOrganisations>) {
  call.permit(readTree);
  const root = await organisationRepository(call.tx).root();
  const place = input.within ? await organisationRepository(call.tx).byId(input.within) : undefined;
  if (input.within && !place) return call.refuse('not_found');
  const roots = readableRoots(call.actor);
  const whole = isAdministrator(call.actor) || call.actor.kind === 'system';
  const rows = await treeOf(call.tx, call.today, {
    dissolved: input.dissolved,
    ...(place ? { path: place.path } : {}),
    ...(whole || roots.includes(root?.path ?? '') ? {} : { known: roots }),
  });
  return {
    items: rows.map((row) => {
      const term =
        row.lastDay === null || row.startsOn === null ? null : { startsOn: row.startsOn, lastDay: row.lastDay, extendedTo: row.extendedTo };
      return {
        id: row.id,
        parentId: row.parentId,
        name: row.name,
        kind: row.kind as OrganisationKind,
        department: row.department as Department | null,
        depth: row.depth,
        dissolvedOn: row.dissolvedOn,
        detail:
          whole || roots.some((path) => within(row.path, path))
            ? {
                code: row.code,
                composition: row.composition as Composition | null,
                members: row.members,
                fullMembers: row.fullMembers,
                branches: row.branches,
                secretary: row.secretary,
                term: term && {
                  endsOn: endOfTerm(term),
                  daysLeft: daysLeft(term, call.today),
                  overdue: isOverdue(term, call.today),
                  extended: term.extendedTo !== null,
                },
              }
            : null,
      };
    }),
    abilities: { changeTree: ability(changeTree, call.actor, { path: root?.path ?? '', kind: 'committee' as OrganisationKind }) },
  };
}

export async function organisation(call: Call, input: Input<typeof organisations.organisation>) {
  call.permit(readOrganisation, await organisationRepository(call.tx).byId(input.organisationId));
  return presentOrganisation(call, input.organisationId);
}

/** What became of an organisation, newest first: it is only ever added to. */
export async function changes(call: Call, input: Input<typeof organisations.changes>) {
  const repository = organisationRepository(call.tx);
  call.permit(readOrganisation, await repository.byId(input.organisationId));
  const after = readCursor(call, input.cursor, ['day', 'id']);
  const rows = await repository.changesOf(input.organisationId, input.limit + 1, after && { onDate: after[0], id: after[1] });
  const shown = pageFrom(rows, input.limit, (row) => [row.onDate, row.id]);
  const related = new Map(
    (await repository.byIds([...new Set(shown.rows.flatMap((row) => row.relatedIds))])).map((place) => [
      place.id,
      { ...place, kind: place.kind as OrganisationKind },
    ]),
  );
  return {
    items: shown.rows.map((row) => ({
      id: row.id,
      kind: row.kind as 'founded',
      on: row.onDate,
      documentNumber: row.documentNumber,
      reason: row.reason,
      before: row.before as Record<string, unknown>,
      after: row.after as Record<string, unknown>,
      related: row.relatedIds.flatMap((id) => related.get(id) ?? []),
      recordedAt: shanghaiIso(row.recordedAt),
      recordedBy: row.recordedByName,
    })),
    nextCursor: shown.nextCursor,
  };
}
