import { type ConsoleRoom, worksInDepartment, worksSomewhere } from '#platform/web/desk/desk.ts';

export const calendarConsole: ConsoleRoom = {
  routes: [
    { path: '/calendar', name: 'teaching-calendar', component: () => import('./CalendarPage.vue'), meta: { menu: 'teaching-calendar', keep: true } },
    {
      path: '/calendar/:year/edit',
      name: 'teaching-calendar-edit',
      component: () => import('./EditPage.vue'),
      props: true,
      meta: { menu: 'teaching-calendar' },
    },
  ],
  menu: [
    {
      key: 'teaching-calendar',
      group: 'life',
      label: 'calendar.console.menu',
      icon: 'clock',
      to: '/calendar',
      order: 60,
      for: (reader) => worksSomewhere(reader) || worksInDepartment(reader, 'organisation'),
    },
  ],
};
