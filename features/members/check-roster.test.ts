import { describe, expect, test } from 'vitest';
import { ALL_ORGANISATION, ALL_PERSON, BRANCH, cells, check, codes, type Given, MAN, persons, SECOND, TODAY } from '#testing/roster-rows.ts';
import { treeRules } from './api/tree-rules.ts';
import { checkRoster, type Existing, type ExistingOrganisation } from './check-roster.ts';
import type { PersonKey } from './fields.ts';

describe('no two rows', () => {
  test('share an ID number: the first that is not wrong stands and is named', () => {
    const plan = persons(check([{ ...MAN, name: null }, MAN, { ...MAN, staffNumber: 'T9' }]));
    expect(plan.map((row) => row.outcome)).toEqual(['wrong', 'new', 'wrong']);
    expect(plan[2]?.messages).toEqual([{ column: '公民身份号码', code: 'id_twice', params: { row: 3 } }]);
  });
  test('share a 学工号, whatever its case', () => {
    const plan = persons(check([MAN, { ...SECOND, staffNumber: 't202600001' }]));
    expect(plan[1]?.messages).toEqual([{ column: '学工号', code: 'staff_number_twice', params: { value: 't202600001', row: 2 } }]);
  });
  test('are both secretary of a branch', () => {
    const plan = persons(
      check([
        { ...MAN, posts: '书记' },
        { ...SECOND, posts: '书记' },
      ]),
    );
    expect(codes(plan[1])).toEqual(['second_secretary']);
  });
  test('but may share a name in a branch', () => expect(check([MAN, { ...SECOND, name: '李示例' }]).counts).toMatchObject({ new: 6 }));
});

describe('against what is on record', () => {
  const organisations = new Map<string, ExistingOrganisation>(
    [
      ['001', 'committee'],
      ['00101', 'committee'],
      ['0010101', 'branch'],
      ['0010102', 'branch'],
      ['00102', 'committee'],
      ['0010201', 'branch'],
    ].map(([code = '', kind]) => [
      code,
      {
        id: code,
        code,
        name: `组织${code}`,
        kind: kind as 'branch',
        composition: kind === 'branch' ? 'staff' : null,
        parentCode: code.length > 3 ? code.slice(0, -2) : null,
        foundedOn: null,
        termBegan: null,
        termYears: null,
        note: null,
      },
    ]),
  );
  const taken = persons(check([MAN]))[0]?.value;
  const {
    idNumber: _id,
    organisationCode: _code,
    posts: _posts,
    ...rest
  } = { ...taken } as Required<NonNullable<typeof taken>> as never as Record<string, unknown>;
  const man = { ...rest, id: 'p1' } as never;
  const known = (branch: string, posts: { organisationCode: string; post: string }[] = []): Existing => ({
    organisations,
    root: organisations.get('001'),
    persons: new Map([['#990101199003070015', man]]),
    chosenNames: new Map([
      ['ZUZHIBU', 'another-id'],
      ['DUTY1', null],
    ]),
    staffNumbers: new Map([['T202600001', '#990101199003070015']]),
    memberships: new Map([['p1', branch]]),
    posts: new Map([['p1', posts]]),
  });
  const school = (code: string) => code.startsWith('00101');
  const only = (row: Record<string, Given>, existing: Existing, columns?: Set<PersonKey>) =>
    checkRoster({
      workbook: { persons: { columns: columns ?? ALL_PERSON, rows: [{ row: 2, cells: cells(row) }] } },
      existing,
      today: TODAY,
      inScope: school,
      indexOf: (id) => `#${id}`,
      tree: treeRules,
    }).rows[0];

  test('the same row is `same`', () => expect(only(MAN, known('0010101'))).toMatchObject({ outcome: 'same', diff: [], messages: [], id: 'p1' }));
  test('a changed field is shown with both sides, an encrypted one masked', () => {
    expect(only({ ...MAN, name: '李改名', phone: '19900000009' }, known('0010101'))).toMatchObject({
      outcome: 'changed',
      diff: [
        { field: '姓名', before: '李示例', after: '李改名' },
        { field: '手机号码', before: '*******0001', after: '*******0009' },
      ],
    });
  });
  test('an emptied cell empties the field, an absent column leaves it', () => {
    expect(only({ ...MAN, degree: null }, known('0010101'))?.diff).toEqual([{ field: '学位', before: '工学硕士', after: '' }]);
    const fewer = new Set([...ALL_PERSON].filter((key) => key !== 'degree' && key !== 'sex'));
    expect(only({ ...MAN, degree: null, sex: null }, known('0010101'), fewer)).toMatchObject({ outcome: 'same', messages: [] });
  });
  test('another branch of the importer’s scope is a change that ends and begins a membership', () => {
    expect(only(MAN, known('0010102'))).toMatchObject({
      outcome: 'changed',
      movedFrom: '0010102',
      diff: [{ field: '所在党组织编码', before: '0010102', after: '0010101' }],
    });
  });
  test('outside the scope only a transfer is named, whatever else is wrong with the row', () => {
    const row = only({ ...MAN, name: '李3', sex: '无', organisationCode: '0019999' }, known('0010201'));
    expect(row).toEqual({
      sheet: '党员',
      row: 2,
      outcome: 'wrong',
      effect: 'none',
      diff: [],
      messages: [{ column: '所在党组织编码', code: 'needs_transfer', params: {} }],
    });
  });
  test('an organisation outside the scope is as good as unknown', () =>
    expect(codes(only({ ...MAN, organisationCode: '0010201' }, known('0010101')))).toEqual(['organisation_unknown']));
  test('a 学工号 held by someone else is wrong', () =>
    expect(codes(only({ ...SECOND, staffNumber: 'T202600001' }, known('0010101')))).toEqual(['staff_number_taken']));
  test.each(['zuzhibu', 'Duty1'])('a 学工号 with which another account signs in is wrong: %s', (staffNumber) =>
    expect(codes(only({ ...SECOND, staffNumber }, known('0010101')))).toEqual(['sign_in_name_taken']),
  );
  test('a second secretary beside one who is not in the workbook', () => {
    expect(codes(only({ ...SECOND, posts: '书记' }, known('0010101', [{ organisationCode: '0010101', post: 'secretary' }])))).toEqual([
      'secretary_exists',
    ]);
  });
  test('the post may pass from one row to another', () => {
    const existing = known('0010101', [{ organisationCode: '0010101', post: 'secretary' }]);
    const plan = checkRoster({
      workbook: {
        persons: {
          columns: ALL_PERSON,
          rows: [
            { row: 2, cells: cells({ ...SECOND, posts: '书记' }) },
            { row: 3, cells: cells(MAN) },
          ],
        },
      },
      existing,
      today: TODAY,
      inScope: school,
      indexOf: (id) => `#${id}`,
      tree: treeRules,
    });
    expect(plan.rows.map((row) => row.outcome)).toEqual(['new', 'changed']);
  });
  test('an organisation outside the scope cannot be imported, nor one below it', () => {
    const plan = checkRoster({
      workbook: {
        organisations: {
          columns: ALL_ORGANISATION,
          rows: [
            { row: 2, cells: cells({ ...BRANCH, code: '0010201', parentCode: '00102', name: '甲' }) },
            { row: 3, cells: cells({ ...BRANCH, code: '0010209', parentCode: '00102', name: '乙' }) },
            { row: 4, cells: cells({ ...BRANCH, code: '0010109', name: '丙' }) },
          ],
        },
      },
      existing: known('0010101'),
      today: TODAY,
      inScope: school,
      indexOf: (id) => id,
      tree: treeRules,
    });
    expect(plan.rows.map((row) => codes(row))).toEqual([['organisation_out_of_scope'], ['organisation_out_of_scope'], []]);
  });
  test('an extended probation draws no warning', () => {
    const onProbation = {
      ...(man as object),
      category: 'probationary',
      admittedOn: '2025-06-20',
      convertedOn: null,
      probationEndsOn: '2026-12-20',
    } as never;
    const row = { ...MAN, category: '预备党员', admittedOn: '2025-06-20', convertedOn: null };
    expect(only(row, { ...known('0010101'), persons: new Map([['#990101199003070015', onProbation]]) })).toMatchObject({
      outcome: 'same',
      messages: [],
    });
  });
});
