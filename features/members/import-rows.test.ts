import { describe, expect, test } from 'vitest';
import { BRANCH, check, codes, error, formula, type Given, MAN, nobody, persons, ROOT, SCHOOL, SECOND } from '#testing/roster-rows.ts';
import type { ExistingOrganisation } from './check-roster.ts';
import type { PersonKey } from './fields.ts';
import { importSentences, type MessageCode, sayMessage } from './import-sentences.ts';

test('the sample rows themselves draw no message', () => {
  const plan = check([MAN, SECOND]);
  expect(plan.rows.flatMap((row) => codes(row))).toEqual([]);
  expect(plan.counts).toEqual({ new: 6, changed: 0, same: 0, warned: 0, wrong: 0 });
});

const REFUSED: [string, Partial<Record<PersonKey, Given>>, MessageCode][] = [
  ['no 姓名', { name: null }, 'name_missing'],
  ['姓名 of spaces only', { name: ' 　' }, 'name_missing'],
  ['51 characters of 姓名', { name: '李'.repeat(51) }, 'name_too_long'],
  ['ASCII digits in 姓名', { name: '李3' }, 'name_digits'],
  ['a number for 姓名', { name: 42 }, 'name_digits'],
  ['姓名 as a formula cell', { name: formula }, 'formula_cell'],
  ['姓名 that begins with =', { name: '=HYPERLINK("x")' }, 'text_formula'],
  ['姓名 that begins with @', { name: '@李' }, 'text_formula'],
  ['a zero-width space in 姓名', { name: '李\u200b示' }, 'invisible_character'],
  ['a direction override in 姓名', { name: '李\u202e示' }, 'invisible_character'],
  ['only a byte order mark in 姓名', { name: '\ufeff' }, 'invisible_character'],
  ['a Hangul filler in 姓名', { name: '李\u3164' }, 'invisible_character'],
  ['a variation selector in 姓名', { name: '李\u{e0100}' }, 'invisible_character'],
  ['a broken character in 姓名', { name: '李\ufffd' }, 'broken_character'],
  ['a line break in 姓名', { name: '李\n示例' }, 'line_break'],
  ['#N/A in 姓名', { name: error }, 'error_cell'],
  ['#N/A in 民族', { ethnicity: error }, 'error_cell'],
  ['a formula in 备注', { note: formula }, 'formula_cell'],
  ['a formula in 手机号码', { phone: formula }, 'formula_cell'],
  ['TRUE in 流动党员', { mobile: true }, 'boolean_cell'],
  ['501 characters of 备注', { note: '字'.repeat(501) }, 'note_too_long'],
  ['性别 outside its table', { sex: '男性别' }, 'sex_unknown'],
  ['民族 outside its table', { ethnicity: '汉满族' }, 'ethnicity_unknown'],
  ['学历 outside its table', { education: '大本' }, 'education_unknown'],
  ['学位 outside its table', { degree: '工程师' }, 'degree_unknown'],
  ['身份类别 outside its table', { identity: '学生' }, 'identity_unknown'],
  ['人员类别 outside its table', { category: '党员' }, 'category_unknown'],
  ['党内职务 outside its table', { posts: '总书记处长' }, 'posts_unknown'],
  ['the same post twice in a cell', { posts: '组织委员、组织委员' }, 'post_twice'],
  ['流动党员 outside its table', { mobile: '有' }, 'mobile_unknown'],
  ['籍贯 that is no place', { nativePlace: '火星基地' }, 'place_unknown'],
  ['籍贯 with digits', { nativePlace: '湖南长沙5号' }, 'place_format'],
  ['a year of two digits', { appliedOn: '11-03-15' }, 'date_two_digit_year'],
  ['a year of two digits with 年', { appliedOn: '11年3月15日' }, 'date_two_digit_year'],
  ['year and month only', { appliedOn: '2011-03' }, 'date_year_month'],
  ['year and month as 2011.3', { appliedOn: '2011.3' }, 'date_year_month'],
  ['year and month as 2011年3月', { appliedOn: '2011年3月' }, 'date_year_month'],
  ['year and month as a number', { appliedOn: 201103 }, 'date_year_month'],
  ['a year only', { appliedOn: '2011' }, 'date_year_only'],
  ['a year only, as a number', { appliedOn: 2011 }, 'date_year_only'],
  ['a time of day', { appliedOn: '2011-03-15 09:30' }, 'date_with_time'],
  ['a date cell with a time of day', { appliedOn: { kind: 'date', day: '2011-03-15', seconds: 60 } }, 'date_with_time'],
  ['30 February', { appliedOn: '2011-02-30' }, 'date_no_such_day'],
  ['a number beyond the calendar', { appliedOn: 99999999 }, 'date_number'],
  ['words for a date', { appliedOn: '去年三月' }, 'date_format'],
  ['a future date', { appliedOn: '2031-01-01' }, 'date_in_future'],
  ['a future birth date', { birthDate: '2031-01-01' }, 'date_in_future'],
  ['birth before 1900', { birthDate: '1899-12-31' }, 'born_before_1900'],
  ['no 公民身份号码', { idNumber: null }, 'id_missing'],
  ['公民身份号码 as a number cell', { idNumber: { kind: 'number', value: 9.901011990030701e17, raw: '990101199003070000' } }, 'id_number_cell'],
  ['公民身份号码 as a date cell', { idNumber: { kind: 'date', day: '1990-03-07', seconds: 0 } }, 'id_number_cell'],
  ['公民身份号码 rounded to 9.9E+17', { idNumber: '9.90101E+17' }, 'id_rounded'],
  ['dashes in 公民身份号码', { idNumber: '990101-19900307-0015' }, 'id_dash'],
  ['a masked 公民身份号码', { idNumber: '990101********0015' }, 'id_masked'],
  ['17 characters of 公民身份号码', { idNumber: '99010119900307001' }, 'id_length'],
  ['a letter inside 公民身份号码', { idNumber: '9901011990030A0015' }, 'id_characters'],
  ['month 13 in 公民身份号码', { idNumber: '990101199013070015' }, 'id_birth_invalid'],
  ['a 15-digit number with no such day', { idNumber: '990101901307001' }, 'id_birth_invalid'],
  ['a wrong check character', { idNumber: '990101199003070016' }, 'id_check'],
  ['公民身份号码 against 出生日期', { birthDate: '1990-03-08' }, 'id_birth_differs'],
  ['公民身份号码 against 性别', { sex: '女' }, 'id_sex_differs'],
  ['no 学工号', { staffNumber: null }, 'staff_number_missing'],
  ['学工号 as a number cell', { staffNumber: 202600001 }, 'staff_number_cell'],
  ['学工号 as a date cell', { staffNumber: { kind: 'date', day: '2026-01-02', seconds: 0 } }, 'staff_number_cell'],
  ['学工号 rounded', { staffNumber: '2.026E+11' }, 'staff_number_rounded'],
  ['an ID number in the column of 学工号', { staffNumber: '990101199003070023' }, 'staff_number_is_id'],
  ['学工号 with Han characters', { staffNumber: '工号一' }, 'staff_number_format'],
  ['10 digits of 手机号码', { phone: '1990000123' }, 'phone_length'],
  ['手机号码 beginning with 12', { phone: '12900000001' }, 'phone_start'],
  ['a landline', { phone: '0731-88880000' }, 'phone_landline'],
  ['two numbers in 手机号码', { phone: '19900000001/19900000002' }, 'phone_several'],
  ['letters in 手机号码', { phone: '1990000000a' }, 'phone_characters'],
  ['a masked 手机号码', { phone: '199****0001' }, 'phone_characters'],
  ['e-mail with two @', { email: 'someone@@example' }, 'email_format'],
  ['e-mail without a domain', { email: 'someone@example' }, 'email_format'],
  ['two e-mails', { email: 'a@example.cn; b@example.cn' }, 'email_several'],
  ['a full-width @', { email: 'a＠example.cn' }, 'email_full_width'],
  ['an e-mail of 300 characters', { email: `${'a'.repeat(290)}@example.cn` }, 'email_too_long'],
  ['no 人员类别', { category: null }, 'category_missing'],
  ['an applicant without 申请入党日期', { category: '入党申请人', appliedOn: null, admittedOn: null, convertedOn: null }, 'applied_missing'],
  ['a probationary member without 申请入党日期', { category: '预备党员', appliedOn: null, convertedOn: null }, 'applied_missing'],
  ['a probationary member without 加入党组织日期', { category: '预备党员', admittedOn: null, convertedOn: null }, 'admitted_missing'],
  ['a full member without 加入党组织日期', { admittedOn: null }, 'admitted_missing'],
  ['a full member without 转为正式党员日期', { convertedOn: null }, 'converted_missing'],
  ['an activist who was admitted', { category: '入党积极分子', convertedOn: null }, 'admitted_contradicts'],
  ['a non-member who was admitted', { category: '群众', convertedOn: null }, 'admitted_contradicts'],
  ['a probationary member who was converted', { category: '预备党员' }, 'converted_contradicts'],
  ['application a day before 18', { appliedOn: '2008-03-06' }, 'applied_under_18'],
  ['admission under 18, application not given', { appliedOn: null, admittedOn: '2008-03-06', convertedOn: '2009-03-06' }, 'admitted_under_18'],
  ['admission on the day of application', { appliedOn: '2013-06-20' }, 'admitted_not_after_applied'],
  ['conversion before admission', { convertedOn: '2013-06-19' }, 'converted_before_admitted'],
  ['conversion a day before a year', { convertedOn: '2014-06-19' }, 'converted_too_early'],
  ['no 所在党组织', { organisationCode: null }, 'organisation_missing'],
  ['所在党组织 as a number cell', { organisationCode: 10101 }, 'organisation_code_cell'],
  ['所在党组织 with letters', { organisationCode: 'A01' }, 'organisation_code_format'],
  ['an unknown organisation', { organisationCode: '0019977' }, 'organisation_unknown'],
  ['a name instead of a code', { organisationCode: '教工第一党支部' }, 'organisation_by_name'],
  ['an unknown name instead of a code', { organisationCode: '天文党支部' }, 'organisation_unknown'],
  ['a full member directly under a committee', { organisationCode: '00101' }, 'member_outside_branch'],
  [
    'a probationary member directly under a committee',
    { organisationCode: '001', category: '预备党员', admittedOn: '2026-06-20', convertedOn: null },
    'member_outside_branch',
  ],
  ['a member placed in a group', { organisationCode: '001010101' }, 'member_in_group'],
  ['a school’s post in a branch', { posts: '组织员' }, 'post_not_here'],
  ['a post-holder on probation', { category: '预备党员', admittedOn: '2026-06-20', convertedOn: null, posts: '组织委员' }, 'post_not_full'],
];
describe('a person’s row is refused for', () => {
  test.each(REFUSED)('%s', (_what, change, code) => {
    const row = persons(check([{ ...MAN, ...change }]))[0];
    expect(row?.outcome).toBe('wrong');
    expect(codes(row, 'error')).toContain(code);
    expect(row?.value).toBeUndefined();
  });
});

const WARNED: [string, Partial<Record<PersonKey, Given>>, MessageCode][] = [
  ['no 性别', { sex: null }, 'mandatory_missing'],
  ['no 民族', { ethnicity: null }, 'mandatory_missing'],
  ['no 出生日期', { birthDate: null }, 'mandatory_missing'],
  ['no 身份类别', { identity: null }, 'mandatory_missing'],
  ['a Latin name', { name: 'John Smith' }, 'name_not_han'],
  ['another dot in a name', { name: '买买提•艾山' }, 'name_not_han'],
  ['a 15-digit ID number', { idNumber: '990101900307001' }, 'id_widened'],
  ['probation over for a day', { category: '预备党员', admittedOn: '2025-11-23', convertedOn: null }, 'probation_over'],
];
describe('a person’s row is taken in with a warning for', () => {
  test.each(WARNED)('%s', (_what, change, code) => {
    const row = persons(check([{ ...MAN, ...change }]))[0];
    expect([row?.outcome, codes(row)]).toEqual(['warned', [code]]);
  });
  test('a conversion within a year, admitted before 1956', () => {
    const row = persons(
      check([{ ...MAN, birthDate: null, idNumber: '990101193003070018', appliedOn: null, admittedOn: '1955-01-10', convertedOn: '1955-07-10' }]),
    )[0];
    expect([row?.outcome, codes(row)]).toEqual(['warned', ['mandatory_missing', 'converted_early_before_1956']]);
  });
});

const TAKEN: [string, Partial<Record<PersonKey, Given>>, Partial<Record<PersonKey, unknown>>, MessageCode[]][] = [
  ['full-width spaces in a name', { name: ' 李　示例 ' }, { name: '李示例' }, ['spaces_removed']],
  ['Han of all extensions and ·', { name: '䶮㛃𠮷𬘡·买买提' }, { name: '䶮㛃𠮷𬘡·买买提' }, []],
  ['50 characters of a name', { name: '𠮷'.repeat(50) }, { name: '𠮷'.repeat(50) }, []],
  ['spaces in the ID number', { idNumber: '990101 19900307\u00a00015' }, { idNumber: '990101199003070015' }, ['spaces_removed']],
  ['full-width digits', { idNumber: '９９０１０１１９９００３０７００１５' }, { idNumber: '990101199003070015' }, ['half_width']],
  ['a lower-case x', { idNumber: '99010119900307039x', sex: '男' }, { idNumber: '99010119900307039X' }, ['upper_x']],
  ['a full-width Ｘ', { idNumber: '99010119900307039Ｘ', sex: '男' }, { idNumber: '99010119900307039X' }, ['half_width']],
  ['+86 and dashes', { phone: '+86 199-0000-0001' }, { phone: '19900000001' }, ['spaces_removed', 'phone_prefix']],
  ['0086', { phone: '008619900000001' }, { phone: '19900000001' }, ['phone_prefix']],
  ['a number cell for 手机号码', { phone: 19900000001 }, { phone: '19900000001' }, ['phone_as_number']],
  ['a date with slashes', { admittedOn: '2013/6/20' }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['a date with dots', { admittedOn: '2013.6.20' }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['a date of eight digits', { admittedOn: '20130620' }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['eight digits in a number cell', { admittedOn: 20130620 }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['a date in Chinese', { admittedOn: '2013年6月20日' }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['a date as text with 00:00', { admittedOn: '2013-06-20 00:00:00' }, { admittedOn: '2013-06-20' }, ['date_as_text']],
  ['an Excel serial number', { admittedOn: 41445 }, { admittedOn: '2013-06-20' }, ['date_serial']],
  ['a date cell', { admittedOn: { kind: 'date', day: '2013-06-20', seconds: 0 } }, { admittedOn: '2013-06-20' }, []],
  ['民族 without 族', { ethnicity: '汉' }, { ethnicity: '01' }, ['ethnicity_short']],
  ['备注 that begins with =', { note: '=1+1' }, { note: '=1+1' }, []],
  ['a number in 备注', { note: 12 }, { note: '12' }, ['number_as_text']],
  ['500 characters of 备注', { note: '字'.repeat(500) }, { note: '字'.repeat(500) }, []],
  ['several posts', { posts: '组织委员、宣传委员' }, { posts: ['organisationOfficer', 'publicityOfficer'] }, []],
  ['another committee member', { posts: '青年委员' }, { posts: ['committeeMember'] }, []],
  [
    'all but the mandatory empty',
    { nativePlace: null, education: null, degree: null, phone: null, email: null, mobile: null, appliedOn: null },
    { phone: null, appliedOn: null },
    [],
  ],
  ['application on the 18th birthday', { appliedOn: '2008-03-07' }, { appliedOn: '2008-03-07' }, []],
  ['a non-member without dates', { category: '群众', appliedOn: null, admittedOn: null, convertedOn: null }, { category: 'nonMember' }, []],
  [
    'an applicant under a committee',
    { category: '入党申请人', admittedOn: null, convertedOn: null, organisationCode: '00101' },
    { organisationCode: '00101' },
    [],
  ],
  ['probation ending today', { category: '预备党员', admittedOn: '2025-11-24', convertedOn: null }, { category: 'probationary' }, []],
  ['a county that the table does not list', { nativePlace: '湖南韶山' }, { nativePlace: '湖南韶山' }, []],
];
describe('a person’s row is taken as meant:', () => {
  test.each(TAKEN)('%s', (_what, change, value, notes) => {
    const row = persons(check([{ ...MAN, ...change }]))[0];
    expect([row?.outcome, codes(row)]).toEqual(['new', notes]);
    expect(row?.value).toMatchObject(value);
  });
  test.each([
    ['1969-04-14', '1969-04-14'],
    ['1977-08-17', '1977-08-17'],
    ['1970-05-01', '1971-05-01'],
  ])('admitted %s without probation, converted %s', (admittedOn, convertedOn) => {
    const row = persons(check([{ ...MAN, birthDate: '1945-03-07', idNumber: '990101194503070019', appliedOn: null, admittedOn, convertedOn }]))[0];
    expect([row?.outcome, codes(row)]).toEqual(['new', []]);
  });
  test.each([
    ['1969-04-13', '1969-04-13'],
    ['1977-08-18', '1977-08-18'],
  ])('but not admitted %s', (admittedOn, convertedOn) => {
    const row = persons(check([{ ...MAN, birthDate: '1945-03-07', idNumber: '990101194503070019', appliedOn: null, admittedOn, convertedOn }]))[0];
    expect(codes(row)).toEqual(['converted_too_early']);
  });
});

const ORGANISATIONS: [string, Record<string, Given>, MessageCode][] = [
  ['no 组织编码', { code: null }, 'code_missing'],
  ['no 组织名称', { name: null }, 'title_missing'],
  ['a name of 101 characters', { name: '字'.repeat(101) }, 'title_too_long'],
  ['no 组织类别', { kind: null }, 'kind_missing'],
  ['组织类别 outside its table', { kind: '支部' }, 'kind_unknown'],
  ['支部类型 outside its table', { composition: '教师' }, 'composition_unknown'],
  ['no 上级组织编码 below the root', { parentCode: null }, 'parent_missing'],
  ['组织编码 as a number cell', { code: 10101 }, 'organisation_code_cell'],
  ['组织编码 with letters', { code: '00101AB' }, 'organisation_code_format'],
  ['its own parent', { parentCode: '0010101' }, 'parent_itself'],
  ['an unknown parent', { parentCode: '00199' }, 'parent_unknown'],
  ['a code not under its parent', { code: '0020101' }, 'code_not_under_parent'],
  ['a code that adds three digits', { code: '00101012' }, 'code_not_under_parent'],
  ['a group directly under a committee', { kind: '党小组', composition: null }, 'parent_kind'],
  ['a term of 9 years', { termYears: 9 }, 'years_range'],
  ['a term in words', { termYears: '三年' }, 'years_range'],
  ['founded before the Party', { foundedOn: '1921-06-30' }, 'founded_before_party'],
  ['founded in the future', { foundedOn: '2031-01-01', termBegan: null }, 'date_in_future'],
  ['a term begun before the founding', { termBegan: '1958-05-31' }, 'term_before_founded'],
];
describe('an organisation’s row is refused for', () => {
  test.each(ORGANISATIONS)('%s', (_what, change, code) => {
    const plan = check([], [ROOT, SCHOOL, { ...BRANCH, ...change }]);
    expect([plan.rows[2]?.outcome, codes(plan.rows[2], 'error')]).toEqual(['wrong', [code]]);
    expect(plan.counts).toMatchObject({ new: 2, wrong: 1 });
  });
  test('a code or a name used before: the first stands and is named', () => {
    const plan = check([], [ROOT, SCHOOL, BRANCH, { ...BRANCH, name: '另一支部' }, { ...BRANCH, code: '0010102' }]);
    expect(plan.rows[3]?.messages).toMatchObject([{ code: 'code_twice', params: { row: 4 } }]);
    expect(plan.rows[4]?.messages).toMatchObject([{ code: 'title_twice', params: { row: 4 } }]);
  });
  test('a refused parent takes its children and their members along, each saying which row to mend', () => {
    const plan = check([MAN], [ROOT, { ...SCHOOL, kind: '学院' }, BRANCH]);
    expect(plan.rows.map((row) => codes(row, 'error'))).toEqual([[], ['kind_unknown'], ['parent_wrong'], ['organisation_row_wrong']]);
  });
  test('a root that is no committee', () => expect(codes(check([], [{ ...ROOT, kind: '党总支' }]).rows[0])).toEqual(['root_kind']));
  test('another root than the one on record', () => {
    const root: ExistingOrganisation = {
      id: 'r',
      code: '002',
      name: '示范大学委员会',
      kind: 'committee',
      composition: null,
      parentCode: null,
      foundedOn: null,
      termBegan: null,
      termYears: null,
      note: null,
    };
    expect(codes(check([], [ROOT], { ...nobody, root, organisations: new Map([['002', root]]) }).rows[0])).toEqual(['root_code_differs']);
  });
  test('the only row without 上级 is the committee that an installation was named with', () => {
    const root: ExistingOrganisation = {
      id: 'r',
      code: null,
      name: '我校委员会',
      kind: 'committee',
      composition: null,
      parentCode: null,
      foundedOn: null,
      termBegan: null,
      termYears: null,
      note: null,
    };
    const row = check([], [ROOT], { ...nobody, root }).rows[0];
    expect(row).toMatchObject({ outcome: 'changed', id: 'r', isRoot: true });
    expect(row?.diff).toContainEqual({ field: '组织名称', before: '我校委员会', after: '示范大学委员会' });
  });
  test('parents may stand below their children', () => expect(check([], [BRANCH, SCHOOL, ROOT]).counts).toMatchObject({ new: 3 }));
  test('a type on a committee and a term as text are noted', () => {
    expect(check([], [{ ...ROOT, composition: '教职工', termYears: '5年' }]).rows[0]).toMatchObject({
      outcome: 'new',
      value: { composition: null, termYears: 5 },
      messages: [{ code: 'years_as_text' }, { code: 'composition_ignored' }],
    });
  });
});

describe('sentences', () => {
  test('there are at least 60 kinds of error, each with a sentence of its own in both languages', () => {
    const errors = Object.entries(importSentences).filter(([, one]) => one.level === 'error');
    expect(errors.length).toBeGreaterThanOrEqual(60);
    expect(new Set(errors.map(([code, one]) => (one.zh.includes('不在代码表里，请改为') ? code : one.zh))).size).toBe(errors.length);
    for (const [, one] of Object.entries(importSentences))
      expect(one.zh.match(/\{\w+\}/g)?.sort() ?? []).toEqual(one.en.match(/\{\w+\}/g)?.sort() ?? []);
  });
  test('every error of a row is shown by a row of these tables or a test above', () => {
    const shown = new Set<string>([...REFUSED, ...ORGANISATIONS].map((row) => row[2]));
    const elsewhere = [
      'id_twice',
      'staff_number_twice',
      'staff_number_taken',
      'sign_in_name_taken',
      'organisation_row_wrong',
      'second_secretary',
      'secretary_exists',
      'needs_transfer',
      'code_twice',
      'title_twice',
      'parent_wrong',
      'root_kind',
      'root_code_differs',
      'organisation_out_of_scope',
    ];
    expect(
      Object.entries(importSentences)
        .filter(([code, one]) => one.level === 'error' && !shown.has(code) && !elsewhere.includes(code))
        .map(([code]) => code),
    ).toEqual([]);
  });
  test('before anything is written no sentence says that it was: a warning is read in the dry run', () => {
    const said = Object.entries(importSentences).flatMap(([code, one]) => [`${code}: ${one.zh}`, `${code}: ${one.en}`]);
    expect(said.filter((sentence) => /已导入|已收下|taken in;|was (imported|taken)/i.test(sentence) && !/can be taken in/.test(sentence))).toEqual(
      [],
    );
  });
  test('no placeholder is left and no ID number or phone is shown whole', () => {
    for (const [what, change] of REFUSED) {
      for (const message of persons(check([{ ...MAN, ...change }]))[0]?.messages ?? []) {
        for (const language of ['zh-CN', 'en'] as const) {
          expect(sayMessage(message, language), what).not.toMatch(/\{\w+\}|\d{15}|199000000/);
        }
      }
    }
  });
});
