import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Feature } from '#platform/server/http/feature.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { noticeRoutes } from './api/routes.ts';
import type { Notice } from './notice.ts';
import { noticeSentences } from './sentences.ts';

/** Tells people something in the app, in the transaction of the act: one statement for the notices, one for the open pages. */
export async function notify(call: Call, personIds: readonly string[], notice: Notice): Promise<void> {
  if (personIds.length === 0) return;
  const people = [...new Set(personIds)];
  await sql`
    insert into notices (id, person_id, kind, params, link, subject_id, at)
    select n.id, n.person_id, ${notice.kind}, ${JSON.stringify(notice.params ?? {})}::jsonb, ${notice.link}, ${notice.subjectId ?? null}::uuid, ${call.now}
    from unnest(${sql.val(people.map(() => newId()))}::uuid[], ${sql.val(people)}::uuid[]) as n (id, person_id)`.execute(call.tx);
  await sql`select pg_notify('lianxin', json_build_object('topic', 'notices', 'personId', person_id)::text) from unnest(${sql.val(people)}::uuid[]) as n (person_id)`.execute(
    call.tx,
  );
}

export type { Notice } from './notice.ts';

export const noticesFeature: Feature = { name: 'notices', sentences: noticeSentences, routes: [noticeRoutes] };
