import { asActor, type ConsoleRoom } from '#platform/web/desk/desk.ts';
import { readAudit } from '../policy.ts';

export const auditConsole: ConsoleRoom = {
  routes: [{ path: '/audit', name: 'audit', component: () => import('./AuditPage.vue'), meta: { menu: 'audit' } }],
  menu: [
    {
      key: 'audit',
      group: 'data',
      label: 'audit.console.title',
      icon: 'file',
      to: '/audit',
      order: 60,
      for: (reader) => readAudit(asActor(reader), { path: null }).ok,
    },
  ],
};
