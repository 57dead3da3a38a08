/**
 * Three reviews (三审) with a proof each (三校): where a text stands in its chain, and what each act does to it. The chain is read from
 * its signatures; nothing else is kept. 《图书质量保障体系》(1997) 第八条、第九条.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

export const STEPS = ['first', 'second', 'final'] as const;
export type Step = (typeof STEPS)[number];

export function stepsOf(reviews: 1 | 2 | 3): readonly Step[] {
  return reviews === 3 ? STEPS : reviews === 2 ? ['first', 'final'] : ['final'];
}

/** One signature under one version of a text, with the proof that was read for it. */
export type Signature = {
  readonly step: Step;
  readonly personId: string;
  readonly forPersonId: string | null;
  readonly proofBy: string;
  /** SHA-256 of the version signed. */
  readonly sha256: string;
  readonly at: string;
  /** Taken back by its signer, or fallen since the text was edited after approval. */
  readonly endedAt: string | null;
};

export type Chain = {
  readonly steps: readonly Step[];
  /** 急: the final review alone, the others afterwards. */
  readonly urgent: boolean;
  readonly authors: readonly string[];
  /** Of this chain only; one that started anew has none. */
  readonly signatures: readonly Signature[];
};

export function standing(chain: Pick<Chain, 'signatures'>): readonly Signature[] {
  return chain.signatures.filter(({ endedAt }) => endedAt === null);
}

/** The order in which the steps are taken: an urgent text begins with its last. */
function order({ steps, urgent }: Pick<Chain, 'steps' | 'urgent'>): readonly Step[] {
  return urgent ? [...steps.slice(-1), ...steps.slice(0, -1)] : steps;
}

/** The step in hand, null when every one is signed. A text sent back stands, after it is sent again, at the step that returned it: the earlier ones are signed. */
export function openStep(chain: Chain): Step | null {
  const signed = new Set(standing(chain).map(({ step }) => step));
  return order(chain).find((step) => !signed.has(step)) ?? null;
}

/** May be published: every step is signed, or the final one of an urgent text. */
export function isApproved(chain: Chain): boolean {
  const open = openStep(chain);
  return open === null || (chain.urgent && open !== 'final');
}

/** Nobody signs a text of their own, or twice in one chain: by person, whatever post or deputy. */
export function leftOut(chain: Pick<Chain, 'authors' | 'signatures'>): Set<string> {
  return new Set([...chain.authors, ...standing(chain).map(({ personId }) => personId)]);
}

export type SignRefusal =
  | 'step_not_open'
  | 'own_text'
  | 'signed_before'
  | 'not_your_step'
  | 'version_changed'
  | 'proof_missing'
  | 'proof_by_author'
  | 'proof_read_before';

/** Signing the step in hand, on the version that the reviewer has read, with its proof. `mayReview`: among the step's reviewers today. */
export function sign(
  chain: Chain,
  by: { readonly step: Step; readonly personId: string; readonly mayReview: boolean; readonly proofBy: string | null; readonly sha256: string },
  current: { readonly sha256: string },
): Outcome<void, SignRefusal> {
  if (openStep(chain) !== by.step) return refused('step_not_open', { step: by.step });
  if (chain.authors.includes(by.personId)) return refused('own_text');
  const signed = standing(chain);
  if (signed.some(({ personId }) => personId === by.personId)) return refused('signed_before');
  if (!by.mayReview) return refused('not_your_step');
  if (by.sha256 !== current.sha256) return refused('version_changed');
  if (by.proofBy === null) return refused('proof_missing');
  if (chain.authors.includes(by.proofBy)) return refused('proof_by_author');
  return signed.some(({ proofBy }) => proofBy === by.proofBy) ? refused('proof_read_before') : done();
}

/** Sending a text back says why: at least one remark, at a passage or on the whole. */
export function sendBack(
  chain: Chain,
  by: { readonly step: Step; readonly mayReview: boolean; readonly remarks: readonly { readonly text: string }[] },
): Outcome<void, 'step_not_open' | 'not_your_step' | 'remark_missing'> {
  if (openStep(chain) !== by.step) return refused('step_not_open', { step: by.step });
  if (!by.mayReview) return refused('not_your_step');
  return by.remarks.some(({ text }) => text.trim() !== '') ? done() : refused('remark_missing');
}

/** A signer who is shown what changed since may take the signature back, until the text is published. */
export function takeBack(
  chain: Chain,
  by: { readonly personId: string },
  published: boolean,
): Outcome<Step, 'not_signed_here' | 'already_published'> {
  const mine = standing(chain).find(({ personId }) => personId === by.personId);
  if (!mine) return refused('not_signed_here');
  return published ? refused('already_published') : done(mine.step);
}

/** An edit after approval counts as returned by the final review: its signature falls, the others stand. */
export function afterEdit(chain: Chain, at: string): Chain {
  return { ...chain, signatures: chain.signatures.map((one) => (one.step === 'final' && one.endedAt === null ? { ...one, endedAt: at } : one)) };
}

/** Only texts of two or three reviews can be urgent, and somebody says why. */
export function askUrgent(steps: readonly Step[], reason: string): Outcome<void, 'urgent_not_here' | 'reason_missing'> {
  if (steps.length < 2) return refused('urgent_not_here');
  return reason.trim() === '' ? refused('reason_missing') : done();
}

export const URGENT_HOURS = 24;

/** Until when the reviews left out of an urgent text are made up for; that very instant is in time. */
export function madeUpBy(publishedAt: string): string {
  return new Date(Date.parse(publishedAt) + URGENT_HOURS * 3_600_000).toISOString();
}

/** 补审逾期: a review of an urgent text that is missing, or was signed, after its hours. */
export function lateSteps(chain: Chain, publishedAt: string | null, now: string): Step[] {
  if (!chain.urgent || publishedAt === null) return [];
  const end = Date.parse(madeUpBy(publishedAt));
  const signed = new Map(standing(chain).map(({ step, at }) => [step, Date.parse(at)]));
  return chain.steps.filter((step) => step !== 'final' && (signed.get(step) ?? Date.parse(now)) > end);
}
