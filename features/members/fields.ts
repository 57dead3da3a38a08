/**
 * The data standard of the two sheets of a roster: one definition of every field, from which come the reading of workbooks,
 * the published page, the JSON Schema, the template and the export.
 */
import {
  COMPOSITIONS,
  type CodeTable,
  DEGREES,
  EDUCATIONS,
  ETHNIC_GROUPS,
  IDENTITIES,
  ORGANISATION_KINDS,
  PERSON_CATEGORIES,
  POSTS,
  SEXES,
  YES_NO,
} from './code-tables.ts';

/** `always`: a row without it is refused; `warned`: taken in and listed; `category`: as the person's category requires; `belowRoot`: for all but the root. */
export type Need = 'always' | 'warned' | 'category' | 'belowRoot' | 'optional';
/** `encrypted`: kept encrypted and masked; `sensitive`: only for those whose task needs it; `ordinary`: what colleagues know of each other (个人信息保护法 art. 28). */
export type DataClass = 'encrypted' | 'sensitive' | 'ordinary' | 'none';
export type ValueKind =
  | 'name'
  | 'title'
  | 'code'
  | 'posts'
  | 'date'
  | 'idNumber'
  | 'staffNumber'
  | 'organisationCode'
  | 'phone'
  | 'email'
  | 'place'
  | 'years'
  | 'note'
  | 'yesNo';

export type Field<Key extends string = string> = {
  readonly key: Key;
  readonly zh: string;
  readonly en: string;
  readonly synonyms: readonly string[];
  readonly kind: ValueKind;
  readonly need: Need;
  readonly table?: CodeTable;
  readonly dataClass: DataClass;
  readonly help: { readonly zh: string; readonly en: string };
  readonly example: string;
};

export type OrganisationKey = 'code' | 'name' | 'kind' | 'composition' | 'parentCode' | 'foundedOn' | 'termBegan' | 'termYears' | 'note';
export type PersonKey =
  | 'name'
  | 'sex'
  | 'ethnicity'
  | 'birthDate'
  | 'idNumber'
  | 'nativePlace'
  | 'education'
  | 'degree'
  | 'staffNumber'
  | 'identity'
  | 'category'
  | 'organisationCode'
  | 'appliedOn'
  | 'admittedOn'
  | 'convertedOn'
  | 'posts'
  | 'phone'
  | 'email'
  | 'mobile'
  | 'note';

type Rest = { synonyms?: string[]; need?: Need; table?: CodeTable; dataClass?: DataClass; example?: string };
function field<Key extends string>(key: Key, kind: ValueKind, zh: string, en: string, helpZh: string, helpEn: string, rest: Rest = {}): Field<Key> {
  return { key, kind, zh, en, help: { zh: helpZh, en: helpEn }, synonyms: [], need: 'optional', dataClass: 'none', example: '', ...rest };
}

const DATE_ZH = '日期，例如 2019-07-01，写到日。';
const DATE_EN = 'A date with its day, for example 2019-07-01.';
const choose = (table: CodeTable) => [`从列表中选择（${table.standard}）。`, `Choose from the list (${table.standard}).`] as const;

export const ORGANISATION_FIELDS: readonly Field<OrganisationKey>[] = [
  field(
    'code',
    'organisationCode',
    '组织编码',
    'organisation code',
    '文本格式的数字；每一级在上级编码后加两位。',
    'Digits kept as text; each level adds two digits to its parent’s.',
    { synonyms: ['党组织编码', '组织代码', '党组织代码', '支部编码', '编码'], need: 'always', example: '0010101' },
  ),
  field('name', 'title', '组织名称', 'organisation name', '全称，100 字以内。', 'The full name, at most 100 characters.', {
    synonyms: ['党组织名称', '组织全称', '支部名称', '名称'],
    need: 'always',
    example: '机械工程学院教工第一党支部',
  }),
  field('kind', 'code', '组织类别', 'kind of organisation', ...choose(ORGANISATION_KINDS), {
    synonyms: ['党组织类别', '组织类型', '类别'],
    need: 'always',
    table: ORGANISATION_KINDS,
    example: '党支部',
  }),
  field(
    'composition',
    'code',
    '支部类型',
    'type of branch',
    '党支部的类型；不填时按成员的身份类别给出建议，由您确认一次。',
    'The type of a branch; where empty, proposed from its members and confirmed once.',
    { synonyms: ['党支部类型'], table: COMPOSITIONS, example: '教职工' },
  ),
  field(
    'parentCode',
    'organisationCode',
    '上级组织编码',
    'code of the parent',
    '上级党组织的编码；只有学校党委不填。',
    'The code of the organisation above; only the university committee has none.',
    { synonyms: ['上级党组织编码', '上级编码', '上级组织代码', '上级'], need: 'belowRoot', example: '00101' },
  ),
  field('foundedOn', 'date', '成立日期', 'founded on', DATE_ZH, DATE_EN, { synonyms: ['成立时间', '建立日期'], example: '2006-03-15' }),
  field('termBegan', 'date', '本届开始日期', 'term began on', DATE_ZH, DATE_EN, {
    synonyms: ['本届开始时间', '换届日期', '本届换届日期', '任期开始日期'],
    example: '2024-05-20',
  }),
  field(
    'termYears',
    'years',
    '届期（年）',
    'length of term (years)',
    '整年数：党委和院系党总支一般 5 年，党支部 3 年。',
    'Whole years: committees and general branches of schools generally 5, branches 3.',
    { synonyms: ['届期', '任期', '任期（年）'], example: '3' },
  ),
  field('note', 'note', '备注', 'note', '500 字以内。', 'At most 500 characters.', { synonyms: ['说明'] }),
];

export const PERSON_FIELDS: readonly Field<PersonKey>[] = [
  field('name', 'name', '姓名', 'name', '1–50 个字；少数民族姓名用间隔号“·”。', '1 to 50 characters; parts of a name are joined by “·”.', {
    synonyms: ['党员姓名', '人员姓名'],
    need: 'always',
    dataClass: 'ordinary',
    example: '李示例',
  }),
  field('sex', 'code', '性别', 'sex', ...choose(SEXES), { need: 'warned', table: SEXES, dataClass: 'ordinary', example: '男' }),
  field('ethnicity', 'code', '民族', 'ethnic group', '56 个民族之一，“族”字可不写。', 'One of the 56 groups, with or without 族.', {
    need: 'warned',
    table: ETHNIC_GROUPS,
    dataClass: 'sensitive',
    example: '汉族',
  }),
  field('birthDate', 'date', '出生日期', 'birth date', DATE_ZH, DATE_EN, {
    synonyms: ['出生年月', '出生年月日', '出生时间'],
    need: 'warned',
    dataClass: 'sensitive',
    example: '1990-03-07',
  }),
  field('idNumber', 'idNumber', '公民身份号码', 'ID number', '18 位，单元格设为文本格式。', '18 characters, the cell formatted as text.', {
    synonyms: ['身份证号', '身份证号码', '身份证', '公民身份证号码', '居民身份证号', '居民身份证号码', '证件号码'],
    need: 'always',
    dataClass: 'encrypted',
    example: '990101199003070015',
  }),
  field(
    'nativePlace',
    'place',
    '籍贯',
    'native place',
    '省、市，例如 湖南长沙（GB/T 2260）。',
    'Province and city, for example 湖南长沙 (GB/T 2260).',
    { dataClass: 'sensitive', example: '湖南长沙' },
  ),
  field('education', 'code', '学历', 'education', ...choose(EDUCATIONS), {
    synonyms: ['文化程度', '最高学历'],
    table: EDUCATIONS,
    dataClass: 'sensitive',
    example: '硕士研究生',
  }),
  field('degree', 'code', '学位', 'degree', ...choose(DEGREES), {
    synonyms: ['最高学位'],
    table: DEGREES,
    dataClass: 'sensitive',
    example: '工学硕士',
  }),
  field(
    'staffNumber',
    'staffNumber',
    '学工号',
    'staff or student number',
    '学号或工号，单元格设为文本格式；也是登录名。',
    'The number of a student or employee, kept as text; also the sign-in name.',
    {
      synonyms: ['学号/工号', '学号（工号）', '学号或工号', '学号', '工号', '职工号', '工号/学号'],
      need: 'always',
      dataClass: 'ordinary',
      example: 'T202600001',
    },
  ),
  field('identity', 'code', '身份类别', 'identity', ...choose(IDENTITIES), {
    synonyms: ['身份', '人员身份'],
    need: 'warned',
    table: IDENTITIES,
    dataClass: 'ordinary',
    example: '专任教师',
  }),
  field('category', 'code', '人员类别', 'category', ...choose(PERSON_CATEGORIES), {
    synonyms: ['党员类别', '政治面貌', '类别'],
    need: 'always',
    table: PERSON_CATEGORIES,
    dataClass: 'sensitive',
    example: '正式党员',
  }),
  field(
    'organisationCode',
    'organisationCode',
    '所在党组织编码',
    'code of the organisation',
    '党组织表中的组织编码；党员填到党支部。',
    'A code of the sheet 党组织; members belong to a branch.',
    {
      synonyms: [
        '所在党组织',
        '所在党支部编码',
        '党组织编码',
        '党支部编码',
        '支部编码',
        '所在支部编码',
        '组织编码',
        '所在支部',
        '所在党支部',
        '所在党组织代码',
      ],
      need: 'always',
      dataClass: 'ordinary',
      example: '0010101',
    },
  ),
  field('appliedOn', 'date', '申请入党日期', 'applied on', DATE_ZH, DATE_EN, {
    synonyms: ['申请入党时间', '递交入党申请书日期', '递交入党申请书时间', '申请日期'],
    need: 'category',
    dataClass: 'sensitive',
    example: '2011-03-15',
  }),
  field(
    'admittedOn',
    'date',
    '加入党组织日期',
    'admitted on',
    '支部大会接收为预备党员的日期，例如 2019-07-01。',
    'The day of the members’ meeting that admitted the person, for example 2019-07-01.',
    {
      synonyms: ['入党时间', '入党日期', '加入党组织时间', '加入中共组织的时间', '接收预备党员日期'],
      need: 'category',
      dataClass: 'sensitive',
      example: '2013-06-20',
    },
  ),
  field(
    'convertedOn',
    'date',
    '转为正式党员日期',
    'converted on',
    '预备期（含延长）届满、转为正式党员的日期。',
    'The day on which probation, extended or not, ended.',
    { synonyms: ['转正时间', '转正日期', '转为正式党员时间', '转正式党员日期'], need: 'category', dataClass: 'sensitive', example: '2014-06-20' },
  ),
  field('posts', 'posts', '党内职务', 'post in the Party', '兼任的用“、”隔开。', 'Several are separated by “、”.', {
    synonyms: ['党内任职', '支部职务', '职务'],
    table: POSTS,
    dataClass: 'ordinary',
    example: '组织委员',
  }),
  field('phone', 'phone', '手机号码', 'mobile number', '11 位。', '11 digits.', {
    synonyms: ['联系电话', '手机', '手机号', '电话', '移动电话', '联系方式'],
    dataClass: 'encrypted',
    example: '19900000001',
  }),
  field('email', 'email', '电子邮箱', 'e-mail', '例如 name@example.edu.cn。', 'For example name@example.edu.cn.', {
    synonyms: ['邮箱', '电子邮件', '邮箱地址', 'Email', 'E-mail'],
    dataClass: 'sensitive',
    example: 'name@example.edu.cn',
  }),
  field('mobile', 'yesNo', '流动党员', 'mobile member', '是 或 否。', '是 (yes) or 否 (no).', {
    synonyms: ['是否流动党员', '是否为流动党员'],
    table: YES_NO,
    dataClass: 'ordinary',
    example: '否',
  }),
  field('note', 'note', '备注', 'note', '500 字以内。', 'At most 500 characters.', { synonyms: ['说明'], dataClass: 'sensitive' }),
];

export const ORGANISATION_SHEET = '党组织';
export const PERSON_SHEET = '党员';
export type SheetName = typeof ORGANISATION_SHEET | typeof PERSON_SHEET;

export function fieldsOf(sheet: SheetName): readonly Field[] {
  return sheet === ORGANISATION_SHEET ? ORGANISATION_FIELDS : PERSON_FIELDS;
}

/** A header without what people add to it: spaces, line breaks, an asterisk, a colon, a hint in brackets. */
export function headerForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}*★:]/gu, '')
    .replace(/[((].*?[))]$/, '')
    .toLowerCase();
}

const headers = new Map<SheetName, Map<string, Field>>();

/** The field that a header means in a sheet: the standard's own words before synonyms. */
export function fieldByHeader(sheet: SheetName, header: string): Field | undefined {
  let known = headers.get(sheet);
  if (!known) {
    known = new Map();
    for (const one of fieldsOf(sheet)) known.set(headerForm(one.zh), one);
    for (const one of fieldsOf(sheet)) for (const synonym of one.synonyms) if (!known.has(headerForm(synonym))) known.set(headerForm(synonym), one);
    headers.set(sheet, known);
  }
  return known.get(headerForm(header));
}

const MEMBERSHIP: ReadonlySet<string> = new Set(['category', 'appliedOn', 'admittedOn', 'convertedOn']);

/** A personal column of an export: what is not needed to know who belongs where, as what and since when (个人信息保护法 art. 6). */
export function isPersonal(field: Field): boolean {
  return field.dataClass === 'encrypted' || (field.dataClass === 'sensitive' && !MEMBERSHIP.has(field.key));
}
