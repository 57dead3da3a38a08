import '#ui/tokens.css';
import '#ui/base.css';
import { createApp, watch } from 'vue';
import { loadMe } from '#features/accounts/member/useSession.ts';
import { configureApi } from '#platform/web/api/api.ts';
import { installWords } from '#platform/web/i18n/i18n.ts';
import { applyModes } from '#platform/web/modes/modes.ts';
import { allowCopies } from '#platform/web/offline/copies.ts';
import { startQueue } from '#platform/web/offline/queue.ts';
import { installQueries, queries } from '#platform/web/query/query.ts';
import { session, signedOut } from '#platform/web/session/session.ts';
import { keepFocus } from '#ui/keep-focus.ts';
import App from './App.vue';
import { followReader } from './follow.ts';
import { router } from './router.ts';
import './senders.ts';

applyModes();
keepFocus();
// A phone is its owner's, and is used where there is no network.
allowCopies();
configureApi({
  onSignedOut: () => {
    const here = router.currentRoute.value;
    signedOut();
    queries.clear();
    if (!here.meta.open) void router.push({ path: '/sign-in', query: { then: here.fullPath } });
  },
});

const app = createApp(App);
installQueries(app);
// Who is known from the last visit sees the page at once; a device that knows nobody asks before it shows the door.
await Promise.all([installWords(app), session.me ? undefined : loadMe()]);
if (session.me) {
  void loadMe();
  void startQueue();
}
watch(
  () => session.me?.accountId,
  () => queries.clear(),
);
followReader();
app.use(router);
await router.isReady();
app.mount('#app');

// The first page comes first; then the worker keeps the shell for a start without network.
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}
