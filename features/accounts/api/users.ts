import { randomBytes } from 'node:crypto';
import { organisationRepository } from '#features/organisations/index.ts';
import { type Call, callAs, Refusal } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { isUsername, normalStartCode, START_CODE_DAYS, startCodeFrom } from '../account.ts';
import { accountRepository } from './repository.ts';

/** What `lianxin user …` does, as the operator at the shell: each is audited under that name, and hands a start code over once. */
const operator = systemActor('operator');

export type StartCode = { readonly username: string; readonly code: string; readonly until: Date };

async function giveCode(call: Call, account: { id: string; username: string }): Promise<StartCode> {
  const code = startCodeFrom([...randomBytes(10)]);
  const until = new Date(call.now.getTime() + START_CODE_DAYS * 86_400_000);
  await accountRepository(call.tx).endStartCodeSessions([account.id], call.now);
  await accountRepository(call.tx).update(account.id, {
    startCodeHash: sha256(normalStartCode(code)),
    startCodeUntil: until,
    startCodeUsedAt: null,
    slipName: null,
    failed: 0,
    lockedUntil: null,
  });
  return { username: account.username, code, until };
}

async function accountNamed(call: Call, username: string) {
  return (await accountRepository(call.tx).lockByUsername(username)) ?? call.refuse('not_found');
}

/** A person of the roster by their 学工号, or, with `administrator`, a new name that looks after settings and accounts. Throws `Refusal`. */
export function createUser(services: Services, input: { username: string; name?: string; administrator?: boolean }): Promise<StartCode> {
  return callAs(services, operator, async (call) => {
    const repository = accountRepository(call.tx);
    const organisations = organisationRepository(call.tx);
    const known = await repository.personByStaffNumber(input.username);
    if (!known && !input.administrator) throw new Refusal('not_over_this_person');
    if (!known && !isUsername(input.username)) throw new Refusal('username_shape');
    const person = known ?? { id: newId(), name: input.name ?? input.username };
    const account = { id: newId(), username: input.username, personId: person.id, name: person.name, createdAt: call.now };
    if (!known) await repository.addPerson({ ...person, category: 'nonMember', isDemo: false });
    try {
      await repository.add(account);
    } catch (error) {
      if (brokeConstraint(error, 'accounts_by_username') || brokeConstraint(error, 'accounts_person_id_key')) throw new Refusal('username_taken');
      throw error;
    }
    if (input.administrator) {
      const root = (await organisations.root()) ?? call.refuse('not_found');
      await organisations.addPost({
        id: newId(),
        personId: person.id,
        organisationId: root.id,
        kind: 'administrator',
        fromOn: call.today,
        toOn: null,
        documentNumber: null,
      });
    }
    await call.audit({
      action: 'account.create',
      subjectKind: 'account',
      subjectId: account.id,
      aboutPersonId: person.id,
      detail: { administrator: input.administrator === true },
    });
    return giveCode(call, account);
  });
}

/** The old password ends at once, and every session with it; the code lets the person set a new one. */
export function resetPassword(services: Services, username: string): Promise<StartCode> {
  return callAs(services, operator, async (call) => {
    const account = await accountNamed(call, username);
    const repository = accountRepository(call.tx);
    await repository.update(account.id, { passwordHash: null });
    await repository.endSessions(account.id, call.now);
    await call.audit({ action: 'account.resetPassword', subjectKind: 'account', subjectId: account.id, aboutPersonId: account.personId });
    return giveCode(call, account);
  });
}

export function disableUser(services: Services, username: string): Promise<void> {
  return callAs(services, operator, async (call) => {
    const account = await accountNamed(call, username);
    const repository = accountRepository(call.tx);
    await repository.update(account.id, { state: 'disabled' });
    await repository.endSessions(account.id, call.now);
    await call.audit({ action: 'account.disable', subjectKind: 'account', subjectId: account.id, aboutPersonId: account.personId });
  });
}
