import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { health } from '#features/health/contract.ts';
import { members } from '#features/members/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { organisationsFeature } from '#features/organisations/index.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { notices } from '../contract.ts';

/** Each event of organisational life that a person is told of: the right persons get it, with its link, and nobody else. */
let world: World;
let university: University;
type Who = keyof University['people'];
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());
beforeEach(() => world.db.deleteFrom('notices').execute());

/** Who has a notice of the kind, by their name in the scene, sorted. */
async function told(kind: string): Promise<Who[]> {
  const rows = await world.db.selectFrom('notices').select('personId').where('kind', '=', kind).execute();
  const names = Object.entries(university.people) as [Who, { id: string }][];
  return rows.map((row) => names.find(([, person]) => person.id === row.personId)?.[0] as Who).sort();
}
/** As one of them reads it. */
const inboxOf = async (who: Who) => (await (await university.as(who)).ask(notices.listNotices, {})).body.items;

async function finding(more: { reason?: string; reasonBy?: string; window?: string } = {}) {
  const id = newId();
  await world.db.deleteFrom('findings').execute();
  await world.db
    .insertInto('findings')
    .values({
      id,
      branchId: university.branch.id,
      indicator: 'theme_days',
      timeWindow: more.window ?? '2026-09',
      shownOn: '2026-11-10',
      reason: more.reason ?? null,
      reasonBy: more.reasonBy ?? null,
      reasonAt: more.reason ? world.clock.now() : null,
    })
    .execute();
  return id;
}

describe('a reason for a finding', () => {
  test('sent, it is told to those who answer for the school above', async () => {
    const findingId = await finding();
    expect((await (await university.as('secretary')).ask(health.explainFinding, { findingId, reason: '全院停课实习' })).status).toBe(200);
    expect(await told('reasonSent')).toEqual(['organiser']);
    expect((await inboxOf('organiser'))[0]).toMatchObject({
      link: `/findings/${findingId}`,
      subjectId: findingId,
      params: { branch: '本科生第二党支部', indicator: 'theme_days', window: '2026-09', reason: '全院停课实习', desk: '/follow-up' },
    });
  });

  test.each([
    ['accepted', 'reasonAccepted'],
    ['returned', 'reasonReturned'],
  ] as const)('%s, it is told to those who lead the branch, with the remark', async (answer, kind) => {
    const findingId = await finding({ reason: '全院停课实习', reasonBy: university.people.secretary.id });
    const organiser = await university.as('organiser');
    expect((await organiser.ask(health.answerFinding, { findingId, answer, remark: '请附教务通知' })).status).toBe(200);
    expect(await told(kind)).toEqual(['officer', 'publicity', 'secretary']);
    expect((await inboxOf('secretary'))[0]).toMatchObject({
      kind,
      link: `/findings/${findingId}`,
      params: { indicator: 'theme_days', window: '2026-09', reason: '请附教务通知', desk: `/branches/${university.branch.id}` },
    });
  });

  test('who gave it and leads the branch no longer is told too, as long as they belong to it', async () => {
    const gave = async (who: Who) => {
      await world.db.deleteFrom('notices').execute();
      const findingId = await finding({ reason: '停课', reasonBy: university.people[who].id });
      await (await university.as('organiser')).ask(health.answerFinding, { findingId, answer: 'accepted', remark: '' });
      return told('reasonAccepted');
    };
    expect(await gave('member')).toEqual(['member', 'officer', 'publicity', 'secretary']);
    expect(await gave('siblingMember')).toEqual(['officer', 'publicity', 'secretary']);
  });

  test('of what the night finds the branch’s own heads are told first, once a night', async () => {
    await world.db.deleteFrom('findings').execute();
    const { atMidnight } = await import('#features/health/api/write-findings.ts');
    await atMidnight(world.running.services, '2026-11-24');
    expect(await told('findingsShown')).toEqual(['farSecretary', 'secretary', 'siblingSecretary']);
    const [first] = await inboxOf('secretary');
    const open = await world.db
      .selectFrom('findings')
      .select('id')
      .where('branchId', '=', university.branch.id)
      .where('state', '=', 'open')
      .execute();
    expect(first).toMatchObject({ link: `/health/${university.branch.id}`, params: { branch: '本科生第二党支部', count: open.length } });
    await atMidnight(world.running.services, '2026-11-24');
    expect(await told('findingsShown')).toHaveLength(3);
  });
});

describe('a correction', () => {
  const propose = async (value: string) =>
    (await (await university.as('member')).ask(members.proposeCorrection, { field: 'email', value, reason: '' })).body;
  test.each([
    [true, 'correctionApproved', ''],
    [false, 'correctionDeclined', '请核对后再提'],
  ] as const)('approved %s: those who decide hear that it waits, who proposed it hears what was decided', async (approved, kind, remark) => {
    const { id, version } = await propose(`${kind}@example.edu.cn`);
    expect(await told('correctionProposed')).toEqual(['officer', 'secretary']);
    expect((await inboxOf('officer'))[0]).toMatchObject({ link: '/corrections', params: { name: '周以宁', fieldZh: '电子邮箱' } });
    await (await university.as('secretary')).ask(members.decideCorrection, { correctionId: id, approved, remark }, { version });
    expect(await told(kind)).toEqual(['member']);
    const [mine] = await inboxOf('member');
    expect(mine).toMatchObject({
      kind,
      link: '/me/file',
      subjectId: id,
      params: { fieldZh: '电子邮箱', desk: `/members/${university.people.member.id}` },
    });
    expect(mine?.params.reason).toBe(remark || undefined);
    expect(JSON.stringify(mine)).not.toContain('@example');
  });
});

describe('an export with personal columns', () => {
  const asked = async (who: Who, organisationId: string) =>
    (await (await university.as(who)).ask(members.requestExport, { organisationId, withPersonal: true, reason: '年度统计核对' })).body;
  beforeAll(async () => {
    for (let i = 0; i < 60; i += 1) await university.person(`众${i}`, university.branch);
  });

  test.each([
    ['of a branch: its roster’s keepers and the school above', 'organiser', 'branch', ['officer', 'secretary']],
    ['of a school: its staff and 组织部', 'department', 'school', ['organiser']],
    ['of the university: its secretary, and 组织部', 'committee', 'root', ['department']],
  ] as const)('%s hear that it waits, but not who asks', async (_, who, place, hear) => {
    await asked(who, university[place].id);
    expect(await told('exportAsked')).toEqual(hear);
  });

  test.each([
    [true, 'exportApproved'],
    [false, 'exportDeclined'],
  ] as const)('decided %s: who asked is told by whom', async (approved, kind) => {
    const { id, version } = await asked('secretary', university.branch.id);
    expect([await told('exportAsked'), (await inboxOf('organiser'))[0]]).toMatchObject([
      ['officer', 'organiser'],
      { link: '/exports', subjectId: id, params: { name: '林知远', organisation: '本科生第二党支部', reason: '年度统计核对' } },
    ]);
    await (await university.as('organiser')).ask(members.decideExport, { exportId: id, approved }, { version });
    expect(await told(kind)).toEqual(['secretary']);
    expect((await inboxOf('secretary'))[0]).toMatchObject({ link: '/exports', params: { name: '温见山', organisation: '本科生第二党支部' } });
  });

  test('that needs no second person is told to nobody', async () => {
    await asked('siblingSecretary', university.sibling.id);
    expect(await told('exportAsked')).toEqual([]);
  });
});

describe('a post', () => {
  const postOf = async (kind: string) =>
    await world.db
      .selectFrom('posts')
      .select('id')
      .where('organisationId', '=', university.branch.id)
      .where('kind', '=', kind)
      .where('toOn', 'is', null)
      .executeTakeFirstOrThrow();

  test('handed over: the new holder hears what is open, the old one from which day and who follows', async () => {
    await finding();
    const { branch, people } = university;
    await world.db
      .insertInto('meetings')
      .values({
        id: newId(),
        branchId: branch.id,
        kind: 'membersMeeting',
        title: '年度工作',
        state: 'planned',
        startsAt: new Date('2026-11-27T11:00:00Z'),
        heldOn: '2026-11-27',
        place: '101',
        chairId: people.officer.id,
        recorderId: people.officer.id,
      })
      .execute();
    const handOver = { postId: (await postOf('secretary')).id, toPersonId: people.member.id, on: '2026-11-24', documentNumber: '岚信党〔2026〕3号' };
    expect((await (await university.as('organiser')).ask(organisations.handOver, handOver)).status).toBe(200);
    expect([await told('postTaken'), await told('postEnded')]).toEqual([['member'], ['secretary']]);
    expect((await inboxOf('member'))[0]).toMatchObject({
      link: `/organisations/${branch.id}`,
      params: {
        organisation: '本科生第二党支部',
        post: 'secretary',
        day: '2026-11-24',
        meetings: 1,
        findings: 1,
        corrections: 0,
        desk: `/organisations/${branch.id}?tab=open`,
      },
    });
    expect((await inboxOf('secretary'))[0]?.params).toEqual({
      organisation: '本科生第二党支部',
      post: 'secretary',
      day: '2026-11-24',
      name: '周以宁',
    });
    await (await university.as('organiser')).ask(organisations.handOver, {
      ...handOver,
      postId: (await postOf('secretary')).id,
      toPersonId: people.secretary.id,
    });
  });

  test('given or ended: its holder hears of it; a treasurer is told of no open work', async () => {
    const organiser = await university.as('organiser');
    const { branch, people } = university;
    await organiser.ask(organisations.appoint, { organisationId: branch.id, personId: people.member.id, post: 'treasurer', from: '2026-11-24' });
    expect(await told('postTaken')).toEqual(['member']);
    expect((await inboxOf('member'))[0]?.params).toEqual({
      organisation: '本科生第二党支部',
      post: 'treasurer',
      day: '2026-11-24',
      desk: `/organisations/${branch.id}?tab=posts`,
    });
    await organiser.ask(organisations.endPost, { postId: (await postOf('treasurer')).id, on: '2026-11-24' });
    expect(await told('postEnded')).toEqual(['member']);
  });
});

describe('a term', () => {
  const midnight = (day: string) => organisationsFeature.atMidnight?.(world.running.services, day);
  test('its heads and the level above are reminded three months and one month before, and once it is overdue; each once, a night missed or run twice', async () => {
    const months = async () => (await inboxOf('secretary')).map(({ kind, params }) => [kind, params.months, params.day]).reverse();
    await midnight('2026-11-24');
    expect([await told('termEnding'), await months()]).toEqual([
      ['farSecretary', 'organiser', 'organiser', 'otherOrganiser', 'secretary', 'siblingSecretary'],
      [['termEnding', 6, '2027-02-28']],
    ]);
    await midnight('2026-11-27');
    await midnight('2026-11-29');
    await midnight('2026-11-29');
    await midnight('2027-01-28');
    await midnight('2027-02-28');
    await midnight('2027-03-01');
    await midnight('2027-03-02');
    expect(await months()).toEqual([
      ['termEnding', 6, '2027-02-28'],
      ['termEnding', 3, '2027-02-28'],
      ['termEnding', 1, '2027-02-28'],
      ['termOverdue', 0, '2027-02-28'],
    ]);
  });

  test('an approved extension has its own end, of which one is reminded anew', async () => {
    await world.db.updateTable('terms').set({ extendedTo: '2027-08-31' }).where('organisationId', '=', university.branch.id).execute();
    await midnight('2027-03-01');
    expect((await inboxOf('secretary')).map(({ kind, params }) => [kind, params.day])).toEqual([['termEnding', '2027-08-31']]);
    await world.db.updateTable('terms').set({ extendedTo: null }).execute();
  });
});
