import { computed, ref } from 'vue';
import { accounts } from '#features/accounts/contract.ts';
import { ApiRefusal, ask } from '#platform/web/api/api.ts';
import { setLanguage } from '#platform/web/i18n/i18n.ts';
import { queries } from '#platform/web/query/query.ts';
import { leaveDevice, type SignedIn, session, signedInAs, signedOut } from '#platform/web/session/session.ts';

const asked = ref(false);

/** Asks who is signed in; without a network the last known stays. */
export async function recogniseReader(): Promise<void> {
  try {
    const me = await ask(accounts.me, {});
    await signedInAs(me);
    await setLanguage(me.language);
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 401) signedOut();
  } finally {
    asked.value = true;
  }
}

/** Who is signed in, and the acts that change it. Nothing that one post could see is kept for another. */
export function useSession() {
  async function choosePost(postId: string | null): Promise<SignedIn> {
    const me = await ask(accounts.choosePost, { postId });
    queries.clear();
    await signedInAs(me, true);
    return me;
  }
  async function leave(): Promise<void> {
    await ask(accounts.signOut, {}).catch(() => undefined);
    queries.clear();
    await leaveDevice();
  }
  return { me: computed(() => session.me), asked, choosePost, leave };
}
