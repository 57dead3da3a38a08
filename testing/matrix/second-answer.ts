import type { Operation } from './operations.ts';
import type { PlaceKey, Role, Spot } from './roles.ts';
import type { Scene } from './scene.ts';

/**
 * A second, slow and obvious answer about the tree, written without the policies: it walks from parent to parent and knows only
 * where somebody belongs and where they hold a post. It says what may at most be allowed.
 */
type Tree = Pick<Scene, 'organisations'>;

/** The organisation itself and everything above it, by walking up. */
function upwards(tree: Tree, spot: Spot): string[] {
  const all = Object.values(tree.organisations);
  const walked: string[] = [];
  for (let at = tree.organisations[spot]; at; at = all.find((other) => other.id === at?.parentId) as typeof at) walked.push(at.id);
  return walked;
}

/** A department works for the committee it belongs to. */
function postRoot(tree: Tree, role: Role): string | null {
  if (!role.post) return null;
  const at = tree.organisations[role.post.at];
  return role.post.kind === 'departmentStaff' ? at.parentId : at.id;
}

export function standsOver(tree: Tree, role: Role, spot: Spot): boolean {
  const root = postRoot(tree, role);
  return root !== null && upwards(tree, spot).includes(root);
}
export const belongsIn = (role: Role, spot: Spot) => role.memberOf === spot;
const isAbove = (tree: Tree, spot: Spot, role: Role) => role.memberOf !== null && upwards(tree, role.memberOf).includes(tree.organisations[spot].id);

/** For everybody, signed in or not, each with its reason. */
export const forStrangers: Readonly<Record<string, string>> = {
  'accounts.signIn': 'signing in comes before being known',
  'accounts.register': 'a non-member registers themselves',
  'accounts.setupState': 'the page asks whether there is anything to sign in to',
  'accounts.setUp': 'guarded by the set-up code; closed once the university exists',
  'members.dataStandard': 'the published standard of the data, without anybody’s data',
  'members.dataStandardSchema': 'the same as a schema',
  'members.templateWorkbook': 'an empty form',
  'articles.listColumns': 'the columns of an organisation are public as its name is',
  'articles.listArticles': 'what is public is read without an account; the marks prove that nothing else is',
};

/** Public inside the house: readable beyond one's own place, each with its reason. */
export const forTheHouse: Readonly<Record<string, string>> = {
  'organisations.listOrganisations': 'the names of the organisations are public; details come row by row',
  'organisations.listDuties': 'the list of duties is published',
  'calendar.calendar': 'the teaching calendar is published',
  'health.getHealthSettings': 'the measures by which a branch is judged are known to it',
};

/** An organisation above one's own introduces itself to those beneath it. */
export const forThoseBeneath: Readonly<Record<string, string>> = {
  'organisations.organisation': 'who leads the school and the university is known to their members',
  'organisations.changes': 'founding, renaming and moving are announced to those concerned',
  'articles.getArticle': 'what an organisation publishes for its subtree is read there',
};
/** Filters that may name an organisation above: the answer is only what lies in one's own scope, which the marks prove. */
export const filters: readonly string[] = [
  'health.listBranchHealth',
  'health.branchHealthCsv',
  'health.listFindings',
  'charts.activityTrend',
  'charts.activityTrendCsv',
  'charts.comparison',
  'charts.comparisonCsv',
  'charts.summary',
  'meetings.listMeetings',
  'meetings.meetingMonth',
  'members.listMembers',
];

/** Changes that name no place: of the whole university, by which posts. Everything else without a place is about oneself. */
export const ofTheUniversity: Readonly<Record<string, readonly string[]>> = {
  'calendar.previewCalendar': ['organisationStaff'],
  'calendar.setCalendar': ['organisationStaff'],
  'calendar.setVacationBranches': ['organisationStaff'],
  'organisations.changeMeasures': ['organisationStaff'],
  'health.changeHealthSettings': ['organisationStaff'],
  'members.beginImport': ['schoolOrganiser', 'schoolSecretary', 'organisationStaff', 'universitySecretary'],
};
const ofOneself = /^\/(me|session|notices|exports|review-deputies)(\/|$)/;

/** What a plain member, without a post, may change in the own branch; for whoever is named in the record, what they are named for. */
const membersMay: readonly string[] = ['meetings.answerMeeting', 'meetings.signInToMeeting', 'meetings.proposeAmendment', 'meetings.agreeToMinutes'];
const recorderMay = (operation: Operation) =>
  operation.room === 'meetings' && operation.endpoint.path.startsWith('/meetings/:meetingId') && operation.name !== 'confirmMinutes';
/** Of a text: whom its reviewer has asked to read the proof. */
const proofReaderMay: readonly string[] = ['articles.readProof', 'articles.takeBack'];
/** Done for a branch by a level above it, and never by the branch itself. */
const fromAbove: readonly string[] = ['meetings.nameDeputy'];
/** The administrator keeps the machine and the accounts, and sees no content. */
const administratorRooms: readonly string[] = ['accounts', 'organisations', 'calendar', 'audit', 'jobs', 'notices'];

/** Why a yes is wrong here; null where it may be right. */
export function wrong(tree: Tree, role: Role, operation: Operation, place: PlaceKey): string | null {
  const { endpoint, key } = operation;
  if (key in forStrangers) return null;
  if (role.key === 'anonymous') return 'a stranger was let in';
  const changes = endpoint.method !== 'GET';
  if (place === 'oneself') return null;
  if (place === 'nowhere') {
    if (!changes || ofOneself.test(endpoint.path)) return null;
    return ofTheUniversity[key]?.includes(role.key) ? null : 'a change of the whole university by somebody who has no such post';
  }
  const spot: Spot = place;
  if (role.key === 'administrator' && !administratorRooms.includes(operation.room)) return 'the administrator sees no content';
  if (role.key === 'administrator' && operation.room === 'organisations' && changes) return 'the administrator neither changes the tree nor appoints';
  const over = standsOver(tree, role, spot);
  const member = belongsIn(role, spot) && role.category !== 'nonMember';
  // A department other than 组织部 neither opens files nor decides.
  if (role.key === 'publicityStaff' && (operation.room === 'members' || (changes && over))) return 'a department with another duty';
  if (!changes) {
    if (over || member || key in forTheHouse) return null;
    if (key in forThoseBeneath && isAbove(tree, spot, role)) return null;
    if (
      filters.includes(key) &&
      (isAbove(tree, spot, role) || (role.post !== null && upwards(tree, role.post.at).includes(tree.organisations[spot].id)))
    )
      return null;
    return 'read from outside';
  }
  if (fromAbove.includes(key)) return over && role.post?.at !== spot ? null : 'only a level above does this';
  if (operation.room === 'meetings') {
    // The leaders of a committee lead it too; meetings of this sort are planned by branches only, which a rule says.
    if (role.post?.at === spot && role.post.kind === 'secretary') return null;
    if (!member) return 'a meeting is changed by its own branch alone';
    if (role.post || membersMay.includes(key)) return role.key === 'activist' ? 'an activist changes nothing' : null;
    return role.key === 'recorder' && recorderMay(operation) ? null : 'a member without a post or a task changed it';
  }
  if (over) return null;
  if (member && (key === 'articles.beginArticle' || (role.key === 'recorder' && proofReaderMay.includes(key)))) return null;
  return 'changed from outside the own branch and subtree';
}
