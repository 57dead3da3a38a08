import type { RouteRecordRaw } from 'vue-router';
import { type Actor, anonymous } from '#platform/shared/actor/actor.ts';
import type { IconName } from '#ui/types.ts';

/** The reader as the menu needs them: the post in which they act decides what stands in it. */
export type Reader = {
  readonly name: string;
  readonly category: string | null;
  readonly branch: { readonly id: string; readonly name: string } | null;
  readonly post: {
    readonly kind: string;
    readonly organisationId: string;
    readonly organisationName: string;
    readonly organisationKind: string;
    readonly department: string | null;
  } | null;
};

export const menuGroups = ['home', 'people', 'life', 'data', 'platform'] as const;
export type MenuGroupKey = (typeof menuGroups)[number];

/** One entry of the menu, offered by a room; `for` says in which posts it can be used. */
export type MenuEntry = {
  readonly key: string;
  readonly group: MenuGroupKey;
  /** Key of its word. */
  readonly label: string;
  readonly icon: IconName;
  /** One address, or the one of this reader. */
  readonly to: string | ((reader: Reader) => string);
  readonly order: number;
  readonly for: (reader: Reader) => boolean;
};

/** What a room adds to the console: its pages and its places in the menu. */
export type ConsoleRoom = { readonly routes: readonly RouteRecordRaw[]; readonly menu: readonly MenuEntry[] };

const leading = ['secretary', 'deputySecretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer', 'committeeMember'];

/** Works in a branch: plans, records, keeps its roster. */
export function worksInBranch(reader: Reader): boolean {
  return (
    reader.post !== null && isBranchKind(reader.post.organisationKind) && [...leading, 'groupLeader', 'clerk', 'organiser'].includes(reader.post.kind)
  );
}

/** Works for a level above branches: a school, the university's committee or one of its departments. */
export function worksAbove(reader: Reader): boolean {
  return (
    reader.post !== null &&
    !isBranchKind(reader.post.organisationKind) &&
    reader.post.organisationKind !== 'group' &&
    [...leading, 'organiser', 'clerk', 'departmentStaff'].includes(reader.post.kind)
  );
}

/**
 * The reader as a policy sees them, so that the menu asks the rule that guards the door. A page knows no paths: `scope` stands for
 * the post's own organisation and `scope.below` for whatever lies under it.
 */
export function asActor(reader: Reader): Actor {
  const { post } = reader;
  const scope = 'scope';
  const acting = post && { ...post, id: post.organisationId, path: post.organisationKind === 'department' ? `${scope}.department` : scope, scope };
  const branch = reader.branch && { ...reader.branch, path: reader.branch.id === post?.organisationId ? scope : 'elsewhere' };
  return { ...anonymous, kind: 'person', name: reader.name, category: reader.category, branch, post: acting };
}
/** The places at which a policy is asked for the menu: the post's own, and for a level above one beneath. */
export function placesOf(reader: Reader): string[] {
  const { post } = asActor(reader);
  return post === null ? [] : isBranchKind(post.organisationKind) ? [post.path] : [post.path, `${post.scope}.below`];
}

export const worksSomewhere = (reader: Reader): boolean => worksInBranch(reader) || worksAbove(reader);

export function worksInDepartment(reader: Reader, department: string): boolean {
  return reader.post?.kind === 'departmentStaff' && reader.post.department === department;
}

export const isAdministrator = (reader: Reader): boolean => reader.post?.kind === 'administrator';

export function isBranchKind(kind: string): boolean {
  return kind === 'branch' || kind === 'directBranch';
}
