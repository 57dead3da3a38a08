import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import { plannedOnce } from '#platform/server/db/db.ts';
import { cursorOf, readCursor } from '#platform/server/http/cursor.ts';
import { type Actor, anyone } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { dayOf, shanghaiIso } from '#platform/shared/day/day.ts';
import { columns, levelOf, pageColumns } from '../column.ts';
import type { articles } from '../contract.ts';
import { isWithin, VISIBILITIES } from '../visibility.ts';
import { type OwnerRow, ownersAbove, ownersOf, universityOf } from './places.ts';

type Row = Output<typeof articles.listArticles>['items'][number] & { readonly at: string };

/**
 * The circles of one organisation’s column as SQL. All its texts have one owner, so the rule itself says once which circles hold the reader; a
 * test holds the list against it. Whoever wrote or signed a text reads it in any.
 */
export function readableIn(actor: Actor, ownerPath: string): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql`true`;
  const circles = VISIBILITIES.filter((visibility) => isWithin(actor, { visibility, ownerPath }));
  const parts: RawBuilder<unknown>[] = [sql`a.visibility = any(${sql.val(circles)}::text[])`];
  if (actor.post)
    parts.push(
      sql`(a.visibility = 'posts' and a.posts @> ${JSON.stringify([{ organisationId: actor.post.organisationId, post: actor.post.kind }])}::jsonb)`,
    );
  if (actor.personId && circles.length < VISIBILITIES.length)
    parts.push(
      sql`a.id in (select article_id from article_authors where person_id = ${actor.personId}
                   union select r.article_id from article_signatures s join article_rounds r on r.id = s.round_id where s.person_id = ${actor.personId})`,
    );
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** Whose column is asked for: the organisation named, or the reader’s own at its level. */
async function ownerOf(call: Call, input: Input<typeof articles.listArticles>): Promise<OwnerRow | null> {
  if (input.organisation) {
    const owner = (await ownersOf(call.tx, [input.organisation])).get(input.organisation);
    return owner && levelOf(input.column, owner) !== null ? owner : null;
  }
  const own = call.actor.branch ? await ownersAbove(call.tx, call.actor.branch.path) : [await universityOf(call.tx)];
  return own.find((owner) => owner && levelOf(input.column, owner) !== null) ?? null;
}

const FIELDS = (columnId: string, owner: OwnerRow) => sql`
  a.id, ${columnId}::text as "column", ${columns[columnId as keyof typeof columns].kind}::text as kind, jsonb_build_object('id', ${owner.id}::text, 'name', ${owner.name}::text) as owner,
  jsonb_build_object('id', d.id, 'name', d.name) as in_name_of, v.title, v.summary, a.published_at, a.last_day, a.visibility,
  exists (select from article_lines l where l.article_id = a.id) as corrected,
  to_char(a.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;
const JOINS = sql`join article_versions v on v.id = a.shown_id join organisations d on d.id = a.in_name_of`;

/**
 * A column as it is read: the pins of today by place, then the rest newest first, none twice. A cursor keeps the instant of the first page
 * and what was pinned then, so that later pages cut one and the same sequence.
 */
export async function listArticles(call: Call, input: Input<typeof articles.listArticles>): Promise<Output<typeof articles.listArticles>> {
  call.permit(anyone);
  const key = readCursor(call, input.cursor, ['instant', 'text', 'whole', 'instant', 'id']);
  const owner = await ownerOf(call, input);
  if (!owner) return { items: [], nextCursor: null };
  const instant = key ? key[0] : call.now.toISOString();
  const readable = readableIn(call.actor, owner.path);
  const open = sql`a.column_id = ${input.column} and a.owner_id = ${owner.id} and a.state = 'approved' and a.withdrawn_at is null
    and a.published_at <= ${instant}::timestamptz and (a.expires_at is null or a.expires_at > ${instant}::timestamptz) and ${readable}`;
  const pinned = await pinnedRows(call, open, owner, input.column, dayOf(instant), key ? key[1].split(',').filter(Boolean) : null);
  const head = pinned.slice(key?.[2] ?? 0).slice(0, input.limit);
  const left = input.limit - head.length;
  const after = key && key[3] > '0001-01-01T00:00:00Z' ? sql`and (a.published_at, a.id) < (${key[3]}::timestamptz, ${key[4]}::uuid)` : sql``;
  const { rows } = await sql<Row & { publishedAt: Date }>`${plannedOnce}
    select ${FIELDS(input.column, owner)}, null::int as pinned
      from articles a ${JOINS}
     where ${open} and a.id <> all(${sql.val(pinned.map(({ id }) => id))}::uuid[]) ${after}
     order by a.published_at desc, a.id desc limit ${left + 1}`.execute(call.tx);
  const rest = rows.slice(0, left);
  const shown = (key?.[2] ?? 0) + head.length;
  const last = rest.at(-1);
  const more = rows.length > left || shown < pinned.length;
  const next = last ? [last.at, last.id] : key ? [key[3], key[4]] : ['0001-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000'];
  return {
    items: [...head, ...rest].map((row) => ({ ...row, publishedAt: shanghaiIso(row.publishedAt) })),
    nextCursor: more ? cursorOf([instant, pinned.map(({ id }) => id).join(','), shown, ...(next as [string, string])]) : null,
  };
}

async function pinnedRows(
  call: Call,
  open: RawBuilder<unknown>,
  owner: OwnerRow,
  columnId: string,
  day: string,
  ids: readonly string[] | null,
): Promise<(Row & { publishedAt: Date })[]> {
  if (ids !== null && ids.length === 0) return [];
  if (ids?.some((id) => !/^[0-9a-f-]{36}$/.test(id))) return [];
  const which =
    ids === null
      ? sql`p.owner_id = ${owner.id} and p.column_id = ${columnId} and p.to_on >= ${day} and p.from_on <= ${day}`
      : sql`a.id = any(${sql.val([...ids])}::uuid[])`;
  const { rows } = await sql<Row & { publishedAt: Date }>`
    select ${FIELDS(columnId, owner)}, p.place as pinned
      from articles a ${JOINS} ${ids === null ? sql`join` : sql`left join`} article_pins p on p.article_id = a.id and p.from_on <= ${day} and p.to_on >= ${day}
     where ${open} and ${which}
     order by ${ids === null ? sql`p.place` : sql`array_position(${sql.val([...ids])}::uuid[], a.id)`}`.execute(call.tx);
  return rows;
}

/** The pages of the phone: university, school, branch, each with the columns that its organisation has. */
export async function listColumns(call: Call, { organisation }: Input<typeof articles.listColumns>): Promise<Output<typeof articles.listColumns>> {
  call.permit(anyone);
  const asked = organisation ? (await ownersOf(call.tx, [organisation])).get(organisation) : undefined;
  if (organisation && !asked) call.refuse('not_found');
  const path = asked?.path ?? call.actor.branch?.path;
  const root = await universityOf(call.tx);
  const above = path ? await ownersAbove(call.tx, path) : root ? [root] : [];
  const word = call.language === 'en' ? 'en' : 'zh';
  return {
    pages: (['university', 'school', 'branch'] as const).flatMap((level) => {
      const owner = above.find(({ levels }) => levels.includes(level));
      if (!owner) return [];
      return [
        { level, organisation: { id: owner.id, name: owner.name }, columns: pageColumns[level].map((id) => ({ id, name: columns[id].name[word] })) },
      ];
    }),
  };
}
