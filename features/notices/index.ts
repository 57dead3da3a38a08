import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Feature } from '#platform/server/http/feature.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { noticeRoutes } from './api/routes.ts';
import type { Notice } from './notice.ts';
import { noticeSentences } from './sentences.ts';

/** Tells people something in the app, in the transaction of the act. A person named twice is told once. */
export async function notify(call: Call, personIds: readonly string[], notice: Notice): Promise<void> {
  await notifyEach(call, [{ personIds, notice }]);
}

/** Many different notices at once: one statement for all of them, one for the open pages. */
export async function notifyEach(call: Call, told: readonly { readonly personIds: readonly string[]; readonly notice: Notice }[]): Promise<void> {
  const rows = told.flatMap(({ personIds, notice }) =>
    [...new Set(personIds)].map((personId) => ({
      id: newId(),
      person_id: personId,
      kind: notice.kind,
      params: { ...notice.params, ...(notice.desk === undefined ? {} : { desk: notice.desk }) },
      link: notice.link,
      subject_id: notice.subjectId ?? null,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into notices (id, person_id, kind, params, link, subject_id, at)
    select id, person_id, kind, params, link, subject_id, ${call.now} from json_to_recordset(${JSON.stringify(rows)}::json)
      as n (id uuid, person_id uuid, kind text, params jsonb, link text, subject_id uuid)`.execute(call.tx);
  const people = [...new Set(rows.map((row) => row.person_id))];
  await sql`select pg_notify('lianxin', json_build_object('topic', 'notices', 'personId', person_id)::text) from unnest(${sql.val(people)}::uuid[]) as n (person_id)`.execute(
    call.tx,
  );
}

export type { Notice } from './notice.ts';

export const noticesFeature: Feature = { name: 'notices', sentences: noticeSentences, routes: [noticeRoutes] };
