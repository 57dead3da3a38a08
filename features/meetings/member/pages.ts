import type { RouteRecordRaw } from 'vue-router';

export const pages: RouteRecordRaw[] = [
  { path: '/meetings', component: () => import('./MeetingsPage.vue') },
  { path: '/meetings/plan', component: () => import('./PlanPage.vue') },
  { path: '/meetings/record', component: () => import('./LateRecordPage.vue') },
  { path: '/meetings/:meetingId', component: () => import('./MeetingPage.vue'), props: true },
  { path: '/meetings/:meetingId/edit', component: () => import('./EditPlanPage.vue'), props: true },
  { path: '/meetings/:meetingId/people', component: () => import('./PeoplePage.vue'), props: true },
  { path: '/meetings/:meetingId/roll', component: () => import('./RollPage.vue'), props: true },
  { path: '/meetings/:meetingId/code', component: () => import('./CodePage.vue'), props: true },
  { path: '/meetings/:meetingId/sign-in', component: () => import('./SignInPage.vue'), props: true },
  { path: '/meetings/:meetingId/compare', component: () => import('./ComparePage.vue'), props: true },
  { path: '/meetings/:meetingId/write', component: () => import('./WritePage.vue'), props: true },
];
