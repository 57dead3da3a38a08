import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';
import { DEFAULT_MEASURES } from '../measures.ts';

let world: World;
let university: University;
let department: Client;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  department = await university.as('department');
});
afterAll(() => world?.close());

const act = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕40号', reason: '经校党委研究同意' };
const term = { startsOn: '2026-11-20', years: 3, documentNumber: act.documentNumber };
const pageOf = async (organisationId: string) => (await department.ask(organisations.organisation, { organisationId })).body;
const found = async (name: string, kind: 'branch' | 'group', composition: 'staff' | 'temporary' | 'joint' | null, parentId: string) =>
  (await department.ask(organisations.found, { parentId, kind, name, composition, ...act })).body;
/** Members as an import leaves them; converted on a day of their own. */
async function members(organisationId: string, n: number, convertedOn = '2022-06-01'): Promise<string[]> {
  const ids = Array.from({ length: n }, () => newId());
  await world.db
    .insertInto('persons')
    .values(
      ids.map((id) => ({
        id,
        name: '测试党员',
        category: 'full',
        appliedOn: '2019-01-01',
        admittedOn: '2021-06-01',
        convertedOn,
        staffNumber: id.slice(-12),
      })),
    )
    .execute();
  await world.db
    .insertInto('memberships')
    .values(ids.map((personId) => ({ id: newId(), personId, organisationId, fromOn: '2024-03-01' })))
    .execute();
  return ids;
}

describe('what the level above should look at', () => {
  test('a branch of seven is told that a committee is due; once formed, that it is too small, then nothing, then that it is more than usual', async () => {
    const branch = await found('满七人党支部', 'branch', 'staff', university.school.id);
    const people = await members(branch.id, 7);
    const appoint = (personId: string, post: 'secretary' | 'committeeMember') =>
      department.ask(organisations.appoint, { organisationId: branch.id, personId, post, from: '2026-11-24' });
    await appoint(people[0] as string, 'secretary');
    expect((await pageOf(branch.id)).remarks).toEqual(['committee_required']);
    await department.ask(organisations.formCommittee, { organisationId: branch.id, from: '2026-11-24' });
    expect((await pageOf(branch.id)).remarks).toEqual(['committee_too_small']);
    for (const personId of people.slice(1, 3)) await appoint(personId, 'committeeMember');
    expect((await pageOf(branch.id)).remarks).toEqual([]);
    for (const personId of people.slice(3, 6)) await appoint(personId, 'committeeMember');
    expect((await pageOf(branch.id)).remarks).toEqual(['committee_above_usual']);
  });

  test('a secretary whose standing is under a year is remarked on', async () => {
    const branch = await found('新任书记党支部', 'branch', 'staff', university.school.id);
    const [first] = await members(branch.id, 3, '2026-05-24');
    await department.ask(organisations.appoint, { organisationId: branch.id, personId: first as string, post: 'secretary', from: '2026-11-24' });
    expect((await pageOf(branch.id)).remarks).toEqual(['standing_under_a_year']);
  });

  test('a joint branch says how many units it covers; only a joint one does', async () => {
    const branch = await found('机关联合党支部', 'branch', 'joint', university.school.id);
    await members(branch.id, 3);
    const correct = async (body: object) => {
      const { version } = await pageOf(branch.id);
      return department.ask(organisations.correct, { organisationId: branch.id, ...body }, { version });
    };
    expect((await correct({ units: 6 })).body.remarks).toEqual(['too_many_units', 'no_secretary']);
    expect((await correct({ units: 5, reason: '更正' })).body.remarks).toEqual(['no_secretary']);
    const staff = await correct({ composition: 'staff', reason: '更正' });
    expect([staff.body.units, (await correct({ units: 3 })).problem?.code]).toEqual([null, 'units_misplaced']);
  });

  test('a school is told what is usual for its size, and the university sets what is usual', async () => {
    expect((await pageOf(university.school.id)).remarks).toContain('usual_direct_branch');
    const { version, abilities, ...measures } = (await department.ask(organisations.measures, {})).body;
    expect([measures, abilities.change.allowed]).toEqual([DEFAULT_MEASURES, true]);
    const set = { ...DEFAULT_MEASURES, schoolCommitteeFrom: 10, schoolGeneralBranchFrom: 5, termYears: { ...DEFAULT_MEASURES.termYears, branch: 2 } };
    expect((await (await university.as('organiser')).ask(organisations.changeMeasures, set, { version })).problem?.code).toBe(
      'not_organisation_department',
    );
    expect((await department.ask(organisations.changeMeasures, { ...set, schoolCommitteeFrom: 5 }, { version })).problem?.code).toBe(
      'measures_unordered',
    );
    expect((await department.ask(organisations.changeMeasures, set, { version })).body).toMatchObject(set);
    expect((await department.ask(organisations.changeMeasures, set, { version })).problem?.code).toBe('changed_meanwhile');
    expect((await pageOf(university.school.id)).remarks).not.toContain('usual_direct_branch');
    expect((await pageOf(university.branch.id)).usualTermYears).toBe(2);
  });

  test('with 500 members a congress may be approved', async () => {
    expect((await pageOf(university.root.id)).remarks).not.toContain('congress_possible');
    await members(university.far.id, 500);
    expect((await pageOf(university.root.id)).remarks).toContain('congress_possible');
    expect((await pageOf(university.other.id)).remarks).toContain('congress_possible');
    expect((await pageOf(university.far.id)).remarks).toContain('above_usual');
  });
});

describe('who elects', () => {
  test('a temporary branch holds no elections, and is told of none', async () => {
    const branch = await found('抗洪临时党支部', 'branch', 'temporary', university.school.id);
    const refused = await department.ask(organisations.setTerm, { organisationId: branch.id, ...term });
    expect([refused.status, refused.problem?.code, refused.problem?.detail]).toEqual([
      422,
      'temporary_no_election',
      expect.stringContaining('第八条'),
    ]);
    expect((await pageOf(branch.id)).usualTermYears).toBeNull();
  });

  test('a group and a department have neither terms nor committees; a committee of a branch is recorded for branches alone', async () => {
    const group = await found('第一党小组', 'group', null, university.branch.id);
    for (const organisationId of [group.id, university.department.id])
      expect((await department.ask(organisations.setTerm, { organisationId, ...term })).problem?.code).toBe('no_term_here');
    for (const organisationId of [group.id, university.department.id, university.school.id])
      expect((await department.ask(organisations.formCommittee, { organisationId, from: '2026-11-20' })).problem?.code).toBe('not_a_branch');
  });
});
