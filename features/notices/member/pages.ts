import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [{ path: '/notices', component: () => import('./NoticesPage.vue') }];
