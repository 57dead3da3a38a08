import { asActor, type ConsoleRoom, placesOf } from '#platform/web/desk/desk.ts';
import { manageAccounts } from '../policy.ts';

export const accountsConsole: ConsoleRoom = {
  routes: [
    { path: '/', component: { render: () => null } },
    { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { open: true } },
    { path: '/set-up', name: 'set-up', component: () => import('./SetUpPage.vue'), meta: { open: true } },
    { path: '/settings', name: 'settings', component: () => import('./SettingsPage.vue') },
    { path: '/accounts', name: 'accounts', component: () => import('./AccountsPage.vue'), meta: { menu: 'accounts' } },
    { path: '/accounts/slips', name: 'slips', component: () => import('./SlipsPage.vue'), meta: { menu: 'accounts' } },
  ],
  menu: [
    {
      key: 'accounts',
      group: 'people',
      label: 'accounts.console.menu',
      icon: 'lock',
      to: '/accounts',
      order: 40,
      for: (reader) => placesOf(reader).some((path) => manageAccounts(asActor(reader), { path }).ok),
    },
  ],
};
