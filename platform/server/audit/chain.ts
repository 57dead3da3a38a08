import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import { sha256 } from '../crypto/crypto.ts';
import type { Db } from '../db/db.ts';

const GENESIS = '0'.repeat(64);
const BATCH = 2000;

type Row = { id: string; at: Date; [column: string]: unknown };

function hashOf(previous: string, sequence: number, entry: Row): string {
  return sha256(`${previous}\n${sequence}\n${canonicalize({ ...entry, at: entry.at.toISOString() }) ?? ''}`);
}

function entryColumns() {
  return [
    'e.id',
    'e.at',
    'e.accountId',
    'e.personId',
    'e.actorName',
    'e.post',
    'e.action',
    'e.subjectKind',
    'e.subjectId',
    'e.organisationPath',
    'e.aboutPersonId',
    'e.reason',
    'e.detail',
    'e.requestId',
  ] as const;
}

/**
 * Seals what waits, in order of id, each hash over the one before. One sealer at a time by an advisory lock, held until the new
 * head stands in the file outside the database, by which a cut chain is noticed; writers never wait for it. Returns entries sealed.
 */
export async function sealAudit(db: Db, headFile: string): Promise<number> {
  return db.connection().execute(async (connection) => {
    const held = connection as Db;
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(7301) as mine`.execute(held);
    if (!rows[0]?.mine) return 0;
    try {
      const head = await sealBatch(held);
      if (!head) return 0;
      mkdirSync(dirname(headFile), { recursive: true });
      appendFileSync(headFile, `${head.sequence} ${head.hash}\n`);
      return head.count;
    } finally {
      await sql`select pg_advisory_unlock(7301)`.execute(held);
    }
  });
}

async function sealBatch(db: Db): Promise<{ sequence: number; hash: string; count: number } | null> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('auditUnsealed as u')
      .innerJoin('auditEntries as e', 'e.id', 'u.entryId')
      .select(entryColumns())
      .orderBy('e.id')
      .limit(BATCH)
      .execute();
    if (waiting.length === 0) return null;
    const last = await tx.selectFrom('auditSeals').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
    let previous = last?.hash ?? GENESIS;
    let sequence = last?.sequence ?? 0;
    const now = new Date();
    const seals = waiting.map((entry) => {
      sequence += 1;
      previous = hashOf(previous, sequence, entry);
      return { sequence, entryId: entry.id, hash: previous, sealedAt: now };
    });
    await tx.insertInto('auditSeals').values(seals).execute();
    await tx
      .deleteFrom('auditUnsealed')
      .where(
        'entryId',
        'in',
        waiting.map((entry) => entry.id),
      )
      .execute();
    return { sequence, hash: previous, count: seals.length };
  });
}

export type ChainReport = { readonly entries: number; readonly faults: readonly string[] };

/** Recomputes the chain and holds it against the exported heads: an edited, removed, reordered or cut entry is named. */
export async function verifyAudit(db: Db, headFile: string): Promise<ChainReport> {
  const heads = new Map<number, string>();
  if (existsSync(headFile)) {
    for (const line of readFileSync(headFile, 'utf8').split('\n')) {
      const [sequence, hash] = line.split(' ');
      if (sequence && hash) heads.set(Number(sequence), hash);
    }
  }
  const faults: string[] = [];
  let previous = GENESIS;
  let sequence = 0;
  for (;;) {
    const rows = await db
      .selectFrom('auditSeals as s')
      .leftJoin('auditEntries as e', 'e.id', 's.entryId')
      .select(['s.sequence', 's.hash', 's.entryId'])
      .select(entryColumns())
      .where('s.sequence', '>', sequence)
      .orderBy('s.sequence')
      .limit(BATCH)
      .execute();
    if (rows.length === 0) break;
    for (const { sequence: at, hash, entryId, ...entry } of rows) {
      if (at !== sequence + 1) faults.push(`missing: seals ${sequence + 1} to ${at - 1}`);
      sequence = at;
      if (entry.id === null || entry.at === null) faults.push(`missing: entry ${entryId} of seal ${at}`);
      else if (hashOf(previous, at, entry as Row) !== hash) faults.push(`altered: seal ${at}, entry ${entryId}`);
      if (heads.has(at) && heads.get(at) !== hash) faults.push(`altered: seal ${at} differs from the exported head`);
      previous = hash;
    }
  }
  let furthest = 0;
  for (const head of heads.keys()) furthest = Math.max(furthest, head);
  if (furthest > sequence) faults.push(`cut: the exported head is ${furthest}, the chain ends at ${sequence}`);
  const { rows } = await sql<{
    lost: number;
  }>`select count(*)::int as lost from audit_entries e where not exists (select 1 from audit_seals s where s.entry_id = e.id) and not exists (select 1 from audit_unsealed u where u.entry_id = e.id)`.execute(
    db,
  );
  if (rows[0] && rows[0].lost > 0) faults.push(`unsealed: ${rows[0].lost} entries stand outside the chain`);
  return { entries: sequence, faults };
}

/** Seals once a second until stopped, one round after the other; the last round runs at the stop. */
export function startSealer(db: Db, headFile: string, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const all = async () => {
    // What an export or an import leaves is more than one batch: it too is sealed within its second.
    while ((await sealAudit(db, headFile)) === BATCH);
  };
  let running: Promise<unknown> | null = null;
  const round = () => {
    running ??= all()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(round, 900);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await all().catch(onError);
    },
  };
}
