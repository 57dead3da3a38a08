import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf } from '#features/accounts/index.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';
import { checkCharacter } from '../id-number.ts';
import { mayReadPerson } from '../policy.ts';
import { sealedNumber } from './record.ts';
import { spokenForm } from './spoken.ts';

let world: World;
let university: University;
const ID = '990101199003070015';
const PHONE = '19900000001';

beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  const { crypto } = world.running.services;
  const id = sealedNumber(crypto, ID);
  const phone = sealedNumber(crypto, PHONE);
  for (const person of Object.values(university.people))
    await world.db.updateTable('persons').set(spokenForm(person.name)).where('id', '=', person.id).execute();
  await world.db
    .updateTable('persons')
    .set({
      idNumberSealed: id.sealed,
      idNumberIndex: id.index,
      idNumberLast: id.last,
      phoneSealed: phone.sealed,
      phoneIndex: phone.index,
      phoneLast: phone.last,
      bornOn: '1990-03-07',
      email: 'old@example.edu.cn',
    })
    .where('id', '=', university.people.member.id)
    .execute();
});
afterAll(() => world?.close());

type Who = keyof University['people'];
const everyone: Who[] = [
  'secretary',
  'officer',
  'publicity',
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

describe('名册', () => {
  test.each(everyone)('%s finds in the list exactly the people whose file the policy opens', async (who) => {
    const client = await university.as(who);
    const listed = (await client.ask(members.listMembers, { limit: 100 })).body;
    const actor = await actorOf(world.db, client.cookie.replace('lianxin=', ''), world.clock.now());
    const persons = await world.db
      .selectFrom('persons')
      .leftJoin('memberships', 'memberships.personId', 'persons.id')
      .leftJoin('organisations', 'organisations.id', 'memberships.organisationId')
      .select(['persons.id', 'organisations.path'])
      .execute();
    const allowed = persons.filter((person) => mayReadPerson(actor, person).ok).map((person) => person.id);
    expect(listed.items.map((one) => one.id).sort()).toEqual(allowed.sort());
    expect(listed.total).toBe(allowed.length);
  });

  test('a list is paged by pinyin without a person lost or doubled', async () => {
    const client = await university.as('department');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { initials: string; id: string }[]; nextCursor: string | null } = (
        await client.ask(members.listMembers, { limit: 4, ...(cursor ? { cursor } : {}) })
      ).body;
      seen.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor;
    } while (cursor);
    const all = (await client.ask(members.listMembers, { limit: 100 })).body.items.map((one) => one.id);
    expect(seen).toEqual(all);
  });

  test.each([
    ['林知', ['林知远']],
    ['lzy', ['林知远']],
    ['linzhi', ['林知远']],
    [ID, ['周以宁']],
    [PHONE, ['周以宁']],
    ['%', []],
    ['nobody', []],
  ])('looking for %s', async (q, names) => {
    const client = await university.as('secretary');
    expect((await client.ask(members.listMembers, { q })).body.items.map((one) => one.name)).toEqual(names);
  });

  test('filters hold within the scope', async () => {
    const client = await university.as('organiser');
    expect(
      (await client.ask(members.listMembers, { within: university.branch.id, category: ['probationary', 'activist'] })).body.items
        .map((one) => one.name)
        .sort(),
    ).toEqual(['孟繁星', '许望舒']);
    expect((await client.ask(members.listMembers, { branch: university.far.id })).body.total).toBe(0);
    expect((await client.ask(members.listMembers, { missing: 'false' })).body.items.map((one) => one.name)).toEqual(['周以宁']);
    expect((await client.ask(members.listMembers, { cursor: 'nonsense' })).problem?.code).toBe('invalid_input');
  });

  test('personal columns are for whoever keeps the roster; numbers are their last four', async () => {
    const line = async (who: Who) => (await (await university.as(who)).ask(members.listMembers, { q: '周以宁' })).body.items[0];
    expect(await line('secretary')).toMatchObject({
      idNumberMasked: `${'*'.repeat(14)}0015`,
      phoneMasked: '*******0001',
      ethnicity: '01',
      sex: 'male',
    });
    expect(await line('publicity')).toMatchObject({ idNumberMasked: null, phoneMasked: null, ethnicity: null, name: '周以宁' });
  });
});

describe('一个人的档案', () => {
  test('to those outside it does not exist; no answer holds a number', async () => {
    const { member } = university.people;
    for (const who of ['activist', 'siblingSecretary', 'farSecretary', 'otherOrganiser'] as const)
      expect((await (await university.as(who)).ask(members.getMember, { personId: member.id })).status).toBe(404);
    const answer = await (await university.as('secretary')).ask(members.getMember, { personId: member.id });
    expect(answer.status).toBe(200);
    expect(answer.raw.toString()).not.toContain(ID);
    expect(answer.raw.toString()).not.toContain(PHONE);
    expect(answer.body.fields.find((field) => field.key === 'ethnicity')).toMatchObject({ value: '汉族', code: '01', missing: false });
    expect(answer.body.places.map((place) => place.name)).toEqual(['岚川大学党委', '信息学院党委', '本科生第二党支部']);
  });

  test('a number is revealed with a reason, and the person is shown who asked and why', async () => {
    const { member, secretary } = university.people;
    const client = await university.as('secretary');
    expect((await client.ask(members.revealField, { personId: member.id, field: 'phone', reason: ' ' })).problem?.code).toBe('reason_missing');
    expect((await client.ask(members.revealField, { personId: member.id, field: 'idNumber', reason: '核对转接材料' })).body.value).toBe(ID);
    const kept = await world.db.selectFrom('idempotencyKeys').select('response').where('operation', 'like', '%revealField').execute();
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(ID);
    const entries = await world.db
      .selectFrom('auditEntries')
      .selectAll()
      .where('aboutPersonId', '=', member.id)
      .where('action', '=', 'member.reveal')
      .execute();
    expect(entries.map((one) => [one.personId, one.reason])).toEqual([[secretary.id, '核对转接材料']]);
    expect(JSON.stringify(entries)).not.toContain(ID);
    const own = await (await university.as('member')).send('GET', '/api/v1/me/file.json');
    const data = JSON.parse(own.raw.toString());
    expect(data.whoLooked.find((one: { action: string }) => one.action === 'member.reveal')).toMatchObject({
      actorName: '林知远',
      reason: '核对转接材料',
    });
    expect(data.fields.find((field: { key: string }) => field.key === 'idNumber').value).toBe(ID);
  });

  test('a member confirms the file', async () => {
    const client = await university.as('member');
    expect((await client.ask(members.confirmMyFile, {})).body.confirmedOn).toBe('2026-11-24');
    expect((await client.ask(members.myFile, {})).body.confirmedOn).toBe('2026-11-24');
  });
});

describe('更正', () => {
  const propose = async (field: string, value: string, who: Who = 'member') =>
    (await university.as(who)).ask(members.proposeCorrection, { field, value, reason: '' });

  test('a number, birth date and sex that agree in a wrong value are corrected by one correction, approved at once', async () => {
    const person = university.people.siblingMember;
    const { crypto } = world.running.services;
    const wrong = '990101199003070031';
    await world.db
      .updateTable('persons')
      .set({
        idNumberSealed: crypto.seal(wrong),
        idNumberIndex: crypto.blindIndex(wrong),
        idNumberLast: wrong.slice(-4),
        bornOn: '1990-03-07',
        sex: '1',
      })
      .where('id', '=', person.id)
      .execute();
    const client = await university.as('siblingMember');
    const seventeen = '99010119900308008';
    const right = seventeen + checkCharacter(seventeen);
    const ask = (field: string, value: string, withBirthAndSex = false) =>
      client.ask(members.proposeCorrection, { field, value, withBirthAndSex, reason: '录错' });
    // Each alone is refused, since the others disagree with it.
    for (const [field, value] of [
      ['idNumber', right],
      ['birthDate', '1990-03-08'],
      ['sex', 'female'],
    ] as const)
      expect((await ask(field, value)).problem?.code).toBe('value_invalid');
    const proposed = await ask('idNumber', right, true);
    expect(proposed.body.also.map(({ field, before, value }) => [field, before, value])).toEqual([
      ['birthDate', '1990-03-07', '1990-03-08'],
      ['sex', '男', '女'],
    ]);
    expect((await ask('sex', 'female')).problem?.code).toBe('correction_pending');
    const secretary = await university.as('siblingSecretary');
    const waiting = (await secretary.ask(members.listCorrections, {})).body.items.find((one) => one.id === proposed.body.id);
    expect(waiting?.also).toHaveLength(2);
    const decided = await secretary.ask(
      members.decideCorrection,
      { correctionId: proposed.body.id, approved: true },
      { version: proposed.body.version },
    );
    expect(decided.status).toBe(200);
    const row = await world.db.selectFrom('persons').select(['bornOn', 'sex', 'idNumberIndex']).where('id', '=', person.id).executeTakeFirstOrThrow();
    expect(row).toEqual({ bornOn: '1990-03-08', sex: '2', idNumberIndex: crypto.blindIndex(right) });
    const changes = (await client.ask(members.memberHistory, { personId: person.id })).body.items;
    expect(changes.map((one) => one.field).sort()).toEqual(['birthDate', 'idNumber', 'sex']);
  });

  test.each([
    ['category', '正式党员', 'field_not_correctable'],
    ['shoeSize', '42', 'field_unknown'],
    ['email', 'old@example.edu.cn', 'value_unchanged'],
    ['email', 'no mail', 'value_invalid'],
    ['birthDate', '1991-01-01', 'value_invalid'],
    ['phone', '123', 'value_invalid'],
    ['sex', '', 'value_invalid'],
  ])('%s → %s: %s', async (field, value, code) => {
    expect((await propose(field, value)).problem?.code).toBe(code);
  });

  test('a sealed value stays sealed on its way; approved it is written, with its history, and the person finds it', async () => {
    const proposed = await propose('phone', '13800000002');
    expect(proposed.body).toMatchObject({ before: '*******0001', value: '*******0002', state: 'proposed' });
    expect((await propose('phone', '13800000003')).problem?.code).toBe('correction_pending');
    const row = await world.db.selectFrom('corrections').selectAll().where('id', '=', proposed.body.id).executeTakeFirstOrThrow();
    expect(JSON.stringify({ ...row, valueSealed: null })).not.toContain('13800000002');
    const secretary = await university.as('secretary');
    const waiting = (await secretary.ask(members.listCorrections, {})).body.items;
    expect(waiting.map((one) => [one.person.name, one.field, one.abilities.decide.allowed])).toEqual([['周以宁', 'phone', true]]);
    for (const who of ['member', 'siblingSecretary', 'farSecretary'] as const)
      expect((await (await university.as(who)).ask(members.listCorrections, {})).body.items).toEqual([]);
    const decide = async (who: Who) =>
      (await university.as(who)).ask(
        members.decideCorrection,
        { correctionId: proposed.body.id, approved: true },
        { version: proposed.body.version },
      );
    expect((await decide('member')).problem?.code).toBe('own_correction');
    expect((await decide('farSecretary')).status).toBe(404);
    const both = await Promise.all([decide('secretary'), decide('officer')]);
    expect(both.map((one) => one.problem?.code ?? one.status).sort()).toEqual([200, 'correction_decided']);
    const looks = async () =>
      (
        await world.db
          .selectFrom('auditEntries')
          .select('actorName')
          .where('action', '=', 'member.readHistory')
          .where('aboutPersonId', '=', university.people.member.id)
          .execute()
      ).map((entry) => entry.actorName);
    // Whoever reads one's own changes is no other.
    await (await university.as('member')).ask(members.memberHistory, { personId: university.people.member.id });
    expect(await looks()).toEqual([]);
    const history = (await secretary.ask(members.memberHistory, { personId: university.people.member.id })).body.items;
    expect(await looks()).toEqual(['林知远']);
    expect(history.map(({ field, before, after, source }) => ({ field, before, after, source }))).toEqual([
      { field: 'phone', before: '*******0001', after: '*******0002', source: 'correction' },
    ]);
    expect((await secretary.ask(members.listMembers, { q: '13800000002' })).body.items.map((one) => one.name)).toEqual(['周以宁']);
  });

  test('who proposes learns of no number whether it is on a roster; who decides, only of files that they may read', async () => {
    const { secretary, farMember, member } = university.people;
    const { crypto } = world.running.services;
    const idNumber = '990101199003070023';
    await world.db
      .updateTable('persons')
      .set({
        idNumberSealed: crypto.seal(idNumber),
        idNumberIndex: crypto.blindIndex(idNumber),
        idNumberLast: '0023',
        sex: '2',
        bornOn: '1990-03-07',
      })
      .where('id', '=', farMember.id)
      .execute();
    await world.db.updateTable('persons').set({ sex: '2', bornOn: '1990-03-07' }).where('id', '=', member.id).execute();
    const decide = async (who: Who, one: { id: string; version: number }) =>
      (await (await university.as(who)).ask(members.decideCorrection, { correctionId: one.id, approved: true }, { version: one.version })).problem
        ?.code;
    // The same answer whether the number is free, a colleague's, or a stranger's.
    for (const [field, value, toSecretary, toDepartment] of [
      ['staffNumber', secretary.username, 'staff_number_in_use', 'staff_number_in_use'],
      ['staffNumber', farMember.username, 'number_unconfirmed', 'staff_number_in_use'],
      ['idNumber', idNumber, 'number_unconfirmed', 'id_number_in_use'],
    ] as const) {
      const proposed = await propose(field, value);
      expect([proposed.status, proposed.body.state]).toEqual([200, 'proposed']);
      expect([await decide('secretary', proposed.body), await decide('department', proposed.body)]).toEqual([toSecretary, toDepartment]);
      await (await university.as('member')).ask(members.withdrawCorrection, { correctionId: proposed.body.id });
    }
    const free = await propose('staffNumber', 'T99990001');
    expect([free.status, free.body.state]).toEqual([200, 'proposed']);
    await (await university.as('member')).ask(members.withdrawCorrection, { correctionId: free.body.id });
  });

  test('declining needs a remark; what is decided is not withdrawn', async () => {
    const proposed = (await propose('education', '21s')).body;
    expect(proposed.value).toBe('大学本科在读');
    const secretary = await university.as('secretary');
    expect(
      (await secretary.ask(members.decideCorrection, { correctionId: proposed.id, approved: false }, { version: proposed.version })).problem?.code,
    ).toBe('reason_missing');
    expect(
      (
        await secretary.ask(
          members.decideCorrection,
          { correctionId: proposed.id, approved: false, remark: '请附证明' },
          { version: proposed.version },
        )
      ).body.state,
    ).toBe('declined');
    expect((await (await university.as('member')).ask(members.withdrawCorrection, { correctionId: proposed.id })).problem?.code).toBe(
      'correction_decided',
    );
    const again = (await propose('education', '21s')).body;
    expect((await (await university.as('probationary')).ask(members.withdrawCorrection, { correctionId: again.id })).status).toBe(404);
    expect((await (await university.as('member')).ask(members.withdrawCorrection, { correctionId: again.id })).status).toBe(204);
  });
});

test('the data standard is open: a page, a schema, a template', async () => {
  const stranger = world.client();
  expect((await stranger.ask(members.dataStandard, {})).body.sheets.map((sheet) => [sheet.name, sheet.fields.length])).toEqual([
    ['党组织', 9],
    ['党员', 20],
  ]);
  expect(JSON.parse((await stranger.send('GET', '/api/v1/data-standard.schema.json')).raw.toString()).$schema).toContain('2020-12');
  expect((await stranger.send('GET', '/api/v1/data-standard/template.xlsx')).raw.subarray(0, 2).toString()).toBe('PK');
});
