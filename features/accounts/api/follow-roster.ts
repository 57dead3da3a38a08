import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint, type Db } from '#platform/server/db/db.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { accountRepository } from './repository.ts';

/** What became another on the roster for one person; `path` is the place in whose audit it is read. */
export type RosterChange = {
  readonly personId: string;
  readonly path: string | null;
  readonly staffNumber?: { readonly before: string | null; readonly after: string | null };
  readonly name?: string;
};

export type ChosenName = { readonly name: string; readonly personId: string | null };

/** Sign-in names that are not the 学工号 of whose they are: no other person's number may become one of them. */
export function chosenNames(db: Db): Promise<ChosenName[]> {
  return accountRepository(db).chosenNames();
}

/**
 * An account follows the roster in the transaction that changes it: its name, and the sign-in name where that was the old 学工号. A name
 * chosen by hand stays, and so does every session: who is signed in remains so, and signs in with the new number the next time.
 */
export async function followRoster(call: Call, changes: readonly RosterChange[]): Promise<Outcome<void, 'sign_in_name_taken'>> {
  const repository = accountRepository(call.tx);
  const renumbered = changes.flatMap(({ personId, staffNumber }) =>
    staffNumber?.after ? [{ personId, ...staffNumber, after: staffNumber.after }] : [],
  );
  const taken = await repository.nameHeldByAnother(renumbered);
  if (taken !== undefined) return refused('sign_in_name_taken', { number: taken });
  let followed: { id: string; personId: string; fields: string[] }[];
  try {
    followed = [
      ...(await repository.followNumbers(renumbered)),
      ...(await repository.followNames(changes.flatMap(({ personId, name }) => (name === undefined ? [] : [{ personId, name }])))),
    ];
  } catch (error) {
    // Another account took the name between the look and the write.
    if (brokeConstraint(error, 'accounts_by_username')) return refused('sign_in_name_taken', { number: renumbered[0]?.after ?? '' });
    throw error;
  }
  const paths = new Map(changes.map(({ personId, path }) => [personId, path]));
  for (let i = 0; i < followed.length; i += 1000)
    await call.audit(
      ...followed.slice(i, i + 1000).map(({ id, personId, fields }) => ({
        action: 'account.followRoster',
        subjectKind: 'account',
        subjectId: id,
        aboutPersonId: personId,
        organisationPath: paths.get(personId) ?? null,
        detail: { fields },
      })),
    );
  return done();
}
