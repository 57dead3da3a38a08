import { done, type Outcome, refused } from '../outcome/outcome.ts';

/** A post in which somebody may act, with the subtree it reaches. */
export type ActingPost = {
  readonly id: string;
  /** A post code, for example `secretary`. What it allows is said by the features' policies. */
  readonly kind: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: string;
  /** Path of the post's own organisation. */
  readonly path: string;
  /** Root of the subtree the post answers for: its organisation, or for a department the committee it serves. */
  readonly scope: string;
  /** The department's duty, where the organisation is one. */
  readonly department: string | null;
  /** Of a post outside the party's own: whether nobody yet holds what it stands in for while an installation is set up. */
  readonly settingUp?: boolean;
};

/** Who asks: read anew from the database at every request. */
export type Actor = {
  readonly kind: 'anonymous' | 'person' | 'system';
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly personId: string | null;
  readonly name: string;
  readonly category: string | null;
  /** The organisation that answers for the person today. */
  readonly branch: { readonly id: string; readonly path: string; readonly name: string } | null;
  /** The post in which they act now; null acts as a plain member. */
  readonly post: ActingPost | null;
  /** Every post held today, to choose from. */
  readonly posts: readonly ActingPost[];
  /** Signed in with a start code: may only set a password until then. */
  readonly byStartCode?: boolean;
};

export const anonymous: Actor = {
  kind: 'anonymous',
  accountId: null,
  sessionId: null,
  personId: null,
  name: '',
  category: null,
  branch: null,
  post: null,
  posts: [],
};

/** A named actor for imports, jobs and the command line: it goes the same way as a person, and the audit shows its name. */
export function systemActor(name: string): Actor {
  return { ...anonymous, kind: 'system', name };
}

/** Is `path` the subtree's root or beneath it? */
export function within(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`);
}

/** A pure answer to "may this actor do this to that?". The contract names one; the use-case must ask it. */
export type Policy<Subject = never, Code extends string = string> = (actor: Actor, subject: Subject) => Outcome<void, Code>;

/** Open to everybody, signed in or not. */
export function anyone(_actor: Actor, _subject?: unknown): Outcome<void, never> {
  return done();
}

/** Open to everybody who is signed in: for one's own settings, sessions and notices. */
export function signedIn(actor: Actor, _subject?: unknown): Outcome<void, 'not_signed_in'> {
  return actor.kind === 'anonymous' ? refused('not_signed_in') : done();
}
