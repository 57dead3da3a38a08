import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { needWords } from '#platform/web/i18n/i18n.ts';
import { session } from '#platform/web/session/session.ts';

const rooms = import.meta.glob<{ pages: RouteRecordRaw[] }>('../../features/*/member/pages.ts', { eager: true });

/** A page and the words of its room come together. */
function withWords(room: string, page: RouteRecordRaw): RouteRecordRaw {
  const open = page.component as (() => Promise<unknown>) | undefined;
  if (!open) return page;
  return { ...page, component: async () => (await Promise.all([open(), needWords(room)]))[0] } as RouteRecordRaw;
}
const roomOf = (file: string) => file.split('/').at(-3) ?? '';

/** Where a person begins: their branch, or their own page where they have none. */
export function homeOf(): string {
  return session.me?.branch ? '/branch' : '/me';
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: () => homeOf() },
    ...Object.entries(rooms).flatMap(([file, room]) => room.pages.map((page) => withWords(roomOf(file), page))),
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
