import type { Call } from '#platform/server/call/call.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import type { health } from '../contract.ts';
import { maySetMeasures } from '../policy.ts';
import { acceptMeasures, settingsOn } from '../settings.ts';
import { MEASURES_KEY, measureVersions } from './reading.ts';

async function present(call: Call): Promise<Output<typeof health.getHealthSettings>> {
  const versions = await measureVersions(call.tx);
  return {
    today: call.today,
    current: settingsOn(versions, call.today),
    versions,
    abilities: { change: ability((actor) => maySetMeasures(actor), call.actor, undefined) },
  };
}

/** The measures are no secret: everybody who is judged by them reads them. */
export async function getHealthSettings(call: Call) {
  call.permit(signedIn);
  return present(call);
}

/** A new version holds from its day on; what is past keeps the measures of its time. */
export async function changeHealthSettings(call: Call, input: Input<typeof health.changeHealthSettings>) {
  call.permit(maySetMeasures);
  await call.tx
    .insertInto('settings')
    .values({ key: MEASURES_KEY, value: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await call.tx.selectFrom('settings').select('key').where('key', '=', MEASURES_KEY).forUpdate().execute();
  const versions = await measureVersions(call.tx);
  const version = call.accept(acceptMeasures(input, versions, call.today));
  await call.tx
    .updateTable('settings')
    .set((eb) => ({ value: JSON.stringify([...versions, version]), version: eb('version', '+', 1) }))
    .where('key', '=', MEASURES_KEY)
    .execute();
  await call.audit({ action: 'health.setMeasures', subjectKind: 'settings', detail: version });
  return present(call);
}
