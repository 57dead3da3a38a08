import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [
  { path: '/branch', component: () => import('./BranchPage.vue'), meta: { tab: 'branch' } },
  { path: '/school', component: () => import('./PlacePage.vue'), props: { level: 'school' }, meta: { tab: 'school' } },
  { path: '/committee', component: () => import('./PlacePage.vue'), props: { level: 'committee' }, meta: { tab: 'committee' } },
  { path: '/organisations/:organisationId', component: () => import('./OrganisationPage.vue'), props: true },
];
