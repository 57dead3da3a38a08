import { kindsUnder } from '#features/organisations/organisation.ts';
import { type Post, postsOf } from '#features/organisations/post.ts';
import type { TreeRules } from '../organisation-row.ts';

/** The table of the room of the organisations, as a roster is held against it. */
export const treeRules: TreeRules = {
  mayStandUnder: (kind, parent) => kindsUnder(parent).includes(kind),
  mayCarry: (organisation, post) => postsOf(organisation).includes(post as Post),
};
