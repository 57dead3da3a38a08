import { createApp, h } from 'vue';
import { createRouter, createWebHashHistory, RouterView } from 'vue-router';
import '../tokens.css';
import '../base.css';
import '../kits/vant.css';
import '../kits/element.css';
import { keepPaperLight } from '../print.ts';
import Contents from './Contents.vue';

keepPaperLight();
const asked = new URLSearchParams(location.search);
for (const name of ['theme', 'mode', 'client']) {
  const value = asked.get(name);
  if (value) document.documentElement.dataset[name] = value;
}
const pages = import.meta.glob<{ default: object }>('./pages/*.vue', { eager: true });
const names = Object.keys(pages).map((file) => file.slice('./pages/'.length, -'.vue'.length));
const routes = names.map((name) => ({ path: `/${name}`, component: pages[`./pages/${name}.vue`]!.default }));
const router = createRouter({
  history: createWebHashHistory(),
  routes: [...routes, { path: '/:rest(.*)*', component: () => h(Contents, { names }) }],
});
createApp({ render: () => h(RouterView) })
  .use(router)
  .mount('#app');
