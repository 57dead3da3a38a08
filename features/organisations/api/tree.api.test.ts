import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, signInDirectly, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';

let world: World;
let university: University;
let admin: Awaited<ReturnType<University['person']>>;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  admin = await university.person('管理员', null, 'nonMember', [{ kind: 'administrator', at: university.root }]);
});
afterAll(() => world?.close());

const act = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕12号', reason: '经校党委研究同意' };
type Who = keyof University['people'];
const everyone: Who[] = [
  'secretary',
  'officer',
  'member',
  'probationary',
  'activist',
  'siblingSecretary',
  'farSecretary',
  'organiser',
  'otherOrganiser',
  'department',
  'committee',
  'guest',
];

describe('the tree', () => {
  test('everybody sees the structure in its order; counts, terms and secretaries only within their scope', async () => {
    const detailed: Record<string, string[]> = {};
    for (const who of everyone) {
      const { body, status } = await (await university.as(who)).ask(organisations.listOrganisations, {});
      expect(status).toBe(200);
      expect(body.items.map((row) => row.name)).toEqual([
        '岚川大学党委',
        '信息学院党委',
        '本科生第二党支部',
        '教工第一党支部',
        '数学学院党总支',
        '研究生第一党支部',
        '组织部',
      ]);
      detailed[who] = body.items.filter((row) => row.detail !== null).map((row) => row.name);
    }
    expect(detailed.member).toEqual(['本科生第二党支部']);
    expect(detailed.secretary).toEqual(['本科生第二党支部']);
    expect(detailed.activist).toEqual([]);
    expect(detailed.guest).toEqual([]);
    expect(detailed.organiser).toEqual(['信息学院党委', '本科生第二党支部', '教工第一党支部']);
    expect(detailed.department).toHaveLength(7);
    expect((await world.client().ask(organisations.listOrganisations, {})).status).toBe(401);
  });

  test('counts are summed upwards, and the state of the term is said', async () => {
    const { body } = await (await university.as('department')).ask(organisations.listOrganisations, {});
    const row = (name: string) => body.items.find((item) => item.name === name)?.detail;
    expect(row('本科生第二党支部')).toMatchObject({
      fullMembers: 4,
      members: 5,
      branches: 1,
      secretary: '林知远',
      term: { endsOn: '2027-02-28', daysLeft: 96, overdue: false, extended: false },
    });
    expect(row('信息学院党委')?.members).toBe((row('本科生第二党支部')?.members ?? 0) + (row('教工第一党支部')?.members ?? 0));
    expect(row('岚川大学党委')).toMatchObject({ branches: 3 });
  });

  test('who opens the page of a branch', async () => {
    const answers: Record<string, number> = {};
    for (const who of everyone)
      answers[who] = (await (await university.as(who)).ask(organisations.organisation, { organisationId: university.branch.id })).status;
    expect(answers).toEqual({
      secretary: 200,
      officer: 200,
      member: 200,
      probationary: 200,
      activist: 200,
      siblingSecretary: 403,
      farSecretary: 403,
      organiser: 200,
      otherOrganiser: 403,
      department: 200,
      committee: 200,
      guest: 403,
    });
  });

  test('the page says what a branch lacks', async () => {
    const own = (await (await university.as('organiser')).ask(organisations.organisation, { organisationId: university.branch.id })).body;
    expect(own.counts).toMatchObject({ full: 4, probationary: 1, activist: 1 });
    expect(own.remarks).toEqual([]);
    expect(own.posts.map((post) => [post.post, post.name])).toEqual([
      ['secretary', '林知远'],
      ['organisationOfficer', '沈若溪'],
      ['publicityOfficer', '陆鸣'],
    ]);
    expect(own.term?.reminder).toBe(6);
    const far = (await (await university.as('otherOrganiser')).ask(organisations.organisation, { organisationId: university.far.id })).body;
    expect(far.remarks).toEqual([]);
    const school = (await (await university.as('organiser')).ask(organisations.organisation, { organisationId: university.school.id })).body;
    expect(school.remarks).toEqual(['no_secretary', 'usual_direct_branch']);
  });
});

describe('who may do what', () => {
  const table: [string, (client: Awaited<ReturnType<University['as']>>) => Promise<{ status: number; problem: { code: string } | null }>, Who[]][] = [
    [
      'founds a branch',
      (client) =>
        client.ask(organisations.found, {
          parentId: university.school.id,
          kind: 'branch',
          name: `支部${newId().slice(-6)}`,
          composition: 'staff',
          ...act,
        }),
      ['department'],
    ],
    [
      'renames a branch',
      (client) => client.ask(organisations.rename, { organisationId: university.sibling.id, name: `教工${newId().slice(-6)}`, ...act }),
      ['department'],
    ],
    [
      'founds a group',
      (client) =>
        client.ask(organisations.found, {
          parentId: university.branch.id,
          kind: 'group',
          name: `小组${newId().slice(-6)}`,
          ...act,
          documentNumber: '',
        }),
      ['secretary', 'organiser', 'department', 'committee'],
    ],
    [
      'records a treasurer of the branch',
      (client) =>
        client.ask(organisations.appoint, {
          organisationId: university.branch.id,
          personId: university.people.member.id,
          post: 'treasurer',
          from: '2026-11-20',
        }),
      ['secretary', 'organiser', 'department', 'committee'],
    ],
    [
      'appoints a deputy',
      (client) =>
        client.ask(organisations.appoint, {
          organisationId: university.branch.id,
          personId: university.people.member.id,
          post: 'deputySecretary',
          from: '2026-11-20',
        }),
      ['organiser', 'department', 'committee'],
    ],
    [
      'appoints an administrator',
      (client) =>
        client.ask(organisations.appoint, {
          organisationId: university.root.id,
          personId: university.people.farMember.id,
          post: 'administrator',
          from: '2026-11-20',
        }),
      ['department'],
    ],
    [
      'extends a term',
      async (client) =>
        client.ask(organisations.extendTerm, {
          termId: (await world.db.selectFrom('terms').select('id').where('organisationId', '=', university.branch.id).executeTakeFirstOrThrow()).id,
          to: '2027-06-30',
          documentNumber: '号',
        }),
      ['organiser', 'department', 'committee'],
    ],
    [
      'sees open work',
      (client) => client.ask(organisations.openWork, { organisationId: university.branch.id }),
      ['secretary', 'officer', 'organiser', 'department', 'committee'],
    ],
    [
      'edits the duties of a department',
      async (client) =>
        client.ask(
          organisations.setDuties,
          { organisationId: university.department.id, duties: [{ title: '党员发展', clock: '每季度', basis: '发展党员工作细则' }] },
          {
            version: (
              await world.db.selectFrom('organisations').select('version').where('id', '=', university.department.id).executeTakeFirstOrThrow()
            ).version,
          },
        ),
      ['department'],
    ],
    [
      'sees who need not attend',
      (client) => client.ask(organisations.standing, { organisationId: university.branch.id }),
      ['secretary', 'officer', 'organiser', 'department', 'committee'],
    ],
  ];
  test.each(table)('%s', async (_, ask, allowed) => {
    const could: string[] = [];
    for (const who of everyone) {
      const answer = await ask(await university.as(who));
      if (answer.status !== 403) could.push(who);
      if (allowed.includes(who)) expect([200, 409, 422]).toContain(answer.status);
    }
    expect(could.sort()).toEqual([...allowed].sort());
    expect((await ask(world.client())).status).toBe(401);
    // There is a 组织部: the administrator has accounts and settings, and neither the tree nor its posts.
    const client = world.client();
    await signInDirectly(world, client, admin.accountId);
    expect((await ask(client)).status).toBe(403);
    await sql`update posts set to_on = from_on where kind in ('treasurer', 'deputySecretary')`.execute(world.db);
  });
});

describe('the administrator', () => {
  test('sets the tree up while nobody works for 组织部, and hands it over with the first who does', async () => {
    const client = world.client();
    await signInDirectly(world, client, admin.accountId);
    const branch = { parentId: university.school.id, kind: 'branch' as const, composition: 'staff' as const, ...act };
    const appointed = {
      organisationId: university.root.id,
      personId: university.people.farMember.id,
      post: 'administrator' as const,
      from: '2026-11-24',
    };
    expect((await client.ask(organisations.found, { ...branch, name: '越权党支部' })).problem?.code).toBe('not_organisation_department');
    expect((await client.ask(organisations.appoint, appointed)).problem?.code).toBe('not_level_above');
    const page = (await client.ask(organisations.organisation, { organisationId: university.school.id })).body;
    expect([page.abilities.changeTree.allowed, page.abilities.appoint.allowed, page.possiblePosts]).toEqual([false, false, []]);

    await world.db.updateTable('posts').set({ toOn: '2026-11-24' }).where('kind', '=', 'departmentStaff').execute();
    expect((await client.ask(organisations.found, { ...branch, name: '筹建党支部' })).status).toBe(200);
    const staff = { organisationId: university.department.id, personId: university.people.department.id, post: 'departmentStaff' as const };
    expect((await client.ask(organisations.appoint, { ...staff, from: '2026-11-24' })).status).toBe(200);
    expect((await client.ask(organisations.found, { ...branch, name: '又一个党支部' })).problem?.code).toBe('not_organisation_department');
  });
});

describe('acts on the tree', () => {
  test('founding refuses what the rules refuse, by name', async () => {
    const client = await university.as('department');
    const refusals: [object, string][] = [
      [{ kind: 'branch', composition: null }, 'composition_missing'],
      [{ kind: 'group', composition: null }, 'wrong_parent'],
      [{ code: '010101' }, 'code_taken'],
      [{ documentNumber: '' }, 'document_missing'],
      [{ reason: ' ' }, 'reason_missing'],
      [{ on: '2026-12-24' }, 'day_in_future'],
      [{ on: '2020-01-01' }, 'day_before_founding'],
      [{ kind: 'department', composition: null }, 'duty_missing'],
    ];
    for (const [wrong, code] of refusals)
      expect(
        (
          await client.ask(organisations.found, {
            parentId: university.school.id,
            kind: 'branch',
            name: '新支部',
            composition: 'graduate',
            ...act,
            ...wrong,
          })
        ).problem?.code,
      ).toBe(code);
  });

  test('a school moves with all beneath it, in one statement; readers of the old place lose it at once', async () => {
    const client = await university.as('department');
    const school = (await client.ask(organisations.found, { parentId: university.root.id, kind: 'committee', name: '新工学院党委', ...act })).body;
    const branch = (
      await client.ask(organisations.found, { parentId: university.other.id, kind: 'branch', name: '实验中心党支部', composition: 'staff', ...act })
    ).body;
    const group = (await client.ask(organisations.found, { parentId: branch.id, kind: 'group', name: '第一党小组', ...act })).body;
    const old = await university.as('otherOrganiser');
    expect((await old.ask(organisations.organisation, { organisationId: group.id })).status).toBe(200);
    const moved = await client.ask(organisations.move, { organisationId: branch.id, parentId: school.id, ...act });
    expect(moved.body.places.map((place) => place.name)).toEqual(['岚川大学党委', '新工学院党委', '实验中心党支部']);
    expect((await client.ask(organisations.organisation, { organisationId: group.id })).body.places.map((place) => place.name)).toEqual([
      '岚川大学党委',
      '新工学院党委',
      '实验中心党支部',
      '第一党小组',
    ]);
    expect((await old.ask(organisations.organisation, { organisationId: group.id })).status).toBe(403);
    expect((await client.ask(organisations.move, { organisationId: branch.id, parentId: school.id, ...act })).problem?.code).toBe('parent_unchanged');
    expect((await client.ask(organisations.move, { organisationId: school.id, parentId: branch.id, ...act })).problem?.code).toBe('under_itself');
    const { body } = await client.ask(organisations.changes, { organisationId: branch.id });
    expect(body.items.map((change) => change.kind)).toEqual(['moved', 'founded']);
    expect(body.items[0]).toMatchObject({ documentNumber: act.documentNumber, reason: act.reason, on: act.on, recordedBy: '齐思远' });
    expect(body.items[0]?.related.map((place) => place.name).sort()).toEqual(['数学学院党总支', '新工学院党委']);
  });

  test('history is only ever added to', async () => {
    await expect(sql`update organisation_changes set reason = '改'`.execute(world.db)).rejects.toThrow('append-only');
    await expect(sql`delete from organisation_changes`.execute(world.db)).rejects.toThrow('append-only');
  });

  test('only what is empty is dissolved; afterwards nothing can be done to it', async () => {
    const client = await university.as('department');
    expect((await client.ask(organisations.dissolve, { organisationId: university.branch.id, ...act })).problem?.code).toMatch(/has_/);
    expect((await client.ask(organisations.dissolve, { organisationId: university.root.id, ...act })).problem?.code).toBe('root_stays');
    const branch = (
      await client.ask(organisations.found, { parentId: university.other.id, kind: 'branch', name: '短命支部', composition: 'temporary', ...act })
    ).body;
    expect((await client.ask(organisations.dissolve, { organisationId: branch.id, ...act })).body.dissolvedOn).toBe(act.on);
    const again = await client.ask(organisations.rename, { organisationId: branch.id, name: '别名', ...act });
    expect([again.status, again.problem?.code]).toEqual([410, 'organisation_dissolved']);
    const names = async (dissolved: boolean) =>
      (await client.ask(organisations.listOrganisations, { dissolved: String(dissolved) })).body.items.map((row) => row.name);
    expect(await names(false)).not.toContain('短命支部');
    expect(await names(true)).toContain('短命支部');
  });

  test('a missing type is asked once; the second of two corrections at once is told so', async () => {
    const client = await university.as('organiser');
    await world.db.updateTable('organisations').set({ composition: null }).where('id', '=', university.sibling.id).execute();
    const before = (await client.ask(organisations.organisation, { organisationId: university.sibling.id })).body;
    expect(before.remarks).toContain('composition_unset');
    const corrected = await client.ask(
      organisations.correct,
      { organisationId: university.sibling.id, composition: 'staff' },
      { version: before.version },
    );
    expect(corrected.body.composition).toBe('staff');
    expect(
      (
        await client.ask(
          organisations.correct,
          { organisationId: university.sibling.id, composition: 'mixed', reason: '更正' },
          { version: before.version },
        )
      ).problem?.code,
    ).toBe('changed_meanwhile');
    expect(
      (await client.ask(organisations.correct, { organisationId: university.sibling.id, composition: 'mixed' }, { version: corrected.body.version }))
        .problem?.code,
    ).toBe('reason_missing');
  });
});

describe('duties', () => {
  test('the list is published to all who are signed in', async () => {
    const { body } = await (await university.as('guest')).ask(organisations.listDuties, {});
    expect(body.items.map((item) => [item.department.name, item.duties.map((duty) => duty.title), item.abilities.edit.allowed])).toEqual([
      ['组织部', ['党员发展'], false],
    ]);
  });
});
