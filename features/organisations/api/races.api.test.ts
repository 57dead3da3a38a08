import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';
import { organisationRepository } from './repository.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const act = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕31号', reason: '机构调整' };

/** Organisations whose path does not lead through their parent. */
const astray = async () =>
  (
    await sql<{ name: string }>`select o.name from organisations o left join organisations p on p.id = o.parent_id
      where o.path is distinct from coalesce(p.path || o.number::text, o.number::text::ltree)`.execute(world.db)
  ).rows;

describe('two acts on the tree at once', () => {
  test('one branch moved to two places, its group made meanwhile, its old school renamed: the tree holds together', async () => {
    const client = await university.as('department');
    const found = async (parentId: string, kind: 'committee' | 'generalBranch' | 'branch', name: string) =>
      (await client.ask(organisations.found, { parentId, kind, name, composition: kind === 'branch' ? 'staff' : null, ...act })).body;
    for (let round = 0; round < 4; round += 1) {
      const one = await found(university.school.id, 'generalBranch', `甲总支${round}`);
      const two = await found(university.school.id, 'generalBranch', `乙总支${round}`);
      const branch = await found(one.id, 'branch', `流动党支部${round}`);
      const answers = await Promise.all([
        client.ask(organisations.move, { organisationId: branch.id, parentId: two.id, ...act }),
        client.ask(organisations.move, { organisationId: one.id, parentId: university.root.id, ...act }),
        client.ask(organisations.found, { parentId: branch.id, kind: 'group', name: '第一党小组', ...act }),
        client.ask(organisations.move, { organisationId: two.id, parentId: university.root.id, ...act }),
      ]);
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
      expect(await astray()).toEqual([]);
    }
  });

  test('nobody joins a branch that is being dissolved: the import and the act wait for each other', async () => {
    const client = await university.as('department');
    const branch = (
      await client.ask(organisations.found, { parentId: university.other.id, kind: 'branch', name: '待撤党支部', composition: 'staff', ...act })
    ).body;
    // As an import holds the tree until it has written its memberships.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = () => {};
    const holding = new Promise<void>((resolve) => {
      began = resolve;
    });
    const joining = world.db.transaction().execute(async (tx) => {
      await organisationRepository(tx).holdTree();
      began();
      await held;
      await tx.updateTable('memberships').set({ organisationId: branch.id }).where('personId', '=', university.people.farMember.id).execute();
    });
    await holding;
    const dissolving = client.ask(organisations.dissolve, { organisationId: branch.id, ...act });
    await new Promise((resolve) => setTimeout(resolve, 200));
    release();
    await joining;
    expect((await dissolving).problem?.code).toBe('has_members');
  });

  test('the database refuses a path that does not lead through the parent, whoever writes it', async () => {
    await expect(
      sql`update organisations set parent_id = ${university.other.id} where id = ${university.branch.id}`.execute(world.db),
    ).rejects.toMatchObject({ constraint: 'path_follows_parent' });
    await expect(sql`update organisations set path = '1.2.3' where id = ${university.school.id}`.execute(world.db)).rejects.toMatchObject({
      constraint: 'path_follows_parent',
    });
  });
});
