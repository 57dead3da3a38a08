import 'element-plus/theme-chalk/base.css';
import '#ui/tokens.css';
import '#ui/base.css';
import '#ui/kits/element.css';
import './console.css';
import { createApp } from 'vue';
import { configureApi } from '#platform/web/api/api.ts';
import { installWords } from '#platform/web/i18n/i18n.ts';
import { applyModes } from '#platform/web/modes/modes.ts';
import { installQueries, queries } from '#platform/web/query/query.ts';
import { signedOut } from '#platform/web/session/session.ts';
import { keepFocus } from '#ui/keep-focus.ts';
import App from './App.vue';
import { makeRouter } from './router.ts';
import { recogniseReader } from './session.ts';

document.documentElement.dataset.client = 'console';
applyModes();
keepFocus();
configureApi({
  onSignedOut: () => {
    signedOut();
    queries.clear();
  },
});

const app = createApp(App);
installQueries(app);
await installWords(app);
app.use(makeRouter());
app.mount('#app');
void recogniseReader();
