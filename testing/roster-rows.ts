/** Rows of both sheets as a workbook holds them, to be changed cell by cell. Everyone in them is invented. */
import { treeRules } from '#features/members/api/tree-rules.ts';
import type { Cell } from '#features/members/cell.ts';
import { type CheckedRow, checkRoster, type Existing } from '#features/members/check-roster.ts';
import { ORGANISATION_FIELDS, type OrganisationKey, PERSON_FIELDS, type PersonKey } from '#features/members/fields.ts';
import { levelOf } from '#features/members/import-sentences.ts';

export const TODAY = '2026-11-24';
export type Given = string | number | boolean | Cell | null;
const cell = (given: Given): Cell =>
  given === null
    ? { kind: 'empty' }
    : typeof given === 'string'
      ? { kind: 'text', text: given }
      : typeof given === 'number'
        ? { kind: 'number', value: given, raw: String(given) }
        : typeof given === 'boolean'
          ? { kind: 'boolean', value: given }
          : given;
export const cells = (row: Record<string, Given>) => Object.fromEntries(Object.entries(row).map(([key, given]) => [key, cell(given)]));
export const formula: Cell = { kind: 'formula', shown: '点我' };
export const error: Cell = { kind: 'error', text: '#N/A' };

export const MAN: Record<PersonKey, Given> = {
  name: '李示例',
  sex: '男',
  ethnicity: '汉族',
  birthDate: '1990-03-07',
  idNumber: '990101199003070015',
  nativePlace: '湖南长沙',
  education: '硕士研究生',
  degree: '工学硕士',
  staffNumber: 'T202600001',
  identity: '专任教师',
  category: '正式党员',
  organisationCode: '0010101',
  appliedOn: '2011-03-15',
  admittedOn: '2013-06-20',
  convertedOn: '2014-06-20',
  posts: null,
  phone: '19900000001',
  email: 'name@example.edu.cn',
  mobile: '否',
  note: null,
};
export const SECOND: Record<PersonKey, Given> = { ...MAN, name: '王样例', sex: '女', idNumber: '990101199003070023', staffNumber: 'T202600002' };
export const ROOT: Record<OrganisationKey, Given> = {
  code: '001',
  name: '示范大学委员会',
  kind: '党委',
  composition: null,
  parentCode: null,
  foundedOn: '1958-06-01',
  termBegan: '2022-11-18',
  termYears: 5,
  note: null,
};
export const SCHOOL: Record<OrganisationKey, Given> = { ...ROOT, code: '00101', name: '机械工程学院委员会', parentCode: '001' };
export const BRANCH: Record<OrganisationKey, Given> = {
  ...ROOT,
  code: '0010101',
  name: '教工第一党支部',
  kind: '党支部',
  composition: '教职工',
  parentCode: '00101',
  termYears: 3,
};
export const GROUP: Record<OrganisationKey, Given> = {
  ...BRANCH,
  code: '001010101',
  name: '第一党小组',
  kind: '党小组',
  composition: null,
  parentCode: '0010101',
};
export const ALL_PERSON = new Set(PERSON_FIELDS.map((field) => field.key));
export const ALL_ORGANISATION = new Set(ORGANISATION_FIELDS.map((field) => field.key));

export const nobody: Existing = {
  organisations: new Map(),
  persons: new Map(),
  staffNumbers: new Map(),
  chosenNames: new Map(),
  memberships: new Map(),
  posts: new Map(),
};

export function check(
  persons: Record<string, Given>[],
  organisations: Record<string, Given>[] = [ROOT, SCHOOL, BRANCH, GROUP],
  existing = nobody,
  inScope: (code: string) => boolean = () => true,
  columns = ALL_PERSON,
) {
  return checkRoster({
    workbook: {
      organisations: { columns: ALL_ORGANISATION, rows: organisations.map((row, index) => ({ row: index + 2, cells: cells(row) })) },
      persons: { columns, rows: persons.map((row, index) => ({ row: index + 2, cells: cells(row) })) },
    },
    existing,
    today: TODAY,
    inScope,
    indexOf: (id) => `#${id}`,
    tree: treeRules,
  });
}
export const persons = (plan: { rows: readonly CheckedRow[] }) => plan.rows.filter((row) => row.sheet === '党员');
export const codes = (row: CheckedRow | undefined, level?: string): string[] =>
  (row?.messages ?? []).filter((one) => !level || levelOf(one.code) === level).map((one) => one.code);
