import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [{ path: '/branches/:branchId/trend', component: () => import('./TrendPage.vue'), props: true }];
