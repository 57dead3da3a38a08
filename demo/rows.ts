/** Many rows at once: collected by table, sent as one JSON value each, in an order that foreign keys allow. */
import { sql } from 'kysely';
import type { DB, Db } from '#platform/server/db/db.ts';

export type Row<T extends keyof DB> = { readonly [Column in keyof DB[T]]?: unknown };

const ORDER = [
  'organisations',
  'organisationChanges',
  'duties',
  'calendarVacations',
  'calendarDays',
  'persons',
  'memberships',
  'terms',
  'committeeSpans',
  'posts',
  'groupMemberships',
  'attendanceExceptions',
  'accounts',
  'meetings',
  'meetingItems',
  'attendances',
  'meetingDecisions',
  'meetingOpinions',
  'meetingNextSteps',
  'meetingAmendments',
  'meetingAddenda',
  'activityCounts',
  'findings',
  'corrections',
  'notices',
] as const satisfies readonly (keyof DB)[];
export type BulkTable = (typeof ORDER)[number];

const MOST = 4000;
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Bytes as PostgreSQL reads them from text. */
export const bytes = (buffer: Buffer) => `\\x${buffer.toString('hex')}`;

export function bulkWriter(tx: Db) {
  const waiting = new Map<BulkTable, Row<BulkTable>[]>();
  const written = new Map<BulkTable, number>();

  async function send(table: BulkTable, rows: readonly Row<BulkTable>[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {});
    const names = columns.map(snake);
    const values = rows.map((row) =>
      Object.fromEntries(columns.map((column, i) => [names[i] as string, (row as Record<string, unknown>)[column] ?? null])),
    );
    const list = sql.raw(names.map((name) => `"${name}"`).join(', '));
    const target = sql.raw(`"${snake(table)}"`);
    await sql`insert into ${target} (${list}) select ${list} from json_populate_recordset(null::${target}, ${JSON.stringify(values)}::json)`.execute(
      tx,
    );
    written.set(table, (written.get(table) ?? 0) + rows.length);
  }

  return {
    add<T extends BulkTable>(table: T, ...rows: Row<T>[]): void {
      const list = waiting.get(table) ?? [];
      if (list.length === 0) waiting.set(table, list);
      for (const row of rows) list.push(row as Row<BulkTable>);
    },
    /** Sends what waits once there is enough of it, or all. */
    async flush(all = false): Promise<void> {
      if (!all && (waiting.get('attendances')?.length ?? 0) < MOST * 2) return;
      for (const table of ORDER) {
        const rows = waiting.get(table) ?? [];
        waiting.delete(table);
        for (let i = 0; i < rows.length; i += MOST) await send(table, rows.slice(i, i + MOST));
      }
    },
    written: () => Object.fromEntries(written),
  };
}
export type BulkWriter = ReturnType<typeof bulkWriter>;
