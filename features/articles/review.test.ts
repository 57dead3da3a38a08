import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterEdit,
  askUrgent,
  type Chain,
  isApproved,
  lateSteps,
  leftOut,
  madeUpBy,
  openStep,
  type Signature,
  STEPS,
  type Step,
  sendBack,
  sign,
  standing,
  stepsOf,
  takeBack,
} from './review.ts';

const signature = (step: Step, personId: string, over: Partial<Signature> = {}): Signature => ({
  step,
  personId,
  forPersonId: null,
  proofBy: personId,
  sha256: 'v1',
  at: '2026-11-20T10:00:00+08:00',
  endedAt: null,
  ...over,
});
const chain = (over: Partial<Chain> = {}): Chain => ({ steps: STEPS, urgent: false, authors: ['wang'], signatures: [], ...over });
const told = (outcome: { ok: true; value?: unknown } | { ok: false; code: string }) => (outcome.ok ? (outcome.value ?? 'may') : outcome.code);

describe('the step in hand', () => {
  test.each<[string, Partial<Chain>, Step | null, boolean]>([
    ['nothing signed', {}, 'first', false],
    ['the first signed', { signatures: [signature('first', 'a')] }, 'second', false],
    ['two signed', { signatures: [signature('first', 'a'), signature('second', 'b')] }, 'final', false],
    ['all signed', { signatures: [signature('first', 'a'), signature('second', 'b'), signature('final', 'c')] }, null, true],
    ['the first taken back', { signatures: [signature('first', 'a', { endedAt: 'x' }), signature('second', 'b')] }, 'first', false],
    ['two reviews, the first signed', { steps: stepsOf(2), signatures: [signature('first', 'a')] }, 'final', false],
    ['one review', { steps: stepsOf(1) }, 'final', false],
    ['urgent, nothing signed', { urgent: true }, 'final', false],
    ['urgent, the final signed', { urgent: true, signatures: [signature('final', 'c')] }, 'first', true],
    [
      'urgent, all made up for',
      { urgent: true, signatures: [signature('final', 'c'), signature('first', 'a'), signature('second', 'b')] },
      null,
      true,
    ],
  ])('%s', (_, over, step, approved) => {
    expect(openStep(chain(over))).toBe(step);
    expect(isApproved(chain(over))).toBe(approved);
  });
});

describe('signing', () => {
  const half = chain({ signatures: [signature('first', 'a', { proofBy: 'p' })] });
  const by = { step: 'second' as Step, personId: 'b', mayReview: true, proofBy: 'b' as string | null, sha256: 'v2' };
  test.each<[string, Partial<typeof by>, string]>([
    ['the step in hand, with one’s own proof', {}, 'may'],
    ['a step that is signed', { step: 'first' }, 'step_not_open'],
    ['a step to come', { step: 'final' }, 'step_not_open'],
    ['a text of one’s own', { personId: 'wang' }, 'own_text'],
    ['twice in one chain', { personId: 'a' }, 'signed_before'],
    ['without being asked', { mayReview: false }, 'not_your_step'],
    ['an older version', { sha256: 'v1' }, 'version_changed'],
    ['without a proof', { proofBy: null }, 'proof_missing'],
    ['with a proof read by an author', { proofBy: 'wang' }, 'proof_by_author'],
    ['with a proof by who read the first one', { proofBy: 'p' }, 'proof_read_before'],
    ['with a proof by somebody else', { proofBy: 'q' }, 'may'],
  ])('%s', (_, over, answer) => expect(told(sign(half, { ...by, ...over }, { sha256: 'v2' }))).toBe(answer));

  test('whatever is tried, three reviews end with three signers, three proof-readers and no author among them', () => {
    const people = ['wang', 'a', 'b', 'c', 'd'];
    const attempt = fc.record({ step: fc.constantFrom(...STEPS), personId: fc.constantFrom(...people), proofBy: fc.constantFrom(null, ...people) });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), fc.boolean(), (attempts, urgent) => {
        let now = chain({ urgent });
        for (const one of attempts) {
          const outcome = sign(now, { ...one, mayReview: true, sha256: 'v' }, { sha256: 'v' });
          if (outcome.ok) now = { ...now, signatures: [...now.signatures, signature(one.step, one.personId, { proofBy: one.proofBy as string })] };
        }
        const signed = standing(now);
        for (const who of [signed.map(({ personId }) => personId), signed.map(({ proofBy }) => proofBy)]) {
          expect(new Set(who).size).toBe(who.length);
          expect(who).not.toContain('wang');
        }
        expect(new Set(signed.map(({ step }) => step)).size).toBe(signed.length);
        if (openStep(now) === null) expect(signed).toHaveLength(3);
      }),
    );
  });
});

describe('sent back, taken back, edited', () => {
  const half = chain({ signatures: [signature('first', 'a')] });
  test.each<[string, { step: Step; mayReview: boolean; remarks: { text: string }[] }, string]>([
    ['with a remark', { step: 'second', mayReview: true, remarks: [{ text: '第二段日期有误' }] }, 'may'],
    ['without one', { step: 'second', mayReview: true, remarks: [] }, 'remark_missing'],
    ['with an empty one', { step: 'second', mayReview: true, remarks: [{ text: ' ' }] }, 'remark_missing'],
    ['by who is not asked', { step: 'second', mayReview: false, remarks: [{ text: '有误' }] }, 'not_your_step'],
    ['at another step', { step: 'final', mayReview: true, remarks: [{ text: '有误' }] }, 'step_not_open'],
  ])('%s', (_, by, answer) => expect(told(sendBack(half, by))).toBe(answer));

  test('a text sent again stands at the step that returned it', () => expect(openStep(half)).toBe('second'));

  test.each<[string, string, boolean, string]>([
    ['a signer', 'a', false, 'first'],
    ['a signer, after publication', 'a', true, 'already_published'],
    ['somebody else', 'b', false, 'not_signed_here'],
  ])('taking back: %s', (_, personId, published, answer) => expect(told(takeBack(half, { personId }, published))).toBe(answer));

  test('an edit after approval ends the final signature alone', () => {
    const all = chain({ signatures: [signature('first', 'a'), signature('second', 'b'), signature('final', 'c')] });
    const edited = afterEdit(all, '2026-11-21T08:00:00+08:00');
    expect(openStep(edited)).toBe('final');
    expect([...leftOut(edited)].sort()).toEqual(['a', 'b', 'wang']);
  });
});

describe('urgent', () => {
  test.each([
    [3, '防汛', 'may'],
    [2, '防汛', 'may'],
    [1, '防汛', 'urgent_not_here'],
    [3, ' ', 'reason_missing'],
  ] as const)('%i reviews, reason “%s”', (reviews, reason, answer) => expect(told(askUrgent(stepsOf(reviews), reason))).toBe(answer));

  const published = '2026-11-20T10:00:00+08:00';
  const later = (milliseconds: number) => new Date(Date.parse(published) + milliseconds).toISOString();
  const DAY = 24 * 3_600_000;
  test.each<[string, Signature[], number, Step[]]>([
    ['at 24:00:00 exactly, nothing is late', [], DAY, []],
    ['a moment later, both are', [], DAY + 1, ['first', 'second']],
    ['signed in time', [signature('first', 'a', { at: later(DAY) }), signature('second', 'b', { at: later(0) })], 3 * DAY, []],
    ['signed late stays late', [signature('first', 'a', { at: later(DAY + 1) }), signature('second', 'b', { at: later(0) })], 3 * DAY, ['first']],
  ])('%s', (_, signatures, now, late) => {
    const urgent = chain({ urgent: true, signatures: [signature('final', 'c', { at: published }), ...signatures] });
    expect(lateSteps(urgent, published, later(now))).toEqual(late);
    expect(lateSteps({ ...urgent, urgent: false }, published, later(now))).toEqual([]);
  });
  test('the hours end a day after publication', () => expect(madeUpBy(published)).toBe('2026-11-21T02:00:00.000Z'));
});
