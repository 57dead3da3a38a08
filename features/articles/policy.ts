/**
 * Who may do what with a published text. Whoever works for the organisation in whose name it stands drafts it, its reviewers review it, those
 * of the final review pin it; a text is read by its circle. The platform's administrator has no part in content.
 */
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { belongsTo, heads, oversees, staffs } from '../organisations/scope.ts';
import type { Visibility } from './visibility.ts';
import { isWithin } from './visibility.ts';

export type Place = { readonly id: string; readonly path: string };
export type ArticleSubject = {
  /** O: whose column it stands in. */
  readonly owner: Place;
  /** D: in whose name it stands. */
  readonly inNameOf: Place;
  readonly authorIds: readonly string[];
  readonly signerIds: readonly string[];
  readonly visibility: Visibility;
  readonly posts: readonly { readonly organisationPath: string; readonly post: string }[];
  /** Published, expired or withdrawn: it has, or had, readers. */
  readonly out: boolean;
  /** Who may sign the step in hand today. */
  readonly reviewerIds: readonly string[];
  /** Whom a reviewer has asked to read a proof. */
  readonly proofReaderIds: readonly string[];
  /** Who does the final review of the column, whatever its state. */
  readonly finalIds: readonly string[];
};
type No<Code extends string> = Outcome<void, Code | 'not_found' | 'not_signed_in'>;

function unseen(actor: Actor) {
  return actor.kind === 'anonymous' ? refused('not_signed_in') : refused('not_found');
}
const isOne = (actor: Actor, ids: readonly string[]) => actor.personId !== null && ids.includes(actor.personId);

/** Works for an organisation as its leader, organiser, clerk or, in a department, as its staff. */
function worksFor(actor: Actor, path: string): boolean {
  return staffs(actor, path) || (actor.post?.kind === 'departmentStaff' && actor.post.path === path);
}

/** A published text: whoever its circle holds. */
export function mayReadArticle(actor: Actor, article: ArticleSubject): No<never> {
  const audience = {
    visibility: article.visibility,
    ownerPath: article.owner.path,
    posts: article.posts,
    personIds: [...article.authorIds, ...article.signerIds],
  };
  if (article.out && isWithin(actor, audience)) return done();
  return mayOpenDesk(actor, article).ok ? done() : unseen(actor);
}

/** Its drafts, reviews and versions: those who write, review or answer for it, in D and in O. */
export function mayOpenDesk(actor: Actor, article: ArticleSubject): No<never> {
  const hands = [...article.authorIds, ...article.signerIds, ...article.reviewerIds, ...article.proofReaderIds, ...article.finalIds];
  if (isOne(actor, hands) || worksFor(actor, article.inNameOf.path) || worksFor(actor, article.owner.path)) return done();
  return unseen(actor);
}

/** Beginning a text in an organisation’s name: who works for it; its members hand in a draft of their own (投稿). */
export function mayBeginArticle(actor: Actor, { inNameOf }: Pick<ArticleSubject, 'inNameOf'>): No<'not_writing_here'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return worksFor(actor, inNameOf.path) || belongsTo(actor, inNameOf.path) ? done() : refused('not_writing_here');
}

/** Changing the words: who works for D, and its authors while they belong to it. Whoever does so becomes an author, and signs no more. */
export function mayWriteArticle(actor: Actor, article: ArticleSubject): No<'not_writing_here'> {
  if (worksFor(actor, article.inNameOf.path)) return done();
  if (isOne(actor, article.authorIds) && belongsTo(actor, article.inNameOf.path)) return done();
  return mayOpenDesk(actor, article).ok ? refused('not_writing_here') : unseen(actor);
}

/** Handing it in, calling it back, changing its place and times: who works for D. */
export function mayHandIn(actor: Actor, article: ArticleSubject): No<'not_handing_in'> {
  if (worksFor(actor, article.inNameOf.path)) return done();
  return mayOpenDesk(actor, article).ok ? refused('not_handing_in') : unseen(actor);
}

/** Signing, sending back, naming a proof-reader: whose task the step in hand is. Whoever has signed is told by the chain’s own rule what has become of it. */
export function mayReviewArticle(actor: Actor, article: ArticleSubject): No<'not_your_step'> {
  if (isOne(actor, article.reviewerIds) || isOne(actor, article.signerIds)) return done();
  return mayOpenDesk(actor, article).ok ? refused('not_your_step') : unseen(actor);
}

/** Saying that a proof was read: whom the reviewer has asked. */
export function mayReadProof(actor: Actor, article: ArticleSubject): No<'not_your_proof'> {
  if (isOne(actor, article.proofReaderIds)) return done();
  return mayOpenDesk(actor, article).ok ? refused('not_your_proof') : unseen(actor);
}

/** Secretary or deputy of this organisation or of one above it. */
function headsOver(actor: Actor, path: string): boolean {
  return actor.post !== null && heads(actor, actor.post.path) && within(path, actor.post.path);
}

/** Withdrawing, at once and alone: who does the final review, and the heads of D, of O and of every level above. */
export function mayWithdrawArticle(actor: Actor, article: ArticleSubject): No<'not_withdrawing'> {
  if (isOne(actor, article.finalIds) || heads(actor, article.inNameOf.path) || headsOver(actor, article.owner.path)) return done();
  return mayReadArticle(actor, article).ok ? refused('not_withdrawing') : unseen(actor);
}

/** 置顶: who does the final review of the column. */
export function mayPinArticle(actor: Actor, article: ArticleSubject): No<'not_pinning'> {
  if (isOne(actor, article.finalIds)) return done();
  return mayReadArticle(actor, article).ok ? refused('not_pinning') : unseen(actor);
}

/** For which columns a reviewer is appointed: the heads of the organisation say so; whoever works for it sees it. */
export function mayAppointReviewer(actor: Actor, { owner }: Pick<ArticleSubject, 'owner'>): No<'not_appointing'> {
  if (heads(actor, owner.path)) return done();
  return worksFor(actor, owner.path) ? refused('not_appointing') : unseen(actor);
}

export function maySeeReviewers(actor: Actor, { owner }: Pick<ArticleSubject, 'owner'>): No<never> {
  return worksFor(actor, owner.path) || oversees(actor, owner.path) ? done() : unseen(actor);
}

/** 代审: the holder of a post names somebody of the same organisation, or who holds a post in the one above. */
export function mayNameDeputy(actor: Actor, { near }: { readonly near: boolean }): No<'deputy_not_near'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return near ? done() : refused('deputy_not_near');
}

/** Ending a deputy early: the holder of the post who named them. */
export function mayEndDeputy(actor: Actor, deputy: { readonly forPersonId: string }): No<never> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return actor.personId === deputy.forPersonId ? done() : refused('not_found');
}
