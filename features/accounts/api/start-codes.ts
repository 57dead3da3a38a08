import { randomBytes } from 'node:crypto';
import type { Call } from '#platform/server/call/call.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { normalStartCode, START_CODE_DAYS, startCodeFrom } from '../account.ts';
import type { accounts } from '../contract.ts';
import { issueStartCode, manageAccounts } from '../policy.ts';
import { accountsOf, type PersonAccount } from './accounts-of.ts';
import { accountRepository } from './repository.ts';

/** More slips than this are not printed in one go. */
export const MOST_SLIPS = 3000;

/** The accounts of an organisation and all beneath it, in tree order. */
export async function listAccounts(call: Call, input: Input<typeof accounts.listAccounts>) {
  const place = await accountRepository(call.tx).placeOf(input.organisation);
  call.permit(manageAccounts, place);
  const after = readCursor(call, input.cursor, ['path', 'id']);
  const rows = await accountsOf(call.tx, {
    path: place?.path as string,
    now: call.now,
    limit: input.limit + 1,
    ...(input.state ? { state: input.state } : {}),
    ...(input.q ? { q: input.q } : {}),
    ...(after ? { after: { path: after[0], id: after[1] } } : {}),
  });
  const shown = pageFrom(rows, input.limit, (row) => [row.path, row.personId]);
  return {
    items: shown.rows.map((row) => ({
      personId: row.personId,
      accountId: row.accountId,
      name: row.name,
      username: row.username,
      branch: { id: row.organisationId, name: row.organisation },
      state: row.state,
      codeUntil: row.codeUntil && row.state !== 'active' ? shanghaiIso(row.codeUntil) : null,
      abilities: { issue: ability(issueStartCode, call.actor, row), disable: ability(manageAccounts, call.actor, row) },
    })),
    nextCursor: shown.nextCursor,
  };
}

/** Makes one-time codes and hands them over once, for the slips: only their hashes are kept. A second code replaces the first. */
export async function issueStartCodes(call: Call, input: Input<typeof accounts.issueStartCodes>) {
  const repository = accountRepository(call.tx);
  let people: PersonAccount[];
  const skipped: Output<typeof accounts.issueStartCodes>['skipped'] = [];
  const skip = (person: PersonAccount, why: (typeof skipped)[number]['why']) =>
    skipped.push({ personId: person.personId, name: person.name, branch: person.organisation, why });
  if (input.personIds) {
    people = await accountsOf(call.tx, { personIds: input.personIds, now: call.now, limit: MOST_SLIPS + 1 });
    if (people.length === 0) call.permit(issueStartCode, null);
    for (const person of people) call.permit(issueStartCode, person);
    if (people.length < new Set(input.personIds).size) call.refuse('not_over_this_person');
  } else {
    const place = call.permit(issueStartCode, input.organisationId ? await repository.placeOf(input.organisationId) : null);
    people = await accountsOf(call.tx, { path: place.path as string, now: call.now, limit: MOST_SLIPS + 1 });
    if (input.onlyNew) people = people.filter((person) => person.state !== 'active');
  }
  people = people.filter((person) => person.state !== 'disabled');
  if (!input.personIds) {
    const may = (person: PersonAccount) => call.actor.kind === 'system' || issueStartCode(call.actor, person).ok;
    for (const person of people) if (!may(person)) skip(person, 'byPost');
    people = people.filter(may);
  }
  if (people.length > MOST_SLIPS) call.refuse('too_many_slips', { most: MOST_SLIPS, count: people.length });

  const until = new Date(call.now.getTime() + START_CODE_DAYS * 86_400_000);
  const taken = await repository.withoutName(people.filter((person) => person.accountId === null));
  const slips = [];
  const made: Parameters<typeof repository.putStartCodes>[0][number][] = [];
  for (const person of people) {
    if (person.username === null || taken.has(person.personId)) {
      skip(person, person.username === null ? 'noNumber' : 'nameTaken');
      continue;
    }
    const code = startCodeFrom([...randomBytes(10)]);
    slips.push({
      personId: person.personId,
      name: person.name,
      username: person.username,
      branch: person.organisation,
      code,
      until: shanghaiIso(until),
    });
    made.push({
      id: person.accountId ?? newId(),
      username: person.username,
      personId: person.personId,
      name: person.name,
      startCodeHash: sha256(normalStartCode(code)),
      startCodeUntil: until,
      createdAt: call.now,
    });
  }
  try {
    await repository.putStartCodes(made);
  } catch (error) {
    // Another account took the name between the look and the write.
    if (brokeConstraint(error, 'accounts_by_username')) call.refuse('username_taken');
    throw error;
  }
  if (made.length > 0)
    await repository.endStartCodeSessions(
      made.map((one) => one.id),
      call.now,
    );
  await call.audit(
    ...(people.length === 0 ? [{ action: 'account.issueStartCode', subjectKind: 'account', organisationPath: call.actor.post?.scope ?? null }] : []),
    ...slips.map((slip, i) => ({
      action: 'account.issueStartCode',
      subjectKind: 'account',
      subjectId: made[i]?.id ?? null,
      aboutPersonId: slip.personId,
      organisationPath: people.find((p) => p.personId === slip.personId)?.path ?? null,
      detail: { until: slip.until },
    })),
    ...(people.length > 0 && slips.length === 0
      ? [{ action: 'account.issueStartCode', subjectKind: 'account', organisationPath: people[0]?.path ?? null, detail: { skipped: skipped.length } }]
      : []),
  );
  return { address: await repository.publicAddress(call.services.config), slips, skipped };
}

async function setState(call: Call, accountId: string, state: 'active' | 'disabled', reason: string) {
  const repository = accountRepository(call.tx);
  const account = await repository.lockWithPlace(accountId, call.now);
  call.permit(manageAccounts, account);
  if (!account) return call.refuse('not_found');
  if (state === 'disabled' && account.id === call.actor.accountId) call.refuse('own_account');
  await repository.update(account.id, { state });
  if (state === 'disabled') await repository.endSessions(account.id, call.now);
  await call.audit({
    action: state === 'disabled' ? 'account.disable' : 'account.enable',
    subjectKind: 'account',
    subjectId: account.id,
    aboutPersonId: account.personId,
    organisationPath: account.path,
    reason,
  });
  return { accountId: account.id, state };
}

/** Ends every session at once; what the person did stays theirs. */
export function disableAccount(call: Call, input: Input<typeof accounts.disableAccount>) {
  return setState(call, input.accountId, 'disabled', input.reason);
}

export function enableAccount(call: Call, input: Input<typeof accounts.enableAccount>) {
  return setState(call, input.accountId, 'active', input.reason);
}
