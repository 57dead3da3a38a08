/** Who may read what is published: five circles, from those named by their post to everybody. Judged anew at each request. */
import { type Actor, within } from '#platform/shared/actor/actor.ts';

/** From the narrowest to the widest. */
export const VISIBILITIES = ['posts', 'subtree', 'members', 'campus', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const visibilityNames: Readonly<Record<Visibility, { zh: string; en: string }>> = {
  posts: { zh: '指定职务', en: 'Named posts' },
  subtree: { zh: '本组织', en: 'This organisation' },
  members: { zh: '党内', en: 'Party members' },
  campus: { zh: '校内', en: 'This university' },
  public: { zh: '公开', en: 'Everybody' },
};

export function wider(a: Visibility, b: Visibility): boolean {
  return VISIBILITIES.indexOf(a) > VISIBILITIES.indexOf(b);
}

/** Posts through which one reads what belongs to an organisation and to all beneath it, without being placed there. */
const readingPosts: readonly string[] = ['secretary', 'deputySecretary', 'organiser', 'clerk', 'reviewer', 'departmentStaff'];

export type Audience = {
  readonly visibility: Visibility;
  /** The organisation in whose column it stands; a department counts as its committee. */
  readonly ownerPath: string;
  /** With `posts`: each a post of an organisation. */
  readonly posts?: readonly { readonly organisationPath: string; readonly post: string }[];
  /** Who wrote or signed it: they read it always. */
  readonly personIds?: readonly string[];
};

/** Is this reader within the circle? The administrator gets nothing by that post, and whoever came by a phone number only reads what is public. */
export function isWithin(actor: Actor, { visibility, ownerPath, posts = [], personIds = [] }: Audience): boolean {
  if (visibility === 'public') return true;
  if (actor.kind !== 'person' || actor.personId === null) return false;
  if (personIds.includes(actor.personId)) return true;
  const { post, branch, category } = actor;
  if (visibility === 'campus') return branch !== null;
  if (visibility === 'members') return category === 'full' || category === 'probationary';
  if (visibility === 'posts') return post !== null && posts.some((one) => one.post === post.kind && one.organisationPath === post.path);
  if (branch !== null && within(branch.path, ownerPath)) return true;
  return post !== null && readingPosts.includes(post.kind) && (within(post.scope, ownerPath) || within(ownerPath, post.scope));
}
