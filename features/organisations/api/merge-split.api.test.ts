import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const act = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕20号', reason: '毕业离校，人数减少' };
const spans = (personId: string) =>
  world.db
    .selectFrom('memberships')
    .select(['organisationId', 'fromOn', 'toOn', 'reason'])
    .where('personId', '=', personId)
    .orderBy('fromOn')
    .execute();
const peopleOf = async (id: string) =>
  (
    await world.db
      .selectFrom('memberships')
      .innerJoin('persons', 'persons.id', 'memberships.personId')
      .select('name')
      .where('organisationId', '=', id)
      .where('toOn', 'is', null)
      .orderBy('name')
      .execute()
  ).map((row) => row.name);
const meetingOf = async (branchId: string, by: string) => {
  const id = newId();
  await world.db
    .insertInto('meetings')
    .values({
      id,
      branchId,
      kind: 'membersMeeting',
      title: '党员大会',
      state: 'planned',
      startsAt: new Date('2026-10-10T11:00:00Z'),
      heldOn: '2026-10-10',
      place: '101',
      chairId: by,
      recorderId: by,
    })
    .execute();
  return id;
};

describe('merging', () => {
  test.each([
    ['one branch', (u: University) => ({ sourceIds: [u.branch.id] }), 'too_few_to_merge'],
    ['a branch with itself', (u: University) => ({ sourceIds: [u.branch.id], intoId: u.branch.id }), 'merge_twice'],
    ['a branch with a school', (u: University) => ({ sourceIds: [u.branch.id], intoId: u.school.id }), 'not_branches'],
    ['into nothing that has a name', (u: University) => ({ sourceIds: [u.branch.id, u.far.id] }), 'invalid_input'],
    [
      'into a code that is in use',
      (u: University) => ({ sourceIds: [u.branch.id, u.far.id], made: { name: '联合党支部', code: '010102' } }),
      'code_taken',
    ],
  ])('%s is refused, and nothing is changed', async (_, choose, code) => {
    const client = await university.as('department');
    expect((await client.ask(organisations.merge, { ...choose(university), ...act })).problem?.code).toBe(code);
    expect((await (await university.as('organiser')).ask(organisations.merge, { ...choose(university), ...act })).status).toBe(403);
    expect(await world.db.selectFrom('organisationChanges').selectAll().execute()).toEqual([]);
  });

  test('an absorbing branch keeps its history; people, exceptions and groups come along; old records stay', async () => {
    const { branch, sibling, people } = university;
    const client = await university.as('department');
    const meeting = await meetingOf(sibling.id, people.siblingSecretary.id);
    const group = (await client.ask(organisations.found, { parentId: sibling.id, kind: 'group', name: '第一党小组', ...act })).body;
    await client.ask(organisations.recordException, {
      organisationId: sibling.id,
      personId: people.siblingMember.id,
      ground: 'abroad',
      reason: '公派出国',
      from: '2026-09-01',
    });
    const old = await university.as('siblingSecretary');
    expect((await old.ask(organisations.openWork, { organisationId: sibling.id })).status).toBe(200);

    const answer = await client.ask(organisations.merge, { sourceIds: [sibling.id], intoId: branch.id, ...act });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: branch.id, recordsSince: '2024-03-01', foundedOn: '2024-03-01' });
    expect(answer.body.children.map((child) => child.id)).toEqual([group.id]);
    expect(await spans(people.siblingMember.id)).toEqual([
      { organisationId: sibling.id, fromOn: '2024-03-01', toOn: '2026-11-20', reason: 'import' },
      { organisationId: branch.id, fromOn: '2026-11-20', toOn: null, reason: 'merge' },
    ]);
    expect(await peopleOf(sibling.id)).toEqual([]);
    const standing = (await client.ask(organisations.standing, { organisationId: branch.id })).body;
    expect(standing.exceptions).toMatchObject([{ name: '苏半夏', from: '2026-11-20', to: null }]);

    const source = (await client.ask(organisations.organisation, { organisationId: sibling.id })).body;
    expect(source).toMatchObject({ dissolvedOn: '2026-11-20', posts: [], term: null });
    expect(source.earlierPosts).toMatchObject([{ name: '顾长风', post: 'secretary', to: '2026-11-20' }]);
    expect(source.terms[0]?.endedOn).toBe('2026-11-20');
    expect(source.committeeSpans[0]?.to).toBe('2026-11-20');
    // The old secretary's right ended with the branch; they read the new one as its member.
    expect((await old.ask(organisations.openWork, { organisationId: sibling.id })).status).toBe(403);
    expect((await old.ask(organisations.organisation, { organisationId: branch.id })).status).toBe(200);
    expect((await world.db.selectFrom('meetings').select('branchId').where('id', '=', meeting).executeTakeFirstOrThrow()).branchId).toBe(sibling.id);

    const history = async (organisationId: string) =>
      (await client.ask(organisations.changes, { organisationId })).body.items.map((change) => [
        change.kind,
        change.related.map((place) => place.name),
      ]);
    expect(await history(sibling.id)).toEqual([['merged', ['本科生第二党支部']]]);
    expect(await history(branch.id)).toEqual([['merged', ['教工第一党支部']]]);
  });

  test('a branch that comes out of a merge counts from its founding', async () => {
    const { branch, far, school } = university;
    const client = await university.as('department');
    const everyone = [...(await peopleOf(branch.id)), ...(await peopleOf(far.id))].sort();
    const answer = await client.ask(organisations.merge, {
      sourceIds: [branch.id, far.id],
      made: { name: '联合党支部', composition: 'joint', code: '010109', parentId: school.id },
      ...act,
    });
    expect(answer.body).toMatchObject({
      name: '联合党支部',
      composition: 'joint',
      foundedOn: '2026-11-20',
      recordsSince: '2026-11-20',
      term: null,
      remarks: expect.arrayContaining(['no_secretary']),
    });
    expect((await peopleOf(answer.body.id)).sort()).toEqual(everyone);
    expect((await client.ask(organisations.changes, { organisationId: answer.body.id })).body.items.map((change) => change.kind)).toEqual([
      'founded',
    ]);
    expect(await world.db.selectFrom('auditEntries').select('action').where('subjectId', '=', answer.body.id).execute()).toEqual([
      { action: 'organisation.merge' },
    ]);
    for (const id of [branch.id, far.id])
      expect((await client.ask(organisations.organisation, { organisationId: id })).body.dissolvedOn).toBe('2026-11-20');
  });
});

describe('splitting', () => {
  test('everybody has exactly one place; the branch goes on with its history; who leaves it leaves its posts', async () => {
    const fresh = await openWorld();
    const u = await foundUniversity(fresh);
    const client = await u.as('department');
    const all = (await fresh.db.selectFrom('memberships').select('personId').where('organisationId', '=', u.branch.id).execute()).map(
      (row) => row.personId,
    );
    const leaving = [u.people.publicity.id, u.people.member.id, u.people.activist.id];
    const staying = all.filter((id) => !leaving.includes(id));
    const parts = [{ memberIds: staying }, { made: { name: '本科生第三党支部', code: '010103' }, memberIds: leaving }];
    const wrong: [object[], string][] = [
      [[parts[0] as object], 'too_few_parts'],
      [[parts[0] as object, { ...parts[1], memberIds: leaving.slice(1) }], 'members_left_over'],
      [[parts[0] as object, { ...parts[1], memberIds: [...leaving, staying[0]] }], 'member_in_two_parts'],
      [[parts[0] as object, { ...parts[1], memberIds: [...leaving, u.people.farMember.id] }], 'member_not_here'],
    ];
    for (const [given, code] of wrong)
      expect((await client.ask(organisations.split, { organisationId: u.branch.id, parts: given as typeof parts, ...act })).problem?.code).toBe(code);

    const answer = await client.ask(organisations.split, { organisationId: u.branch.id, parts, ...act });
    expect(answer.status).toBe(200);
    const [kept, made] = answer.body.items;
    expect(kept).toMatchObject({ id: u.branch.id, dissolvedOn: null, recordsSince: '2024-03-01' });
    expect(kept?.posts.map((post) => post.name)).toEqual(['林知远', '沈若溪']);
    expect(made).toMatchObject({
      name: '本科生第三党支部',
      composition: 'undergraduate',
      foundedOn: '2026-11-20',
      recordsSince: '2026-11-20',
      parentId: u.school.id,
    });
    const open = await fresh.db
      .selectFrom('memberships')
      .select(['personId', 'organisationId'])
      .where('personId', 'in', all)
      .where('toOn', 'is', null)
      .execute();
    expect(open).toHaveLength(all.length);
    expect(
      open
        .filter((row) => row.organisationId === made?.id)
        .map((row) => row.personId)
        .sort(),
    ).toEqual([...leaving].sort());
    await fresh.close();
  });
});
