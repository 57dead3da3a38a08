import { type ConsoleRoom, worksAbove, worksInBranch } from '#platform/web/desk/desk.ts';

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
      for: worksInBranch,
    },
    { key: 'followUp', group: 'home', label: 'health.console.followUp', icon: 'flag', to: '/follow-up', order: 10, for: worksAbove },
    { key: 'branches', group: 'life', label: 'health.console.branches', icon: 'steps', to: '/branches', order: 20, for: worksAbove },
  ],
};
