import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import type { articles } from '../contract.ts';
import { mayEndDeputy, mayNameDeputy } from '../policy.ts';
import type { Step } from '../review.ts';
import { nameDeputy as mayName } from '../reviewer.ts';

type Rows = Output<typeof articles.listDeputies>;

async function mine(call: Call): Promise<Rows['items']> {
  const me = call.actor.personId;
  if (me === null) return [];
  const rows = await call.tx
    .selectFrom('reviewDeputies as d')
    .innerJoin('persons as p', 'p.id', 'd.personId')
    .innerJoin('persons as f', 'f.id', 'd.forPersonId')
    .select(['d.id', 'd.step', 'd.personId', 'p.name', 'd.forPersonId', 'f.name as forName', 'd.fromOn', 'd.toOn'])
    .where((where) => where.or([where('d.personId', '=', me), where('d.forPersonId', '=', me)]))
    .where('d.toOn', '>=', call.today)
    .orderBy('d.fromOn')
    .orderBy('d.id')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    step: row.step as Step,
    person: { id: row.personId, name: row.name },
    for: { id: row.forPersonId, name: row.forName },
    from: row.fromOn,
    to: row.toOn,
    mine: row.forPersonId === me,
  }));
}

export async function listDeputies(call: Call): Promise<Rows> {
  call.permit(signedIn);
  return { items: await mine(call) };
}

/** Placed in, or with a post in, an organisation in which one holds a post; or with a post in the one above it. */
async function isNear(call: Call, personId: string): Promise<boolean> {
  const { rows } = await sql<{ near: boolean }>`
    with mine as (select p.organisation_id as id, o.parent_id from posts p join organisations o on o.id = p.organisation_id
      where p.person_id = ${call.actor.personId} and p.kind <> 'administrator' and p.from_on <= ${call.today} and (p.to_on is null or p.to_on > ${call.today}))
    select exists (select from posts t join mine on t.organisation_id in (mine.id, mine.parent_id)
                    where t.person_id = ${personId} and t.kind <> 'administrator' and t.from_on <= ${call.today} and (t.to_on is null or t.to_on > ${call.today}))
        or exists (select from memberships m join mine on m.organisation_id = mine.id
                    where m.person_id = ${personId} and m.from_on <= ${call.today} and (m.to_on is null or m.to_on > ${call.today})) as near`.execute(
    call.tx,
  );
  return rows[0]?.near ?? false;
}

/** Somebody reviews in one’s place, for a step and a span of days. */
export async function nameDeputy(call: Call, input: Input<typeof articles.nameDeputy>): Promise<Output<typeof articles.nameDeputy>> {
  call.permit(mayNameDeputy, { near: await isNear(call, input.personId) });
  const forPersonId = call.actor.personId as string;
  call.accept(mayName({ ...input, forPersonId }, call.today));
  // Two deputies named at once wait for each other; the exclusion constraint has the last word.
  await call.tx.selectFrom('persons').select('id').where('id', '=', forPersonId).forUpdate().execute();
  const taken = await call.tx
    .selectFrom('reviewDeputies')
    .select('id')
    .where('forPersonId', '=', forPersonId)
    .where('step', '=', input.step)
    .where('fromOn', '<=', input.to)
    .where('toOn', '>=', input.from)
    .executeTakeFirst();
  if (taken) call.refuse('deputy_taken');
  const id = newId();
  await call.tx
    .insertInto('reviewDeputies')
    .values({ id, personId: input.personId, forPersonId, step: input.step, fromOn: input.from, toOn: input.to, namedAt: call.now })
    .execute();
  await notify(call, [input.personId], {
    kind: 'reviewDeputyNamed',
    params: { name: call.actor.name, step: input.step, day: input.from },
    link: '/reviews',
    desk: '/console/articles',
    subjectId: id,
  });
  await call.audit({
    action: 'article.nameDeputy',
    subjectKind: 'reviewDeputy',
    subjectId: id,
    organisationPath: call.actor.post?.path ?? null,
    aboutPersonId: input.personId,
    detail: { step: input.step, from: input.from, to: input.to },
  });
  return (await mine(call)).find((row) => row.id === id) as Rows['items'][number];
}

export async function endDeputy(call: Call, { deputyId }: Input<typeof articles.endDeputy>): Promise<Rows> {
  const deputy = await call.tx
    .selectFrom('reviewDeputies')
    .select(['forPersonId', 'personId'])
    .where('id', '=', deputyId)
    .forUpdate()
    .executeTakeFirst();
  call.permit(mayEndDeputy, deputy);
  await call.tx.deleteFrom('reviewDeputies').where('id', '=', deputyId).execute();
  await call.audit({
    action: 'article.endDeputy',
    subjectKind: 'reviewDeputy',
    subjectId: deputyId,
    organisationPath: call.actor.post?.path ?? null,
    aboutPersonId: deputy?.personId ?? null,
  });
  return { items: await mine(call) };
}
