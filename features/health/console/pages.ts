import { asActor, type ConsoleRoom, placesOf, worksAbove, worksInBranch } from '#platform/web/desk/desk.ts';
import { mayReadHealth } from '../policy.ts';

export const healthConsole: ConsoleRoom = {
  routes: [
    { path: '/branches', name: 'branches', component: () => import('./BranchesPage.vue'), meta: { menu: 'branches' } },
    { path: '/branches/:branchId', name: 'branch', component: () => import('./BranchPage.vue'), props: true, meta: { menu: 'branches' } },
    { path: '/follow-up', name: 'follow-up', component: () => import('./FollowUpPage.vue'), meta: { menu: 'followUp' } },
  ],
  menu: [
    {
      key: 'branches',
      group: 'home',
      label: 'health.console.home',
      icon: 'home',
      to: (reader) => `/branches/${reader.post?.organisationId ?? ''}`,
      order: 0,
      for: (reader) => worksInBranch(reader) && placesOf(reader).some((path) => mayReadHealth(asActor(reader), { branch: { path } }).ok),
    },
    { key: 'followUp', group: 'home', label: 'health.console.followUp', icon: 'flag', to: '/follow-up', order: 10, for: worksAbove },
    { key: 'branches', group: 'life', label: 'health.console.branches', icon: 'steps', to: '/branches', order: 20, for: worksAbove },
  ],
};
