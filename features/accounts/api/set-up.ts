import { randomBytes, timingSafeEqual } from 'node:crypto';
import { nextCode } from '#features/organisations/code.ts';
import { organisationRepository } from '#features/organisations/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { dayOf } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { acceptPassword, isUsername, normalStartCode, startCodeFrom } from '../account.ts';
import type { accounts } from '../contract.ts';
import { accountRepository } from './repository.ts';
import { beginSession, hashPassword } from './sign-in.ts';

const KEY = 'setup.code';

/** At the start of an empty installation: makes a code anew (the earlier one is void) for the terminal to print, and keeps its hash. Null once it is set up. */
export async function ensureSetupCode(services: Services): Promise<string | null> {
  return services.db.transaction().execute(async (tx) => {
    if (await accountRepository(tx).hasAny()) return null;
    const code = startCodeFrom([...randomBytes(10)]);
    await accountRepository(tx).putSetting(KEY, sha256(normalStartCode(code)));
    return code;
  });
}

export async function setupState(call: Call) {
  call.permit(anyone);
  return { needed: !(await accountRepository(call.tx).hasAny()), demo: call.services.demo };
}

/**
 * The first visitor names the university, whose committee becomes the root, and makes the account that does the import and looks after the rest.
 * Where the operator has imported a roster before, the university has its name, its tree and perhaps its 组织部 already.
 */
export async function setUp(call: Call, input: Input<typeof accounts.setUp>) {
  call.permit(anyone);
  const repository = accountRepository(call.tx);
  const organisations = organisationRepository(call.tx);
  const kept = await repository.lockSetting(KEY);
  if (await repository.hasAny()) call.refuse('already_set_up');
  const given = sha256(normalStartCode(input.code));
  if (typeof kept !== 'string' || !timingSafeEqual(Buffer.from(kept), Buffer.from(given))) call.refuse('setup_code_wrong');
  if (!isUsername(input.username)) call.refuse('username_shape');
  call.accept(acceptPassword(input.password, input.username));

  const person = { id: newId(), name: input.name, category: 'nonMember', isDemo: false };
  const account = {
    id: newId(),
    username: input.username,
    personId: person.id,
    name: input.name,
    passwordHash: await hashPassword(input.password),
    createdAt: call.now,
  };
  const today = dayOf(call.now);
  let root: { id: string; path: string };
  try {
    await organisations.holdTree();
    const recorded = await organisations.root();
    root =
      recorded ??
      (await organisations.add({
        id: newId(),
        code: null,
        name: input.university,
        kind: 'committee',
        composition: null,
        department: null,
        parent: null,
        foundedOn: null,
        recordsSince: today,
        note: null,
      }));
    const code = recorded?.code ?? null;
    const department =
      (await organisations.childrenOf(root.id)).find((one) => one.department === 'organisation') ??
      (await organisations.add({
        id: newId(),
        code: code === null ? null : nextCode(code, await organisations.codesUnder(code)),
        name: '组织部',
        kind: 'department',
        composition: null,
        department: 'organisation',
        parent: root,
        foundedOn: null,
        recordsSince: today,
        note: null,
      }));
    await repository.addPerson(person);
    await repository.add(account);
    // The import is done in the second post, so it is the one acted in first.
    await organisations.addPost({
      id: newId(),
      personId: person.id,
      organisationId: department.id,
      kind: 'departmentStaff',
      fromOn: today,
      toOn: null,
      documentNumber: null,
    });
    await organisations.addPost({
      id: newId(),
      personId: person.id,
      organisationId: root.id,
      kind: 'administrator',
      fromOn: today,
      toOn: null,
      documentNumber: null,
    });
  } catch (error) {
    if (brokeConstraint(error, 'organisations_one_root')) call.refuse('already_set_up');
    if (brokeConstraint(error, 'accounts_by_username')) call.refuse('username_taken');
    throw error;
  }
  await repository.removeSetting(KEY);
  await call.audit({
    action: 'installation.setUp',
    subjectKind: 'installation',
    subjectId: root.id,
    organisationPath: root.path,
    aboutPersonId: person.id,
    detail: { university: input.university },
  });
  await call.announce({ topic: 'organisations', id: root.id, path: root.path });
  return beginSession(call, account.id);
}
