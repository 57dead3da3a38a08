import { effectScope, watch } from 'vue';
import { loadMe } from '#features/accounts/member/useSession.ts';
import { notices } from '#features/notices/contract.ts';
import { ask } from '#platform/web/api/api.ts';
import { useLive } from '#platform/web/live/live.ts';
import { queries } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';

async function countUnread(): Promise<void> {
  const answer = await ask(notices.unreadNotices, {}).catch(() => null);
  if (answer && session.me) session.me = { ...session.me, unread: answer.unread };
}

/** A right ends with its post: whoever hands over, and whoever takes over, is asked anew who they are. */
async function readReader(topic: string): Promise<void> {
  await loadMe();
  // After a gap in the line every open question asks of its own accord.
  if (topic === 'posts') await queries.invalidateQueries();
}

/** What the whole phone follows, whichever page is open: how many notices are unread, and in which post one acts. */
export function followReader(): void {
  watch(
    () => session.me?.accountId,
    (accountId, _before, onCleanup) => {
      if (!accountId) return;
      const scope = effectScope(true);
      scope.run(() => useLive(['notices', 'posts'], ({ topic }) => void (topic === 'notices' ? countUnread() : readReader(topic))));
      onCleanup(() => scope.stop());
    },
    { immediate: true },
  );
}
