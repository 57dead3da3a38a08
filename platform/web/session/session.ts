import { shallowReactive } from 'vue';
import { forgetCopies, keepCopiesAgain } from '../offline/copies.ts';
import { emptyQueue, startQueue } from '../offline/queue.ts';
import { forgetAll, keepFor } from '../offline/store.ts';

type Post = {
  readonly id: string;
  readonly kind: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: string;
  readonly department: string | null;
};

/** Who is signed in on this device, as every page may know it. */
export type SignedIn = {
  readonly accountId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly username: string;
  readonly category: string | null;
  readonly language: 'zh-CN' | 'en';
  readonly branch: { readonly id: string; readonly name: string } | null;
  readonly places: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly post: Post | null;
  readonly posts: readonly Post[];
  readonly mustSetPassword: boolean;
  readonly unread: number;
  readonly demo: boolean;
};

const KEPT = 'lianxin.me';
function read(): SignedIn | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as SignedIn | null;
  } catch {
    return null;
  }
}

/** `me` is known from the last visit until the server has answered, so that a start without network has a name. */
export const session = shallowReactive<{ me: SignedIn | null; turned: boolean }>({
  me: typeof localStorage === 'undefined' ? null : read(),
  /** They act in another post than before, or in none any more, without having chosen so: the page says it until that is read. */
  turned: false,
});
if (session.me) keepFor(session.me.accountId);

/** Takes note of who is signed in; what waited on this device for them is found again. `chosen`: the post is the one they asked for. */
export async function signedInAs(me: SignedIn, chosen = false): Promise<void> {
  const another = session.me?.accountId !== me.accountId;
  if (another || chosen) session.turned = false;
  else if (session.me?.post?.id !== me.post?.id) session.turned = true;
  session.me = me;
  localStorage.setItem(KEPT, JSON.stringify(me));
  keepFor(me.accountId);
  if (another) await Promise.all([keepCopiesAgain(), startQueue()]);
}

/** The session ended elsewhere or ran out: what was written stays, since nobody chose to leave; what was only read is forgotten. */
export function signedOut(): void {
  void forgetCopies();
  session.me = null;
  localStorage.removeItem(KEPT);
  emptyQueue();
}

/** Somebody chose to sign out: nothing of theirs stays on the device. */
export async function leaveDevice(): Promise<void> {
  await forgetAll().catch(() => undefined);
  signedOut();
}
