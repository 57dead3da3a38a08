import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { acceptPassword, mobileNumber, nonMemberName } from '../account.ts';
import type { accounts } from '../contract.ts';
import { accountRepository } from './repository.ts';
import { beginSession, hashPassword } from './sign-in.ts';

/** A non-member makes an account of their own. The number is sealed; it is not proven to be theirs, so no roster entry is joined to it. */
export async function register(call: Call, input: Input<typeof accounts.register>) {
  call.permit(anyone);
  const mobile = mobileNumber(input.phone) ?? call.refuse('phone_not_mobile', {}, []);
  call.accept(acceptPassword(input.password, mobile));
  const { crypto } = call.services;
  const phoneIndex = crypto.blindIndex(mobile);
  const repository = accountRepository(call.tx);
  const person = {
    id: newId(),
    name: input.name,
    category: 'nonMember',
    phoneSealed: crypto.seal(mobile),
    phoneIndex,
    phoneLast: mobile.slice(-4),
    isDemo: call.services.demo,
  };
  const account = {
    id: newId(),
    username: nonMemberName(phoneIndex),
    personId: person.id,
    name: input.name,
    passwordHash: await hashPassword(input.password),
    createdAt: call.now,
  };
  try {
    await repository.addPerson(person);
    await repository.add(account);
  } catch (error) {
    if (brokeConstraint(error, 'accounts_by_username')) call.refuse('phone_registered');
    throw error;
  }
  await call.audit({ action: 'account.register', subjectKind: 'account', subjectId: account.id, aboutPersonId: person.id });
  return beginSession(call, account.id);
}
