import { createRouter, createWebHistory } from 'vue-router';
import { rooms } from './rooms.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to those who are not signed in; drawn without menu and bar. */
    open?: boolean;
    /** Entry of the menu that this page stands under. */
    menu?: string;
    /** One page for all its parameters: kept while they change. */
    keep?: boolean;
  }
}

export function makeRouter() {
  return createRouter({
    history: createWebHistory('/console/'),
    routes: [...rooms.flatMap((room) => room.routes), { path: '/:rest(.*)*', component: () => import('./MissingPage.vue'), meta: { open: false } }],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}
