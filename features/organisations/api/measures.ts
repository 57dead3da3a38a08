import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import type { organisations } from '../contract.ts';
import { acceptMeasures, DEFAULT_MEASURES, type OrganisationMeasures } from '../measures.ts';
import { setMeasures } from '../policy.ts';

const KEY = 'organisations.measures';

function measuresRepository(db: Db) {
  return {
    read: () => db.selectFrom('settings').select(['value', 'version']).where('key', '=', KEY).executeTakeFirst(),
    async lock(): Promise<void> {
      await db
        .insertInto('settings')
        .values({ key: KEY, value: JSON.stringify({}) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db.selectFrom('settings').select('key').where('key', '=', KEY).forUpdate().execute();
    },
    write: (measures: OrganisationMeasures) =>
      db
        .updateTable('settings')
        .set((eb) => ({ value: JSON.stringify(measures), version: eb('version', '+', 1) }))
        .where('key', '=', KEY)
        .execute(),
  };
}

async function kept(db: Db): Promise<{ version: number; measures: OrganisationMeasures }> {
  const row = await measuresRepository(db).read();
  const given = (row?.value ?? {}) as Partial<OrganisationMeasures>;
  return {
    version: row?.version ?? 1,
    measures: { ...DEFAULT_MEASURES, ...given, termYears: { ...DEFAULT_MEASURES.termYears, ...given.termYears } },
  };
}

/** The usual lengths and sizes that the university reminds of. */
export async function organisationMeasures(db: Db): Promise<OrganisationMeasures> {
  return (await kept(db)).measures;
}

async function present(call: Call): Promise<Output<typeof organisations.measures>> {
  const { version, measures } = await kept(call.tx);
  return { version, ...measures, abilities: { change: ability((actor) => setMeasures(actor), call.actor, undefined) } };
}

/** No secret: whoever is reminded by them reads them. */
export async function measures(call: Call) {
  call.permit(signedIn);
  return present(call);
}

/** Set by 组织部 of the university; terms on record keep their own years. */
export async function changeMeasures(call: Call, input: Input<typeof organisations.changeMeasures>) {
  call.permit(setMeasures);
  await measuresRepository(call.tx).lock();
  const before = await kept(call.tx);
  call.matchVersion(before);
  const accepted = call.accept(acceptMeasures(input));
  await measuresRepository(call.tx).write(accepted);
  await call.audit({ action: 'organisation.setMeasures', subjectKind: 'settings', detail: { before: before.measures, after: accepted } });
  await call.announce({ topic: 'organisations' });
  return present(call);
}
