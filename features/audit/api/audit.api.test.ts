import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#features/accounts/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { within } from '#platform/shared/actor/actor.ts';
import { foundUniversity, signInDirectly, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { audit } from '../contract.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  const { branch, sibling, far, school, people } = university;
  const client = await university.as('department');
  for (const at of [branch, sibling, far, school])
    await client.ask(organisations.rename, {
      organisationId: at.id,
      name: `${at.name}（新）`,
      on: '2026-11-20',
      documentNumber: '号',
      reason: '更名',
    });
  await (await university.as('organiser')).ask(accounts.issueStartCodes, { personIds: [people.member.id] });
  world.clock.set('2026-11-25T09:00:00+08:00');
  await (await university.as('secretary')).ask(organisations.recordException, {
    organisationId: branch.id,
    personId: people.member.id,
    ground: 'abroad',
    reason: '公派',
    from: '2026-09-01',
  });
});
afterAll(() => world?.close());

describe('who did what', () => {
  test('each sees exactly the entries of the scope of their post', async () => {
    const all = await world.db.selectFrom('auditEntries').select(['id', 'organisationPath']).execute();
    const scopes = {
      secretary: university.branch,
      siblingSecretary: university.sibling,
      farSecretary: university.far,
      organiser: university.school,
      otherOrganiser: university.other,
      department: university.root,
      committee: university.root,
    } as const;
    for (const [who, place] of Object.entries(scopes)) {
      const { body } = await (await university.as(who as keyof typeof scopes)).ask(audit.listAudit, { limit: 100 });
      expect(body.items.map((entry) => entry.id).sort(), who).toEqual(
        all
          .filter((entry) => entry.organisationPath !== null && within(entry.organisationPath, place.path))
          .map((entry) => entry.id)
          .sort(),
      );
    }
    for (const who of ['member', 'probationary', 'activist', 'publicity', 'guest'] as const)
      expect((await (await university.as(who)).ask(audit.listAudit, {})).problem?.code).toBe('not_audit_reader');
    expect((await (await university.as('secretary')).ask(audit.listAudit, { organisation: university.sibling.id })).status).toBe(403);
    expect((await world.client().ask(audit.listAudit, {})).status).toBe(401);
  });

  test('an entry says who, in which post, where, why', async () => {
    const { body } = await (await university.as('department')).ask(audit.listAudit, { organisation: university.sibling.id });
    expect(body.items).toMatchObject([
      {
        actorName: '齐思远',
        post: { organisation: '组织部', kind: 'departmentStaff' },
        action: 'organisation.rename',
        organisation: { id: university.sibling.id, name: '教工第一党支部（新）' },
        reason: '更名',
        about: null,
      },
    ]);
  });

  test('by person, action, day and page', async () => {
    const client = await university.as('department');
    const actions = async (filter: object) => (await client.ask(audit.listAudit, { limit: 100, ...filter })).body.items.map((entry) => entry.action);
    expect(await actions({ person: university.people.organiser.id })).toEqual(['account.issueStartCode']);
    expect(await actions({ about: university.people.member.id })).toEqual(['attendance.except', 'account.issueStartCode']);
    expect(await actions({ action: 'organisation.rename' })).toHaveLength(4);
    expect(await actions({ from: '2026-11-25' })).toEqual(['attendance.except']);
    expect(await actions({ to: '2026-11-24' })).not.toContain('attendance.except');
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await client.ask(audit.listAudit, { limit: 2, ...(cursor ? { cursor } : {}) })).body;
      paged.push(...page.items.map((entry) => entry.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual((await client.ask(audit.listAudit, { limit: 100 })).body.items.map((entry) => entry.id));
  });

  test('entries from before a move are the branch’s own still', async () => {
    await (await university.as('department'))
      .ask(organisations.move, {
        organisationId: university.sibling.id,
        parentId: university.other.id,
        on: '2026-11-20',
        documentNumber: '号',
        reason: '调整',
      })
      .then((answer) => expect(answer.status).toBe(200));
    const { body } = await (await university.as('siblingSecretary')).ask(audit.listAudit, {});
    expect(body.items.map((entry) => entry.action)).toEqual(['organisation.move', 'organisation.rename']);
  });

  test('the administrator sees accounts and settings, no content', async () => {
    const admin = await university.person('管理员', null, 'nonMember', [{ kind: 'administrator', at: university.root }]);
    const client = world.client();
    await signInDirectly(world, client, admin.accountId);
    expect((await client.ask(audit.listAudit, {})).body.items.map((entry) => entry.action)).toEqual(['account.issueStartCode']);
  });
});

describe('who looked at my data', () => {
  test('a member sees every entry about them by others, with post and name', async () => {
    const { body } = await (await university.as('member')).ask(audit.listAboutMe, {});
    expect(body.items.map((entry) => [entry.action, entry.actorName, entry.post?.kind])).toEqual([
      ['attendance.except', '林知远', 'secretary'],
      ['account.issueStartCode', '温见山', 'organiser'],
    ]);
    expect((await (await university.as('guest')).ask(audit.listAboutMe, {})).body.items).toEqual([]);
    expect((await world.client().ask(audit.listAboutMe, {})).status).toBe(401);
  });
});
