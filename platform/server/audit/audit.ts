import type { Actor } from '#platform/shared/actor/actor.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Db } from '../db/db.ts';

/** What an act leaves behind. `aboutPersonId` makes it visible to that person under "who looked at my data". */
export type AuditEntry = {
  /** Verb and noun of the field, for example `meeting.confirm`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: string | null;
  readonly organisationPath?: string | null;
  readonly aboutPersonId?: string | null;
  readonly reason?: string | null;
  /** Names of what changed and plain values; never an ID number, a phone or a text somebody wrote in confidence. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Writes the entry in the transaction of the act, and hands it to the sealer: in one statement, for a question has no transaction and an entry must never stand outside the chain. */
export async function writeAudit(tx: Db, actor: Actor, now: Date, requestId: string | null, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    at: now,
    accountId: actor.accountId,
    personId: actor.personId,
    actorName: actor.name || actor.kind,
    post: actor.post ? `${actor.post.organisationName} ${actor.post.kind}` : null,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId ?? null,
    organisationPath: entry.organisationPath ?? null,
    aboutPersonId: entry.aboutPersonId ?? null,
    reason: entry.reason ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
    requestId,
  }));
  await tx
    .with('written', (db) => db.insertInto('auditEntries').values(rows).returning('id'))
    .insertInto('auditUnsealed')
    .columns(['entryId'])
    .expression((db) => db.selectFrom('written').select('id'))
    .execute();
}
