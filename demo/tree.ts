/** The organisations of the demo university, and what each branch's story will be. */
import type { Composition, Department, OrganisationKind } from '#features/organisations/organisation.ts';
import { addDays, addMonths, addYears, type Day, firstDay, monthOf, startOf } from '#platform/shared/day/day.ts';
import type { Random } from './random.ts';
import { branchNames, DEPARTMENTS, schoolPlan } from './schools.ts';

export type Organisation = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly composition: Composition | null;
  readonly department: Department | null;
  readonly parent: Organisation | null;
  readonly foundedOn: Day;
  readonly recordsSince: Day;
  readonly dissolvedOn: Day | null;
  readonly note: string | null;
  /** Written when the database has given its numbers. */
  number: number;
  path: string;
};

/** What befalls a branch: gaps in the windows that colour its state, its term, its posts. */
export type Story = {
  readonly gaps: number;
  readonly answer: 'none' | 'pending' | 'accepted' | 'returned';
  readonly term: 'fine' | 'due' | 'overdue' | 'extended';
  readonly withoutSecretary?: boolean;
  readonly newborn?: boolean;
  readonly unconfirmed?: boolean;
  readonly attendance: number;
  readonly late: number;
  /** Absorbed by the branch of this name in the same school. */
  readonly mergesInto?: string;
  readonly showcase?: boolean;
  /** Where the staff of the demo accounts belong. */
  readonly hosts?: boolean;
  readonly handedOver?: boolean;
};
export type BranchPlan = {
  readonly organisation: Organisation;
  readonly composition: Composition;
  readonly school: Organisation;
  readonly schoolIndex: number;
  readonly persons: number;
  readonly story: Story;
};
export type Tree = {
  readonly organisations: Organisation[];
  readonly root: Organisation;
  readonly schools: readonly Organisation[];
  readonly departments: readonly Organisation[];
  readonly branches: readonly BranchPlan[];
};
export type TreeSize = { readonly schools: number; readonly branches: number; readonly members: number };

const STEADY: Story = { gaps: 0, answer: 'none', term: 'fine', attendance: 0.93, late: 0.04 };
const PERSONS: Readonly<Record<Composition, number>> = {
  staff: 22,
  undergraduate: 27,
  graduate: 27,
  retired: 25,
  mixed: 22,
  joint: 17,
  temporary: 4,
};

/** The branches of the school whose people the demo accounts are. */
const SHOWN: readonly (readonly [name: string, composition: Composition, persons: number, story: Partial<Story>])[] = [
  ['本科生第二党支部', 'undergraduate', 20, { showcase: true, term: 'due' }],
  ['计算机系教工党支部', 'staff', 33, { hosts: true }],
  ['本科生第三党支部', 'undergraduate', 34, { gaps: 1 }],
  ['硕士生第一党支部', 'graduate', 38, { gaps: 2, answer: 'pending' }],
  ['硕士生第二党支部', 'graduate', 36, {}],
  ['博士生党支部', 'graduate', 28, { term: 'overdue' }],
  ['实验中心党支部', 'staff', 6, {}],
  ['本科生第一党支部', 'undergraduate', 36, { handedOver: true }],
  ['离退休党支部', 'retired', 37, { term: 'extended', attendance: 0.88 }],
  ['软件工程系教工党支部', 'staff', 29, { withoutSecretary: true }],
];

/** A story for a branch of no special part: most are in order. */
function drawStory(random: Random, index: number): Story {
  const attendance = random.chance(0.05) ? 0.74 : 0.88 + random.next() * 0.1;
  const late = random.chance(0.1) ? 0.2 : 0.03;
  const base: Story = {
    ...STEADY,
    attendance,
    late,
    unconfirmed: random.chance(0.04),
    handedOver: random.chance(0.1),
    term: random.chance(0.05) ? 'due' : random.chance(0.03) ? 'extended' : 'fine',
  };
  if (index % 57 === 17) return { ...STEADY, newborn: true };
  if (index % 61 === 23) return { ...base, withoutSecretary: true, handedOver: false };
  const fate = random.next();
  if (fate < 0.8) return base;
  if (fate < 0.84) return { ...base, gaps: 1, answer: 'accepted' };
  if (fate < 0.93) return { ...base, gaps: 1, answer: random.pick(['none', 'none', 'pending', 'returned'] as const) };
  if (fate < 0.97) return { ...base, gaps: 2, answer: random.pick(['none', 'pending'] as const) };
  return { ...base, term: 'overdue' };
}

/** The whole tree, numbered from above. `start`: the first day of the life that is told. */
export function planTree(random: Random, size: TreeSize, start: Day, today: Day): Tree {
  const organisations: Organisation[] = [];
  const born = startOf('2006-03-15').getTime();
  const add = (
    parent: Organisation | null,
    code: string,
    name: string,
    kind: OrganisationKind,
    foundedOn: Day,
    more: Partial<Pick<Organisation, 'composition' | 'department' | 'dissolvedOn' | 'note'>> = {},
  ): Organisation => {
    const organisation: Organisation = {
      id: random.id(born + organisations.length),
      code,
      name,
      kind,
      composition: null,
      department: null,
      dissolvedOn: null,
      note: null,
      ...more,
      parent,
      foundedOn,
      recordsSince: foundedOn > start ? foundedOn : start,
      number: 0,
      path: '',
    };
    organisations.push(organisation);
    return organisation;
  };
  const root = add(null, '10', '岚川大学党委', 'committee', '1956-09-01');
  const departments = DEPARTMENTS.map((one, i) => add(root, `10${90 + i}`, one.name, 'department', '1956-09-01', { department: one.department }));

  const merged = addDays(firstDay(monthOf(addMonths(today, -5))), 11);
  const plans: {
    name: string;
    composition: Composition;
    school: Organisation;
    schoolIndex: number;
    weight: number;
    fixed: number | null;
    story: Story;
    foundedOn: Day;
    code: string;
  }[] = [];
  const schools: Organisation[] = [];
  const shares = shareOut(size);
  shares.forEach((share, s) => {
    const plan = schoolPlan(s);
    const code = `10${String(s + 1).padStart(2, '0')}`;
    if (plan.kind === 'directBranch' && s > 0) {
      const organisation = add(root, code, `${plan.name}直属党支部`, 'directBranch', '1998-04-20', { composition: 'staff' });
      schools.push(organisation);
      plans.push({
        name: '',
        composition: 'staff',
        school: organisation,
        schoolIndex: s,
        weight: 24,
        fixed: null,
        story: { ...STEADY, attendance: 0.91 },
        foundedOn: organisation.foundedOn,
        code,
      });
      return;
    }
    const school = add(
      root,
      code,
      `${plan.name}${plan.kind === 'committee' ? '党委' : '党总支'}`,
      plan.kind,
      `${1985 + random.int(0, 20)}-0${random.int(3, 9)}-15`,
    );
    schools.push(school);
    const shown = s === 0 ? SHOWN.slice(0, share) : [];
    const ordinary = branchNames(plan, share + (s === 0 ? SHOWN.length : 0))
      .filter((one) => !shown.some(([name]) => name === one.name))
      .slice(0, share - shown.length);
    const list = [
      ...shown.map(([name, composition, persons, story]) => ({
        name,
        composition,
        fixed: persons as number | null,
        story: { ...STEADY, ...story } as Story,
      })),
      ...ordinary.map((one, i) => ({ ...one, fixed: null as number | null, story: drawStory(random, plans.length + i) })),
    ];
    const order: readonly Composition[] = ['staff', 'undergraduate', 'graduate', 'retired', 'mixed', 'joint'];
    list.sort(
      (a, b) =>
        order.indexOf(a.composition) - order.indexOf(b.composition) || (s === 0 ? SHOWN_ORDER.indexOf(a.name) - SHOWN_ORDER.indexOf(b.name) : 0),
    );
    list.forEach((one, b) => {
      const small = one.fixed === null && random.chance(0.05);
      const foundedOn = one.story.showcase
        ? addYears(addDays(today, 97), -3)
        : one.story.newborn
          ? newbornDay(today)
          : `${random.int(2009, 2020)}-${String(random.int(3, 11)).padStart(2, '0')}-${String(random.int(10, 26))}`;
      plans.push({
        ...one,
        school,
        schoolIndex: s,
        weight: small ? 6 : PERSONS[one.composition] * (0.6 + random.next() * 0.8),
        foundedOn,
        code: `${code}${String(b + 1).padStart(2, '0')}`,
      });
    });
    if (s === 0) {
      const next = (n: number) => `${code}${String(list.length + n).padStart(2, '0')}`;
      if (merged > addDays(start, 40) && list.some((one) => one.name === '硕士生第二党支部'))
        plans.push({
          name: '硕士生第三党支部',
          composition: 'graduate',
          school,
          schoolIndex: 0,
          weight: 12,
          fixed: 12,
          story: { ...STEADY, mergesInto: '硕士生第二党支部' },
          foundedOn: '2019-09-20',
          code: next(1),
        });
      plans.push({
        name: '赴西部支教临时党支部',
        composition: 'temporary',
        school,
        schoolIndex: 0,
        weight: 4,
        fixed: 4,
        story: { ...STEADY, newborn: true },
        foundedOn: newbornDay(today),
        code: next(2),
      });
      add(school, next(3), '访学临时党支部', 'branch', addYears(start, -1), {
        composition: 'temporary',
        dissolvedOn: addDays(start, -60),
        note: '访学结束，临时党支部撤销。',
      });
    }
  });

  const scale = Math.min(1, size.members / size.branches / 25);
  const given = plans.reduce((sum, one) => sum + fixedPersons(one, scale), 0);
  const weights = plans.reduce((sum, one) => sum + (one.fixed === null ? one.weight : 0), 0);
  const factor = Math.max(0, size.members * 0.975 - given) / Math.max(1, weights);
  const branches = plans.map((one): BranchPlan => {
    const organisation =
      one.name === ''
        ? one.school
        : add(one.school, one.code, one.name, 'branch', one.foundedOn, {
            composition: one.composition,
            dissolvedOn: one.story.mergesInto ? merged : null,
          });
    return {
      organisation,
      composition: one.composition,
      school: one.school,
      schoolIndex: one.schoolIndex,
      persons: fixedPersons(one, scale) || Math.max(4, Math.round(one.weight * factor)),
      story: one.story,
    };
  });
  // The branch that is shown has two groups. They come last, so that the numbers of all others stay as they are.
  for (const { organisation, story } of branches)
    if (story.showcase)
      ['第一党小组', '第二党小组'].forEach((name, i) => {
        add(organisation, `${organisation.code}0${i + 1}`, name, 'group', organisation.foundedOn > start ? organisation.foundedOn : start);
      });
  return { organisations, root, schools, departments, branches };
}

const SHOWN_ORDER = [
  '计算机系教工党支部',
  '软件工程系教工党支部',
  '实验中心党支部',
  '本科生第一党支部',
  '本科生第二党支部',
  '本科生第三党支部',
  '硕士生第一党支部',
  '硕士生第二党支部',
  '博士生党支部',
];

function fixedPersons(one: { fixed: number | null; story: Story }, scale: number): number {
  if (one.fixed === null) return 0;
  return one.story.showcase || one.fixed < 8 ? one.fixed : Math.max(8, Math.round(one.fixed * scale));
}

/** Founded within the running month: no window of it counts yet. */
function newbornDay(today: Day): Day {
  const first = firstDay(monthOf(today));
  return addDays(today, -6) > first ? addDays(today, -6) : first;
}

/** How many branches each school has: the first at least its ten where there are so many, a direct branch is one. */
function shareOut(size: TreeSize): number[] {
  const weights = Array.from({ length: size.schools }, (_, s) =>
    schoolPlan(s).kind === 'directBranch' && s > 0 ? 0 : schoolPlan(s).kind === 'generalBranch' ? 0.7 : 1,
  );
  const direct = weights.filter((weight) => weight === 0).length;
  const shares = weights.map((weight): number => (weight === 0 ? 1 : 0));
  let left = size.branches - direct;
  const first = Math.min(left, Math.max(SHOWN.length, Math.round(left / size.schools)));
  const own = size.schools === 1 ? left : first;
  shares[0] = own;
  left -= own;
  const others = weights.slice(1).reduce<number>((sum, weight) => sum + weight, 0);
  let given = 0;
  let passed = 0;
  for (let s = 1; s < size.schools; s += 1) {
    passed += weights[s] ?? 0;
    if (weights[s] === 0) continue;
    const upTo = Math.round((left * passed) / others);
    shares[s] = upTo - given;
    given = upTo;
  }
  if (shares.some((share) => share > 95)) throw new RangeError('At most 95 branches for each school: give more schools.');
  return shares;
}
