import { isAdministrator } from '#features/organisations/scope.ts';
import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { addDays, shanghaiIso, startOf } from '#platform/shared/day/day.ts';
import type { audit } from '../contract.ts';
import { ADMINISTRATOR_SUBJECTS, readAudit } from '../policy.ts';
import { auditRepository, type EntryFilter, type EntryRow } from './repository.ts';

type Page = Output<typeof audit.listAudit>;

function present(row: EntryRow): Page['items'][number] {
  const at = row.post?.lastIndexOf(' ') ?? -1;
  return {
    id: row.id,
    at: shanghaiIso(row.at),
    actorId: row.personId,
    actorName: row.actorName,
    post: row.post === null ? null : { organisation: row.post.slice(0, Math.max(at, 0)), kind: row.post.slice(at + 1) },
    action: row.action,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    organisation: row.organisationId === null ? null : { id: row.organisationId, name: row.organisationName ?? '' },
    about: row.aboutPersonId === null ? null : { id: row.aboutPersonId, name: row.aboutName ?? '' },
    reason: row.reason,
    detail: row.detail,
  };
}

async function page(call: Call, filter: Omit<EntryFilter, 'limit' | 'after'>, paging: { limit: number; cursor?: string | undefined }): Promise<Page> {
  const key = readCursor(call, paging.cursor, ['instant', 'id']);
  const rows = await auditRepository(call.tx).entries({ ...filter, limit: paging.limit + 1, ...(key ? { after: { at: key[0], id: key[1] } } : {}) });
  const shown = pageFrom(rows, paging.limit, (row) => [row.at.toISOString(), row.id]);
  return { items: shown.rows.map(present), nextCursor: shown.nextCursor };
}

/** Who did what, within the scope of the acting post. */
export async function listAudit(call: Call, input: Input<typeof audit.listAudit>) {
  const place = input.organisation ? await auditRepository(call.tx).placeOf(input.organisation) : null;
  call.permit(readAudit, input.organisation ? place : { path: null });
  const post = call.actor.post;
  const subjects = isAdministrator(call.actor) ? ADMINISTRATOR_SUBJECTS : undefined;
  const path = place?.path ?? (subjects ? undefined : post?.scope);
  return page(
    call,
    {
      ...(path ? { path } : {}),
      ...(subjects ? { subjects } : {}),
      ...(input.person ? { personId: input.person } : {}),
      ...(input.about ? { aboutPersonId: input.about } : {}),
      ...(input.action ? { action: input.action } : {}),
      ...(input.from ? { from: startOf(input.from) } : {}),
      ...(input.to ? { to: startOf(addDays(input.to, 1)) } : {}),
    },
    input,
  );
}

/** Who looked at or changed what is kept about me: with their name, post, and the reason they gave. */
export async function listAboutMe(call: Call, input: Input<typeof audit.listAboutMe>) {
  call.permit(signedIn);
  if (call.actor.personId === null) return { items: [], nextCursor: null };
  return page(call, { aboutPersonId: call.actor.personId, notBy: call.actor.personId }, input);
}
