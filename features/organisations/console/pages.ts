import { type ConsoleRoom, isAdministrator, worksSomewhere } from '#platform/web/desk/desk.ts';

export const organisationsConsole: ConsoleRoom = {
  routes: [
    {
      path: '/organisations/:organisationId?',
      name: 'organisations',
      component: () => import('./OrganisationsPage.vue'),
      props: true,
      meta: { menu: 'organisations', keep: true },
    },
    { path: '/duties', name: 'duties', component: () => import('./DutiesPage.vue'), meta: { menu: 'duties' } },
  ],
  menu: [
    {
      key: 'organisations',
      group: 'people',
      label: 'organisations.console.tree',
      icon: 'school',
      to: '/organisations',
      order: 10,
      for: (reader) => worksSomewhere(reader) || isAdministrator(reader),
    },
    { key: 'duties', group: 'data', label: 'organisations.console.duties', icon: 'book', to: '/duties', order: 40, for: worksSomewhere },
  ],
};
