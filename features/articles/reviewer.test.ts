import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STEPS, type Step } from './review.ts';
import { type Deputy, nameDeputy, type Part, type Place, reviewersOf } from './reviewer.ts';

const place = (kind: Place['kind'], holders: Record<string, Part>, reviewers: string[] = []): Place => ({
  kind,
  holders: Object.entries(holders).map(([personId, part]) => ({ personId, part })),
  reviewers,
});
const university = place('committee', { rector: 'head', vice: 'head', uo: 'officer' });
const school = place('committee', { chen: 'head', zhou: 'head', so: 'officer', sc: 'staff' });
const nine = place('branch', { li: 'head', wang: 'officer', zhao: 'officer' });
const alone = place('branch', { li: 'head' });
const pair = place('branch', { li: 'head', sun: 'head' });
const publicity = place('department', { d1: 'departmentStaff', d2: 'departmentStaff', dr: 'reviewer' });
const today = '2026-11-20';
const asked = (step: Step, ladder: Place[], not: string[] = [], deputies: Deputy[] = []) => {
  const { people, above } = reviewersOf(step, ladder, new Set(not), deputies, today);
  return `${people.map(({ personId, forPersonId }) => (forPersonId ? `${personId}（代${forPersonId}）` : personId)).join(' ')}${above ? ' 上级代审' : ''}`;
};
const fromBranch = (branch: Place) => [branch, school, university];

describe('whose task a review is', () => {
  test.each<[string, Step, Place[], string[], string]>([
    ['a branch of nine, its officer writes: another committee member', 'first', fromBranch(nine), ['wang'], 'zhao'],
    ['then the secretary', 'second', fromBranch(nine), ['wang', 'zhao'], 'li'],
    ['and the school in the end', 'final', [school, university], ['wang', 'zhao', 'li'], 'chen zhou'],
    ['a branch with a secretary only, a member writes', 'first', fromBranch(alone), ['m'], 'li'],
    ['the second goes up to the school’s secretary', 'second', fromBranch(alone), ['m', 'li'], 'chen zhou 上级代审'],
    ['the final is another at the school', 'final', [school, university], ['m', 'li', 'chen'], 'zhou'],
    ['a branch notice by the secretary: the deputy', 'final', fromBranch(pair), ['li'], 'sun'],
    ['by the secretary, where officers are: another committee member', 'final', fromBranch(nine), ['li'], 'wang zhao'],
    ['by the secretary, nobody else there: the school', 'final', fromBranch(alone), ['li'], 'chen zhou 上级代审'],
    ['a department: its staff', 'first', [publicity, university], ['d1'], 'd2'],
    ['a department: its reviewer', 'second', [publicity, university], ['d1', 'd2'], 'dr'],
    [
      'a department whose reviewer writes: up to the committee’s secretary or deputy',
      'second',
      [publicity, university],
      ['dr'],
      'rector vice 上级代审',
    ],
    ['a reviewer appointed for the column', 'final', [place('committee', { rector: 'head' }, ['r1'])], [], 'r1'],
    [
      'a first review that goes up as far as the root: secretary or deputy',
      'first',
      [place('committee', {}), university],
      [],
      'rector vice 上级代审',
    ],
    ['nobody left anywhere: it stays open', 'final', [place('committee', { rector: 'head' })], ['rector'], ''],
  ])('%s', (_, step, ladder, not, people) => expect(asked(step, ladder, not)).toBe(people));
});

describe('deputies', () => {
  const deputy: Deputy = { personId: 'qian', forPersonId: 'li', step: 'second', from: '2026-11-01', to: '2026-11-20' };
  test.each<[string, Partial<Deputy>, string[], string]>([
    ['within its days, the last included', {}, [], 'li qian（代li）'],
    ['after them', { to: '2026-11-19' }, [], 'li'],
    ['for another step', { step: 'final' }, [], 'li'],
    ['who is an author', {}, ['qian'], 'li'],
    ['of an author: nobody stands in for one who may not sign', {}, ['li'], 'chen zhou 上级代审'],
  ])('%s', (_, over, not, people) => expect(asked('second', fromBranch(nine), not, [{ ...deputy, ...over }])).toBe(people));

  test.each([
    ['ninety days', { to: '2027-02-17' }, 'may'],
    ['ninety-one days', { to: '2027-02-18' }, 'deputy_too_long'],
    ['oneself', { personId: 'li' }, 'deputy_is_self'],
    ['days reversed', { to: '2026-11-19' }, 'span_reversed'],
    ['days gone by', { from: '2026-11-01', to: '2026-11-19' }, 'deputy_in_past'],
  ])('naming one: %s', (_, over, answer) => {
    const outcome = nameDeputy({ ...deputy, from: today, to: '2026-12-20', ...over }, today);
    expect(outcome.ok ? 'may' : outcome.code).toBe(answer);
  });
});

test('whoever is left out is never asked, in whatever post, and one who holds two posts is asked once', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f'];
  const parts: Part[] = ['head', 'officer', 'staff', 'departmentStaff', 'reviewer'];
  const holder = fc.record({ personId: fc.constantFrom(...people), part: fc.constantFrom(...parts) });
  const anyPlace = fc.record({
    kind: fc.constantFrom<Place['kind']>('department', 'branch', 'committee'),
    holders: fc.array(holder, { maxLength: 6 }),
    reviewers: fc.subarray(people, { maxLength: 2 }),
  });
  const anyDeputy = fc.record({
    personId: fc.constantFrom(...people),
    forPersonId: fc.constantFrom(...people),
    step: fc.constantFrom(...STEPS),
    from: fc.constant('2026-11-01'),
    to: fc.constantFrom('2026-11-10', '2026-12-31'),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...STEPS),
      fc.array(anyPlace, { minLength: 1, maxLength: 3 }),
      fc.subarray(people),
      fc.array(anyDeputy, { maxLength: 3 }),
      (step, ladder, not, deputies) => {
        const { people: found } = reviewersOf(step, ladder, new Set(not), deputies, today);
        const ids = found.map(({ personId }) => personId);
        expect(ids.filter((id) => not.includes(id))).toEqual([]);
        expect(found.filter(({ forPersonId }) => forPersonId !== null && not.includes(forPersonId))).toEqual([]);
        const own = found.filter(({ forPersonId }) => forPersonId === null).map(({ personId }) => personId);
        expect(new Set(own).size).toBe(own.length);
      },
    ),
  );
});
