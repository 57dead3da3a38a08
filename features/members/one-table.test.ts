import { describe, expect, test } from 'vitest';
import { found } from '#features/organisations/act.ts';
import { ORGANISATION_KINDS as KINDS, type OrganisationKind } from '#features/organisations/organisation.ts';
import { appoint, type postsOf } from '#features/organisations/post.ts';
import { BRANCH, check, codes, MAN, nobody, persons, ROOT } from '#testing/roster-rows.ts';
import type { ExistingOrganisation } from './check-roster.ts';
import { labelOf, ORGANISATION_KINDS, POSTS } from './code-tables.ts';
import type { PersonKey } from './fields.ts';

/** The university's committee, and one organisation of any kind beneath it, as they may stand on record. */
function recorded(kind: OrganisationKind) {
  const base = { composition: null, foundedOn: null, termBegan: null, termYears: null, note: null };
  const root: ExistingOrganisation = { ...base, id: 'root', code: '001', name: '示范大学委员会', kind: 'committee', parentCode: null };
  const one: ExistingOrganisation = { ...base, id: 'one', code: '00101', name: '机械工程学院', kind, parentCode: '001' };
  return { ...nobody, root, organisations: new Map([root, one].map((each) => [each.code as string, each])) };
}
const zh = (kind: OrganisationKind) => labelOf(ORGANISATION_KINDS, kind);
const parents = [...KINDS.map((kind) => ({ kind, root: false })), { kind: 'committee' as const, root: true }];
const name = (one: { kind: OrganisationKind; root: boolean }) => (one.root ? '学校党委' : zh(one.kind));

describe('the console and the import answer alike', () => {
  test.each(parents.flatMap((parent) => KINDS.map((kind) => [zh(kind), name(parent), kind, parent] as const)))(
    '%s under %s',
    (_, __, kind, parent) => {
      const parentCode = parent.root ? '001' : '00101';
      const plan = check([], [{ ...BRANCH, code: `${parentCode}07`, parentCode, kind: zh(kind), composition: null }], recorded(parent.kind));
      const standing = { id: 'p', parentId: null, foundedOn: null, dissolvedOn: null, ...parent };
      const made = { kind, composition: kind.toLowerCase().endsWith('branch') ? ('staff' as const) : null, department: null };
      const act = { on: '2026-11-20', documentNumber: '号', reason: '因' };
      const outcome = found(standing, made, act, '2026-11-24');
      expect(codes(plan.rows[0]).includes('parent_kind')).toBe(!outcome.ok && outcome.code === 'wrong_parent');
    },
  );

  const places = parents.flatMap((place) => POSTS.entries.map((post) => [post.zh, name(place), post.code, place] as const));
  test.each(places)('%s of %s', (zhPost, _, post, place) => {
    const man: Record<PersonKey, unknown> = { ...MAN, organisationCode: place.root ? '001' : '00101', posts: zhPost };
    const plan = check([man as never], [ROOT], recorded(place.kind));
    const outcome = appoint({
      organisation: { ...place, foundedOn: null, dissolvedOn: null },
      span: { personId: 'li', post: post as ReturnType<typeof postsOf>[number], from: '2026-11-20', to: null },
      category: 'full',
      kept: [],
    });
    expect(codes(persons(plan)[0]).includes('post_not_here')).toBe(!outcome.ok);
  });
});
