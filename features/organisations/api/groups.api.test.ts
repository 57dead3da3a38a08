import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notices } from '#features/notices/contract.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';
import { groups } from '../groups-contract.ts';

let world: World;
let university: University;
let first: string;
let second: string;
type Who = keyof University['people'];
const clientOf = (who: Who) => university.as(who);
const idOf = (who: Who) => university.people[who].id;
const act = { on: '2026-09-01', documentNumber: '支委会〔2026〕2号', reason: '便于开展活动' };

beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  const secretary = await clientOf('secretary');
  const found = async (name: string) =>
    (
      await secretary.ask(organisations.found, {
        parentId: university.branch.id,
        kind: 'group',
        name,
        code: null,
        composition: null,
        department: null,
        ...act,
      })
    ).body.id;
  first = await found('第一党小组');
  second = await found('第二党小组');
});
afterAll(() => world?.close());

const place = async (by: Who, group: string, who: readonly Who[], from = '2026-10-01') =>
  (await clientOf(by)).ask(groups.placeInGroup, { organisationId: group, personIds: who.map(idOf), from });
const seen = async (by: Who, organisationId = university.branch.id) => (await clientOf(by)).ask(groups.listGroups, { organisationId });
const lists = (body: Awaited<ReturnType<typeof seen>>['body']) =>
  Object.fromEntries(body.items.map((group) => [group.name, group.members?.map((member) => member.name) ?? null]));
const spans = async (who: Who) =>
  (
    await world.db
      .selectFrom('groupMemberships')
      .select(['groupId', 'fromOn', 'toOn'])
      .where('personId', '=', idOf(who))
      .orderBy('fromOn')
      .orderBy('id')
      .execute()
  ).map((row) => [row.groupId === first ? 1 : 2, row.fromOn, row.toOn]);

describe('placing members in groups', () => {
  test('the secretary places several at once; they are told, the audit has one entry for each, and who is left over is shown', async () => {
    const { body } = await place('secretary', first, ['member', 'officer', 'secretary']);
    expect(lists(body)).toEqual({ 第一党小组: expect.arrayContaining(['林知远', '沈若溪', '周以宁']), 第二党小组: [] });
    expect(body.unplaced.map((one) => one.name).sort()).toEqual(['许望舒', '陆鸣'].sort());
    const told = await world.db.selectFrom('notices').select('personId').where('kind', '=', 'groupPlaced').execute();
    expect(told.map((row) => row.personId).sort()).toEqual([idOf('member'), idOf('officer')].sort());
    expect((await (await clientOf('member')).ask(notices.listNotices, {})).body.items[0]).toMatchObject({
      link: '/branch',
      params: { organisation: '第一党小组', day: '2026-10-01', desk: `/organisations/${university.branch.id}?tab=groups` },
    });
    const entries = await world.db.selectFrom('auditEntries').select('aboutPersonId').where('action', '=', 'group.place').execute();
    expect(entries.map((entry) => entry.aboutPersonId).sort()).toEqual([idOf('member'), idOf('officer'), idOf('secretary')].sort());
  });

  test('the organisation officer moves one to another group: one group at a time, the earlier span stays as history', async () => {
    expect((await place('officer', second, ['member'], '2026-11-01')).status).toBe(200);
    expect(await spans('member')).toEqual([
      [1, '2026-10-01', '2026-11-01'],
      [2, '2026-11-01', null],
    ]);
    const { body } = await seen('secretary');
    expect(body.earlier).toMatchObject([{ name: '周以宁', group: '第一党小组', from: '2026-10-01', to: '2026-11-01' }]);
    expect((await place('officer', second, ['member'])).problem?.code).toBe('already_in_group');
    // All or nobody: the second of the two is no member of this branch.
    expect((await place('officer', second, ['publicity', 'siblingMember'])).problem?.code).toBe('person_not_here');
    expect(await spans('publicity')).toEqual([]);
  });

  test('only the branch’s secretary, deputy and organisation officer arrange groups', async () => {
    const answers = await Promise.all(
      (['publicity', 'member', 'organiser', 'department', 'siblingSecretary', 'activist', 'guest'] as const).map(
        async (who) => (await place(who, second, ['publicity'])).status,
      ),
    );
    expect(answers).toEqual(answers.map(() => 403));
    const path = `/api/v1/organisations/${second}/group-members`;
    const body = { personIds: [idOf('publicity')], from: '2026-10-01' };
    expect((await world.client().send('POST', path, { body, headers: { 'idempotency-key': crypto.randomUUID() } })).status).toBe(401);
    expect(await spans('publicity')).toEqual([]);
  });

  test.each([
    ['an activist', () => place('secretary', first, ['activist']), 'person_not_here'],
    ['into the branch itself', () => place('secretary', university.branch.id, ['publicity']), 'not_a_group'],
    ['before the group was founded', () => place('secretary', first, ['publicity'], '2026-08-31'), 'day_before_founding'],
    ['from a day to come', () => place('secretary', first, ['publicity'], '2026-11-25'), 'day_in_future'],
    ['into a group of another branch', () => place('siblingSecretary', first, ['siblingMember']), 'not_branch_officer'],
  ])('%s is refused', async (_, ask, code) => expect((await ask()).problem?.code).toBe(code));

  test('placed by two at the same moment, a member is in one group', async () => {
    const answers = await Promise.all([place('secretary', first, ['probationary']), place('officer', second, ['probationary'])]);
    expect(answers.every((answer) => answer.status < 500)).toBe(true);
    expect((await spans('probationary')).filter(([, , to]) => to === null)).toHaveLength(1);
  });
});

describe('who sees the lists', () => {
  test('the branch’s committee, the school and 组织部 see all; a member sees their own group and of the others the name', async () => {
    for (const who of ['secretary', 'publicity', 'organiser', 'department'] as const) {
      const { body } = await seen(who);
      expect([who, body.items.every((group) => group.members !== null), body.earlier.length > 0]).toEqual([who, true, true]);
      expect(body.abilities.arrange.allowed).toBe(who === 'secretary');
    }
    // Groups are counted apart: the branch has its five members, not five and those of its groups again.
    const tree = (await (await clientOf('secretary')).ask(organisations.listOrganisations, { within: university.branch.id })).body.items;
    const counted = Object.fromEntries(tree.map((row) => [row.name, row.detail?.members]));
    const inGroups = (await seen('secretary')).body.items.map((group) => [group.name, group.members?.length]);
    expect(counted).toEqual({ 本科生第二党支部: 5, ...Object.fromEntries(inGroups) });
    const page = (await (await clientOf('secretary')).ask(organisations.organisation, { organisationId: university.branch.id })).body;
    expect(page.children.map((child) => [child.name, child.members])).toEqual(inGroups);
    expect((await (await clientOf('secretary')).ask(organisations.organisation, { organisationId: first })).body.counts.full).toBeGreaterThan(0);
    const { body } = await seen('member');
    expect(body.items.map((group) => [group.name, group.own, group.members !== null])).toEqual([
      ['第一党小组', false, false],
      ['第二党小组', true, true],
    ]);
    expect([body.unplaced, body.earlier]).toEqual([[], []]);
  });

  test('nobody else: no applicant, neighbour, other school or stranger', async () => {
    for (const who of ['activist', 'siblingMember', 'farSecretary', 'otherOrganiser', 'guest'] as const)
      expect([who, (await seen(who)).problem?.code]).toEqual([who, 'not_in_scope']);
    expect((await world.client().ask(groups.listGroups, { organisationId: university.branch.id })).status).toBe(401);
    expect((await seen('department', university.school.id)).problem?.code).toBe('not_a_branch');
  });
});

describe('leaving a group', () => {
  test('by decision of the branch, once', async () => {
    const { body } = await seen('secretary');
    const groupMemberId = body.items.flatMap((group) => group.members ?? []).find((one) => one.personId === idOf('officer'))?.id as string;
    const leave = async (by: Who, on: string) => (await clientOf(by)).ask(groups.leaveGroup, { groupMemberId, on });
    expect((await leave('member', '2026-11-20')).problem?.code).toBe('not_branch_officer');
    expect((await leave('secretary', '2026-09-30')).problem?.code).toBe('span_reversed');
    const left = (await leave('secretary', '2026-11-20')).body;
    expect(left.unplaced.map((one) => one.personId)).toContain(idOf('officer'));
    expect((await leave('secretary', '2026-11-20')).problem?.code).toBe('record_ended');
    expect(await spans('officer')).toEqual([[1, '2026-10-01', '2026-11-20']]);
  });

  test('by leaving the branch: a split takes those who go out of their groups, and leaves the others in theirs', async () => {
    const stay = (['secretary', 'officer', 'publicity', 'probationary', 'activist'] as const).map(idOf);
    const answer = await (await clientOf('department')).ask(organisations.split, {
      organisationId: university.branch.id,
      parts: [
        { made: null, memberIds: stay },
        { made: { name: '本科生第五党支部', code: null, composition: 'undergraduate' }, memberIds: [idOf('member')] },
      ],
      ...act,
      on: '2026-11-22',
    });
    expect([answer.status, answer.problem?.code]).toEqual([200, undefined]);
    expect((await spans('member')).at(-1)).toEqual([2, '2026-11-01', '2026-11-22']);
    expect((await spans('secretary')).at(-1)).toEqual([1, '2026-10-01', null]);
  });

  test('a merge takes the groups along with their members; a group that is dissolved has none', async () => {
    const departments = await clientOf('department');
    const merged = await departments.ask(organisations.merge, {
      sourceIds: [university.branch.id],
      intoId: university.sibling.id,
      ...act,
      on: '2026-11-23',
    });
    expect([merged.status, merged.problem?.code]).toEqual([200, undefined]);
    expect((await spans('secretary')).at(-1)).toEqual([1, '2026-10-01', null]);
    expect(lists((await seen('siblingSecretary', university.sibling.id)).body)).toHaveProperty('第一党小组', expect.arrayContaining(['林知远']));
    expect((await departments.ask(organisations.dissolve, { organisationId: first, ...act, on: '2026-11-24' })).status).toBe(200);
    expect((await spans('secretary')).at(-1)).toEqual([1, '2026-10-01', '2026-11-24']);
  });
});
