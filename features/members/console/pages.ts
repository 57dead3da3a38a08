import {
  type ConsoleRoom,
  isAdministrator,
  isBranchKind,
  type Reader,
  worksAbove,
  worksInDepartment,
  worksSomewhere,
} from '#platform/web/desk/desk.ts';

/** A roster comes in through 组织部, or those who keep a school's roster. */
export function bringsRosters(reader: Reader): boolean {
  const kind = reader.post?.organisationKind;
  return (
    worksInDepartment(reader, 'organisation') ||
    ((kind === 'committee' || kind === 'generalBranch') && ['organiser', 'clerk', 'secretary', 'deputySecretary'].includes(reader.post?.kind ?? ''))
  );
}
export const keepsRoster = (reader: Reader) => worksAbove(reader) || (worksSomewhere(reader) && isBranchKind(reader.post?.organisationKind ?? ''));

export const membersConsole: ConsoleRoom = {
  routes: [
    { path: '/members', name: 'members', component: () => import('./RosterPage.vue'), meta: { menu: 'members' } },
    { path: '/members/:personId', name: 'member', component: () => import('./PersonPage.vue'), props: true, meta: { menu: 'members' } },
    { path: '/corrections', name: 'corrections', component: () => import('./CorrectionsPage.vue'), meta: { menu: 'corrections' } },
    { path: '/data-standard', name: 'data-standard', component: () => import('./StandardPage.vue'), meta: { menu: 'dataStandard' } },
    { path: '/import', name: 'imports', component: () => import('./ImportsPage.vue'), meta: { menu: 'inAndOut' } },
    { path: '/import/:importId', name: 'import', component: () => import('./ImportPage.vue'), props: true, meta: { menu: 'inAndOut' } },
    { path: '/exports', name: 'exports', component: () => import('./ExportsPage.vue'), meta: { menu: 'inAndOut' } },
  ],
  menu: [
    { key: 'members', group: 'people', label: 'members.console.roster', icon: 'branch', to: '/members', order: 20, for: keepsRoster },
    { key: 'corrections', group: 'people', label: 'members.console.corrections', icon: 'edit', to: '/corrections', order: 25, for: keepsRoster },
    {
      key: 'inAndOut',
      group: 'data',
      label: 'members.console.inAndOut',
      icon: 'upload',
      to: (reader) => (bringsRosters(reader) ? '/import' : '/exports'),
      order: 20,
      for: (reader) => keepsRoster(reader) || bringsRosters(reader),
    },
    {
      key: 'dataStandard',
      group: 'data',
      label: 'members.console.standard',
      icon: 'table',
      to: '/data-standard',
      order: 30,
      for: (reader) => worksSomewhere(reader) || isAdministrator(reader),
    },
  ],
};
