/**
 * The columns in which organisations publish: who owns one (O), in whose name a text may stand there (D, 供稿), how many reviews it
 * passes, and who may see it (《图书质量保障体系》第八条 for the three reviews; the rest is this university's own order).
 */
import type { Visibility } from './visibility.ts';

export const ARTICLE_KINDS = ['news', 'notice', 'directive', 'showcase', 'deed', 'answer', 'call'] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export const COLUMNS = [
  'superior-directives',
  'university-news',
  'university-notices',
  'school-showcase',
  'good-people',
  'school-news',
  'school-notices',
  'branch-showcase',
  'branch-notices',
  'answers',
  'calls',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

/** The levels at which content is owned and written; a direct branch is a school organisation and a branch in one. */
export type Level = 'university' | 'school' | 'branch';

/** In whose name: the owner itself, its departments (of these duties, or all), or organisations of a level beneath it. */
export type NameRule = 'owner' | 'departments' | { readonly department: 'publicity' } | 'schools' | 'branches';

export type Column = {
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: ArticleKind;
  /** Levels whose organisations each have such a column of their own. */
  readonly owners: readonly Level[];
  readonly names: readonly NameRule[];
  readonly reviews: Readonly<Partial<Record<Level, 1 | 2 | 3>>>;
  readonly visibility: { readonly usual: Visibility; readonly widest: Visibility };
};

const three = { university: 3 } as const;
const byLevel = { university: 3, school: 2 } as const;

export const columns: Readonly<Record<ColumnId, Column>> = {
  'superior-directives': {
    name: { zh: '上级要求', en: 'Directives from above' },
    kind: 'directive',
    owners: ['university'],
    names: ['departments'],
    reviews: three,
    visibility: { usual: 'members', widest: 'public' },
  },
  'university-news': {
    name: { zh: '学校要闻', en: 'University news' },
    kind: 'news',
    owners: ['university'],
    names: ['departments', 'schools'],
    reviews: three,
    visibility: { usual: 'public', widest: 'public' },
  },
  'university-notices': {
    name: { zh: '通知要求', en: 'Notices' },
    kind: 'notice',
    owners: ['university'],
    names: ['departments'],
    reviews: three,
    visibility: { usual: 'campus', widest: 'public' },
  },
  'school-showcase': {
    name: { zh: '院系党组织风采', en: 'School showcase' },
    kind: 'showcase',
    owners: ['university'],
    names: ['schools'],
    reviews: three,
    visibility: { usual: 'public', widest: 'public' },
  },
  'good-people': {
    name: { zh: '身边好人好事', en: 'Good people' },
    kind: 'deed',
    owners: ['university'],
    names: [{ department: 'publicity' }, 'schools'],
    reviews: three,
    visibility: { usual: 'public', widest: 'public' },
  },
  'school-news': {
    name: { zh: '院系新闻', en: 'School news' },
    kind: 'news',
    owners: ['school'],
    names: ['owner', 'branches'],
    reviews: { school: 2 },
    visibility: { usual: 'public', widest: 'public' },
  },
  'school-notices': {
    name: { zh: '通知要求', en: 'Notices' },
    kind: 'notice',
    owners: ['school'],
    names: ['owner'],
    reviews: { school: 2 },
    visibility: { usual: 'subtree', widest: 'public' },
  },
  'branch-showcase': {
    name: { zh: '支部风采', en: 'Branch showcase' },
    kind: 'showcase',
    owners: ['school'],
    names: ['branches'],
    reviews: { school: 3 },
    visibility: { usual: 'public', widest: 'public' },
  },
  'branch-notices': {
    name: { zh: '支部通知', en: 'Branch notices' },
    kind: 'notice',
    owners: ['branch'],
    names: ['owner'],
    reviews: { branch: 1 },
    visibility: { usual: 'subtree', widest: 'campus' },
  },
  answers: {
    name: { zh: '热点回应', en: 'Questions answered' },
    kind: 'answer',
    owners: ['university', 'school'],
    names: ['owner', 'departments'],
    reviews: byLevel,
    visibility: { usual: 'public', widest: 'public' },
  },
  calls: {
    name: { zh: '征集', en: 'Calls for material' },
    kind: 'call',
    owners: ['university', 'school'],
    names: ['owner', 'departments'],
    reviews: byLevel,
    visibility: { usual: 'public', widest: 'public' },
  },
};

/** An organisation as far as columns ask: its place, and the levels at which it counts. */
export type Owner = {
  readonly path: string;
  readonly levels: readonly Level[];
  /** Of a department: its duty, and the committee that it serves. */
  readonly department: string | null;
  readonly serves: string | null;
};

/** The level at which an organisation owns a column; null where it has none. */
export function levelOf(column: ColumnId, owner: Owner): Level | null {
  return columns[column].owners.find((level) => owner.levels.includes(level)) ?? null;
}

/** May a text stand in this organisation's column in the name of that one? */
export function mayStandFor(column: ColumnId, owner: Owner, name: Owner): boolean {
  if (levelOf(column, owner) === null) return false;
  return columns[column].names.some((rule) => {
    if (rule === 'owner') return name.path === owner.path;
    if (rule === 'departments') return name.serves === owner.path;
    if (rule === 'schools' || rule === 'branches') {
      const beneath = name.path === owner.path || name.path.startsWith(`${owner.path}.`);
      return beneath && name.levels.includes(rule === 'schools' ? 'school' : 'branch');
    }
    return name.serves === owner.path && name.department === rule.department;
  });
}

/** The tabs of the phone’s pages, in their order; recorded meetings stand beside those of the branch. */
export const pageColumns: Readonly<Record<Level, readonly ColumnId[]>> = {
  university: ['superior-directives', 'university-news', 'university-notices', 'school-showcase', 'good-people'],
  school: ['school-news', 'school-notices', 'branch-showcase'],
  branch: ['branch-notices'],
};
