import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true } },
  { path: '/sign-in/help', component: () => import('./SignInHelpPage.vue'), meta: { open: true } },
  { path: '/register', component: () => import('./RegisterPage.vue'), meta: { open: true } },
  { path: '/set-password', component: () => import('./SetPasswordPage.vue') },
  { path: '/settings', component: () => import('./SettingsPage.vue') },
  { path: '/settings/password', component: () => import('./PasswordPage.vue') },
  { path: '/settings/sessions', component: () => import('./SessionsPage.vue') },
];
