import { asActor, type ConsoleRoom, isAdministrator, placesOf, type Reader, worksSomewhere } from '#platform/web/desk/desk.ts';
import { mayDecideCorrection, mayExport, mayImport } from '../policy.ts';

/** A roster comes in through 组织部, or those who keep a school's roster. */
export const bringsRosters = (reader: Reader): boolean => mayImport(asActor(reader)).ok;
/** The roster is for those who may take it out: of their own organisation or of those beneath. */
export const keepsRoster = (reader: Reader): boolean => placesOf(reader).some((path) => mayExport(asActor(reader), { path }).ok);
const decidesCorrections = (reader: Reader): boolean =>
  placesOf(reader).some((path) => mayDecideCorrection(asActor(reader), { personId: 'somebody else', path }).ok);

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
    {
      key: 'corrections',
      group: 'people',
      label: 'members.console.corrections',
      icon: 'edit',
      to: '/corrections',
      order: 25,
      for: decidesCorrections,
    },
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
