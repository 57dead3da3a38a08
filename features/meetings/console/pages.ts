import { type ConsoleRoom, worksSomewhere } from '#platform/web/desk/desk.ts';

export const meetingsConsole: ConsoleRoom = {
  routes: [
    { path: '/meetings', name: 'meetings', component: () => import('./MeetingsPage.vue'), meta: { menu: 'meetings' } },
    { path: '/meetings/calendar', name: 'meeting-calendar', component: () => import('./CalendarPage.vue'), meta: { menu: 'meeting-calendar' } },
    { path: '/meetings/:meetingId', name: 'meeting', component: () => import('./MeetingPage.vue'), props: true, meta: { menu: 'meetings' } },
  ],
  menu: [
    { key: 'meetings', group: 'life', label: 'meetings.console.list', icon: 'doc', to: '/meetings', order: 5, for: worksSomewhere },
    {
      key: 'meeting-calendar',
      group: 'life',
      label: 'meetings.console.calendar',
      icon: 'clock',
      to: '/meetings/calendar',
      order: 6,
      for: worksSomewhere,
    },
  ],
};
