import type { Call } from '#platform/server/call/call.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import type { accounts } from '../contract.ts';
import { accountRepository } from './repository.ts';

/** The view of oneself that both clients start from. */
export async function presentMe(call: Call, actor: Actor): Promise<Output<typeof accounts.me>> {
  const repository = accountRepository(call.tx);
  const account = await repository.byId(actor.accountId as string);
  if (!account) return call.refuse('not_signed_in');
  const path = actor.branch?.path ?? actor.post?.path;
  const [places, unread] = await Promise.all([path ? repository.placesOf(path) : [], actor.personId ? repository.unread(actor.personId) : 0]);
  return {
    accountId: account.id,
    personId: actor.personId,
    name: actor.name,
    username: account.username.startsWith('m-') && actor.personId ? await repository.maskedPhone(actor.personId) : account.username,
    category: actor.category,
    language: account.language as 'zh-CN' | 'en',
    branch: actor.branch,
    places,
    post: actor.post,
    posts: [...actor.posts],
    mustSetPassword: account.passwordHash === null,
    unread,
    demo: call.services.demo,
  };
}
