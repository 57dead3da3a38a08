import { sentences } from '#platform/shared/sentences/sentences.ts';

/** Notices refuse nothing of their own: what is not one's own is not found. */
export const noticeSentences = sentences({});
