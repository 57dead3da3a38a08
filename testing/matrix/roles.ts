/** Who asks in the matrix, and where they stand. The rights themselves are nowhere in this file. */
export type RoleKey =
  | 'anonymous'
  | 'guest'
  | 'activist'
  | 'probationary'
  | 'member'
  | 'recorder'
  | 'officer'
  | 'secretary'
  | 'schoolOrganiser'
  | 'schoolSecretary'
  | 'organisationStaff'
  | 'publicityStaff'
  | 'universitySecretary'
  | 'administrator';

/** Organisations of the scene; `office` is the branch of those who hold posts above, so that their own membership opens nothing of the others. */
export type Spot =
  | 'own'
  | 'sibling'
  | 'elsewhere'
  | 'school'
  | 'university'
  | 'otherSchool'
  | 'organisationDepartment'
  | 'publicityDepartment'
  | 'office'
  | 'officeCommittee';

export type Role = {
  readonly key: RoleKey;
  readonly zh: string;
  readonly en: string;
  readonly category: string | null;
  readonly memberOf: Spot | null;
  readonly post: { readonly kind: string; readonly at: Spot } | null;
};

const of = (key: RoleKey, zh: string, en: string, category: string | null, memberOf: Spot | null, post: Role['post'] = null): Role => ({
  key,
  zh,
  en,
  category,
  memberOf,
  post,
});

export const roles: readonly Role[] = [
  of('anonymous', '未登录', 'not signed in', null, null),
  of('guest', '群众', 'non-member', 'nonMember', null),
  of('activist', '积极分子', 'activist', 'activist', 'own'),
  of('probationary', '预备党员', 'probationary', 'probationary', 'own'),
  of('member', '党员', 'member', 'full', 'own'),
  of('recorder', '指定记录人', 'recorder named', 'full', 'own'),
  of('officer', '组织委员', 'officer', 'full', 'own', { kind: 'organisationOfficer', at: 'own' }),
  of('secretary', '支部书记', 'branch secretary', 'full', 'own', { kind: 'secretary', at: 'own' }),
  of('schoolOrganiser', '院系组织员', 'school organiser', 'full', 'office', { kind: 'organiser', at: 'school' }),
  of('schoolSecretary', '院系书记', 'school secretary', 'full', 'office', { kind: 'secretary', at: 'school' }),
  of('organisationStaff', '校组织部', 'organisation dept.', 'full', 'office', { kind: 'departmentStaff', at: 'organisationDepartment' }),
  of('publicityStaff', '校宣传部', 'publicity dept.', 'full', 'office', { kind: 'departmentStaff', at: 'publicityDepartment' }),
  of('universitySecretary', '校党委书记', 'university secretary', 'full', 'office', { kind: 'secretary', at: 'university' }),
  of('administrator', '管理员', 'administrator', 'nonMember', null, { kind: 'administrator', at: 'university' }),
];

/** Where it is asked about. */
export const places = ['own', 'sibling', 'elsewhere', 'school', 'university', 'oneself', 'nowhere'] as const;
export type PlaceKey = (typeof places)[number];
export const placeWords: Readonly<Record<PlaceKey, { sign: string; zh: string; en: string }>> = {
  own: { sign: '本', zh: '本支部', en: 'the branch of the roles from activist to secretary' },
  sibling: { sign: '邻', zh: '同一院系的另一个支部', en: 'another branch of the same school' },
  elsewhere: { sign: '外', zh: '别的院系的支部', en: "another school's branch" },
  school: { sign: '院', zh: '本院系党委', en: "the branch's school" },
  university: { sign: '校', zh: '学校党委', en: 'the university committee' },
  oneself: { sign: '己', zh: '本人自己的', en: "one's own" },
  nowhere: { sign: '✓', zh: '不指明地方', en: 'asked without a place' },
};
