import { type ConsoleRoom, isAdministrator, type Reader, worksInDepartment } from '#platform/web/desk/desk.ts';

const readers = ['secretary', 'deputySecretary', 'organiser', 'clerk'];
const readsAudit = (reader: Reader) =>
  isAdministrator(reader) ||
  worksInDepartment(reader, 'organisation') ||
  worksInDepartment(reader, 'discipline') ||
  readers.includes(reader.post?.kind ?? '');

export const auditConsole: ConsoleRoom = {
  routes: [{ path: '/audit', name: 'audit', component: () => import('./AuditPage.vue'), meta: { menu: 'audit' } }],
  menu: [{ key: 'audit', group: 'data', label: 'audit.console.title', icon: 'file', to: '/audit', order: 60, for: readsAudit }],
};
