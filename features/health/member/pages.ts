import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [
  { path: '/health/:branchId', component: () => import('./HealthPage.vue'), props: true },
  { path: '/findings/:findingId', component: () => import('./FindingPage.vue'), props: true },
];
