import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { session } from '#platform/web/session/session.ts';

const rooms = import.meta.glob<{ pages: RouteRecordRaw[] }>('../../features/*/member/pages.ts', { eager: true });

/** Where a person begins: their branch, or their own page where they have none. */
export function homeOf(): string {
  return session.me?.branch ? '/branch' : '/me';
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => homeOf() },
    ...Object.values(rooms).flatMap((room) => room.pages),
    { path: '/:rest(.*)*', component: () => import('./MissingPage.vue'), meta: { open: true } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach((to) => {
  if (to.meta.open) return true;
  if (!session.me) return { path: '/sign-in', query: to.fullPath === '/' || to.path === '/me' ? {} : { then: to.fullPath } };
  if (session.me.mustSetPassword && to.path !== '/set-password') return '/set-password';
  return true;
});
