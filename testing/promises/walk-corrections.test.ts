import { afterAll, beforeAll, expect, test } from 'vitest';
import { members } from '#features/members/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { foundUniversity, signInDirectly, type University } from '../people.ts';
import { type Model, no, type Walker, walkAbout } from '../walk.ts';
import { openWorld, type World } from '../world.ts';

/** 更正: a member proposes one for a field of their own file and may take it back; the branch approves or declines it, once. */
const long = process.env.LIANXIN_TRIALS === '1';
type State = 'none' | 'proposed' | 'approved' | 'declined' | 'withdrawn';
type Command =
  | 'propose'
  | 'proposeTheSame'
  | 'proposeWhatIsNotCorrected'
  | 'withdraw'
  | 'withdrawAsAnother'
  | 'approve'
  | 'approveAnOldVersion'
  | 'approveOwn'
  | 'decline'
  | 'declineWithoutRemark';

const decided = no('correction_decided');
const gone = no('not_found');
const everywhere = (code: string) => ({ none: no(code), proposed: no(code), approved: no(code), declined: no(code), withdrawn: no(code) });
/** A decided one stays as it is; the next proposal is another. */
const model: Model<State, Command> = {
  propose: { none: 'proposed', proposed: no('correction_pending'), approved: 'proposed', declined: 'proposed', withdrawn: 'proposed' },
  proposeTheSame: { ...everywhere('value_unchanged'), proposed: no('correction_pending') },
  proposeWhatIsNotCorrected: everywhere('field_not_correctable'),
  withdraw: { none: gone, proposed: 'withdrawn', approved: decided, declined: decided, withdrawn: decided },
  withdrawAsAnother: everywhere('not_found'),
  approve: { none: gone, proposed: 'approved', approved: decided, declined: decided, withdrawn: decided },
  approveAnOldVersion: { none: gone, proposed: no('changed_meanwhile'), approved: decided, declined: decided, withdrawn: decided },
  approveOwn: { ...everywhere('own_correction'), none: gone },
  decline: { none: gone, proposed: 'declined', approved: decided, declined: decided, withdrawn: decided },
  declineWithoutRemark: { none: gone, proposed: no('reason_missing'), approved: decided, declined: decided, withdrawn: decided },
};

let world: World;
let university: University;
let secretary: Client;
let another: Client;
let serial = 0;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  secretary = await university.as('secretary');
  another = await university.as('member');
});
afterAll(() => world?.close());

async function begin(): Promise<Walker<State, Command>> {
  serial += 1;
  const person = await university.person(`林${serial}`, university.branch);
  await world.db
    .updateTable('persons')
    .set({ email: `first${serial}@example.cn` })
    .where('id', '=', person.id)
    .execute();
  const own = world.client();
  await signInDirectly(world, own, person.accountId);
  const latest = () => world.db.selectFrom('corrections').selectAll().where('personId', '=', person.id).orderBy('id', 'desc').executeTakeFirst();
  const emailOf = async () =>
    (await world.db.selectFrom('persons').select('email').where('id', '=', person.id).executeTakeFirstOrThrow()).email as string;

  return {
    /** What is on file changes with an approval and with nothing else, and its history says so. */
    async look() {
      const correction = await latest();
      const history = await world.db.selectFrom('fieldChanges').select(['before', 'after']).where('personId', '=', person.id).orderBy('id').execute();
      const corrections = await world.db.selectFrom('corrections').select(['id', 'state']).where('personId', '=', person.id).orderBy('id').execute();
      const email = await emailOf();
      expect(history).toHaveLength(corrections.filter(({ state }) => state === 'approved').length);
      expect(email).toBe(history.at(-1)?.after ?? email);
      if (correction?.state === 'approved') expect(email).toBe(correction.value);
      return { state: (correction?.state ?? 'none') as State, correction, history, corrections, email };
    },
    async send(command) {
      const { id: correctionId, version } = (await latest()) ?? { id: newId(), version: 1 };
      const decide = (client: Client, approved: boolean, remark: string, at = version) =>
        client.ask(members.decideCorrection, { correctionId, approved, remark }, { version: at });
      const ways: Record<Command, () => ReturnType<Client['send']>> = {
        propose: () => own.ask(members.proposeCorrection, { field: 'email', value: `${newId()}@example.cn`, reason: '换了邮箱' }),
        proposeTheSame: async () => own.ask(members.proposeCorrection, { field: 'email', value: await emailOf() }),
        proposeWhatIsNotCorrected: () => own.ask(members.proposeCorrection, { field: 'category', value: 'full' }),
        withdraw: () => own.ask(members.withdrawCorrection, { correctionId }),
        withdrawAsAnother: () => another.ask(members.withdrawCorrection, { correctionId }),
        approve: () => decide(secretary, true, ''),
        approveAnOldVersion: () => decide(secretary, true, '', version + 1),
        approveOwn: () => decide(own, true, ''),
        decline: () => decide(secretary, false, '与档案不符'),
        declineWithoutRemark: () => decide(secretary, false, ''),
      };
      const answer = await ways[command]();
      expect(answer.status).toBeLessThan(500);
      return answer.problem?.code ?? null;
    },
  };
}

test('a correction goes only the ways of the model, and every one of them', async () => {
  await walkAbout('corrections', model, { count: long ? 1000 : 20, steps: 10 }, begin);
}, 3_600_000);
