import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [
  { path: '/me', component: () => import('./MePage.vue'), meta: { tab: 'me' } },
  { path: '/me/file', component: () => import('./FilePage.vue') },
  { path: '/me/file/history', component: () => import('./HistoryPage.vue') },
  { path: '/me/audit', component: () => import('./AboutMePage.vue') },
  { path: '/exports', component: () => import('./ExportsPage.vue') },
  { path: '/branches/:branchId/incomplete', component: () => import('./IncompletePage.vue'), props: true },
  { path: '/corrections', component: () => import('./CorrectionsPage.vue') },
];
