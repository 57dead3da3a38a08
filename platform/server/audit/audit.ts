import { sql } from 'kysely';
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

const COLUMNS = `id uuid, at timestamptz, account_id uuid, person_id uuid, actor_name text, post text, action text, subject_kind text, subject_id uuid,
  organisation_path ltree, about_person_id uuid, reason text, detail jsonb, request_id text`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]);

/**
 * Writes the entries in the transaction of the act, and hands them to the sealer: in one statement, however many they are, for a
 * question has no transaction, and an entry must never stand outside the chain.
 */
export async function writeAudit(tx: Db, actor: Actor, now: Date, requestId: string | null, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    at: now,
    account_id: actor.accountId,
    person_id: actor.personId,
    actor_name: actor.name || actor.kind,
    post: actor.post ? `${actor.post.organisationName} ${actor.post.kind}` : null,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId ?? null,
    organisation_path: entry.organisationPath ?? null,
    about_person_id: entry.aboutPersonId ?? null,
    reason: entry.reason ?? null,
    detail: entry.detail ?? {},
    request_id: requestId,
  }));
  const names = sql.raw(NAMES.join(', '));
  await sql`with written as (
      insert into audit_entries (${names}) select ${names} from json_to_recordset(${JSON.stringify(rows)}::json) as r (${sql.raw(COLUMNS)}) returning id)
    insert into audit_unsealed (entry_id) select id from written`.execute(tx);
}
