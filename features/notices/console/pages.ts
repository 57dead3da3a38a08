import type { ConsoleRoom } from '#platform/web/desk/desk.ts';

/** Reached by the bell; it has no place in the menu. */
export const noticesConsole: ConsoleRoom = {
  routes: [{ path: '/notices', name: 'notices', component: () => import('./NoticesPage.vue') }],
  menu: [],
};
