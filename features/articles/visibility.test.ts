import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, anonymous } from '#platform/shared/actor/actor.ts';
import { isWithin, VISIBILITIES, type Visibility, wider } from './visibility.ts';

const post = (kind: string, path: string, scope = path) => ({
  id: `${kind}@${path}`,
  kind,
  organisationId: path,
  organisationName: path,
  organisationKind: 'branch',
  path,
  scope,
  department: null,
});
const person = (over: Partial<Actor>): Actor => ({ ...anonymous, kind: 'person', accountId: 'a', personId: 'p', ...over });
const placed = (path: string, category: string, acting: ReturnType<typeof post> | null = null) =>
  person({ branch: { id: path, path, name: path }, category, post: acting });

const readers: Record<string, Actor> = {
  'nobody signed in': anonymous,
  'a non-member by phone number': person({ category: 'nonMember' }),
  'an applicant of the school': placed('1.2.3', 'applicant'),
  'a member of the school': placed('1.2.3', 'full'),
  'a probationary member of another school': placed('1.5.6', 'probationary'),
  'the school’s clerk, placed elsewhere': placed('1.9', 'full', post('clerk', '1.2')),
  'a branch secretary of another school': placed('1.5.6', 'full', post('secretary', '1.5.6')),
  'a secretary of one of its branches': placed('1.9', 'full', post('secretary', '1.2.3')),
  'a committee member of one of its branches, placed elsewhere': placed('1.9', 'full', post('committeeMember', '1.2.3')),
  'a department of the university': placed('1.9', 'full', post('departmentStaff', '1.7', '1')),
  'the administrator': person({ post: post('administrator', '1') }),
};

describe('who reads what the school 1.2 publishes', () => {
  test.each<[string, string]>([
    ['nobody signed in', 'public'],
    ['a non-member by phone number', 'public'],
    ['an applicant of the school', 'subtree campus public'],
    ['a member of the school', 'subtree members campus public'],
    ['a probationary member of another school', 'members campus public'],
    ['the school’s clerk, placed elsewhere', 'posts subtree members campus public'],
    ['a branch secretary of another school', 'members campus public'],
    ['a secretary of one of its branches', 'subtree members campus public'],
    ['a committee member of one of its branches, placed elsewhere', 'members campus public'],
    ['a department of the university', 'subtree members campus public'],
    ['the administrator', 'public'],
  ])('%s: %s', (who, circles) => {
    const reads = VISIBILITIES.filter((visibility) =>
      isWithin(readers[who] as Actor, { visibility, ownerPath: '1.2', posts: [{ organisationPath: '1.2', post: 'clerk' }] }),
    );
    expect(reads.join(' ')).toBe(circles);
  });

  test('who wrote or signed it reads it always, in whatever circle', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VISIBILITIES), fc.constantFrom('1', '1.5', '1.5.6'), (visibility, ownerPath) => {
        expect(isWithin(person({}), { visibility, ownerPath, personIds: ['p'] })).toBe(true);
      }),
    );
  });

  test('what everybody reads, every circle reads: a wider circle never takes one reader away from the campus', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(readers)), fc.constantFrom('1.2', '1.5', '1.2.3'), (actor, ownerPath) => {
        const reads = (visibility: Visibility) => isWithin(actor, { visibility, ownerPath });
        if (reads('members') || reads('subtree')) expect(reads('campus') || actor.branch === null).toBe(true);
        expect(reads('public')).toBe(true);
      }),
    );
  });

  test('the circles stand in order', () => {
    expect(wider('public', 'campus')).toBe(true);
    expect(wider('subtree', 'members')).toBe(false);
    expect(wider('campus', 'campus')).toBe(false);
  });
});
