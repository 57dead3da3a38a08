/** The people of one branch: their dates in an order that the rules allow, and the meetings that admitted and converted them. */
import { checkCharacter } from '#features/members/id-number.ts';
import type { Composition } from '#features/organisations/organisation.ts';
import { addDays, addYears, type Day, daysBetween } from '#platform/shared/day/day.ts';
import { inventName, NATIVE_PLACES } from './names.ts';
import type { Random } from './random.ts';
import type { BranchPlan } from './tree.ts';

type Category = 'applicant' | 'activist' | 'candidate' | 'probationary' | 'full' | 'nonMember';
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly ethnicity: string | null;
  readonly bornOn: Day;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly nativePlace: string | null;
  readonly education: string | null;
  readonly degree: string | null;
  readonly staffNumber: string;
  readonly identity: string | null;
  readonly category: Category;
  readonly appliedOn: Day | null;
  readonly admittedOn: Day | null;
  readonly convertedOn: Day | null;
  readonly confirmedOn: Day | null;
  readonly memberships: { organisationId: string; from: Day; to: Day | null; reason: 'demo' | 'merge' }[];
  /** First day on a roll as a probationary and as a full member: the day after the meeting that decided it. */
  readonly memberFrom: Day | null;
  readonly fullFrom: Day | null;
  readonly excused: { readonly ground: 'abroad' | 'longLeave' | 'ageOrIllness'; readonly reason: string; readonly from: Day } | null;
  readonly presence: number;
};
/** A vote on one person, at a members' meeting of that day. */
export type Ballot = { readonly day: Day; readonly vote: 'admission' | 'conversion'; readonly person: Person };

export type Quota = {
  readonly full: number;
  readonly probationary: number;
  readonly candidate: number;
  readonly activist: number;
  readonly applicant: number;
};

const SHARES: Readonly<Record<Composition, readonly [probationary: number, candidate: number, activist: number, applicant: number]>> = {
  undergraduate: [0.14, 0.06, 0.17, 0.16],
  graduate: [0.1, 0.04, 0.1, 0.08],
  staff: [0.03, 0.01, 0.03, 0.03],
  retired: [0, 0, 0, 0],
  mixed: [0.08, 0.03, 0.08, 0.07],
  joint: [0.04, 0, 0.04, 0.04],
  temporary: [0, 0, 0, 0],
};

export function quotaOf(branch: BranchPlan): Quota {
  if (branch.story.showcase) return { full: 10, probationary: 2, candidate: 2, activist: 3, applicant: 3 };
  const n = branch.persons;
  const [probationary, candidate, activist, applicant] = SHARES[branch.composition].map((share) => Math.round(n * share)) as [
    number,
    number,
    number,
    number,
  ];
  return { full: Math.max(3, n - probationary - candidate - activist - applicant), probationary, candidate, activist, applicant };
}

/** Numbers that no two people share: identity numbers from area 99, telephones of the range used for examples. */
export function numberMint() {
  const serials = new Map<string, number>();
  const next = (key: string) => {
    const n = (serials.get(key) ?? 0) + 1;
    serials.set(key, n);
    return n;
  };
  return {
    idNumber(bornOn: Day, sex: '1' | '2'): string {
      const birth = bornOn.replaceAll('-', '');
      const serial = next(`id/${birth}/${sex}`) * 2 - (sex === '1' ? 1 : 0);
      const area = String(990101 + Math.floor(serial / 1000));
      const digits = `${area}${birth}${String(serial % 1000).padStart(3, '0')}`;
      return digits + checkCharacter(digits);
    },
    phone: () => `199${String(next('phone')).padStart(8, '0')}`,
    student: (year: string, school: number) =>
      `${year}${String(21 + school).padStart(2, '0')}${String(500 + next(`s/${year}/${school}`)).padStart(4, '0')}`,
    staff: (year: string) => `T${year}${String(next(`t/${year}`)).padStart(5, '0')}`,
  };
}
export type NumberMint = ReturnType<typeof numberMint>;

/** Those of the branch that the demo accounts belong to, in the order of their posts. */
const SHOWN: readonly { name: string; sex: '1' | '2'; number: string; ethnicity?: string }[] = [
  { name: '林知远', sex: '1', number: '2023210417' },
  { name: '韩书瑶', sex: '2', number: '2023210391' },
  { name: '沈若溪', sex: '2', number: '2023210388' },
  { name: '顾清和', sex: '1', number: '2023210402' },
  { name: '陆鸣', sex: '1', number: '2022210156' },
  { name: '阿依努尔·买合木提', sex: '2', number: '2023210420', ethnicity: '05' },
  { name: '许一诺', sex: '2', number: '2024210033' },
  { name: '唐嘉木', sex: '1', number: '2024210057' },
  { name: '贺思齐', sex: '1', number: '2024210071' },
  { name: '程屿', sex: '1', number: '2023210365' },
  { name: '周以宁', sex: '2', number: '2024210102' },
  { name: '苏禾', sex: '2', number: '2024210118' },
  { name: '孟繁星', sex: '1', number: '2025210231' },
];

/** Staff of the same school who work for the levels above: their place in the list, after the branch's own committee. */
const HOSTS: Readonly<Record<number, { name: string; sex: '1' | '2'; number?: string; ethnicity?: string }>> = {
  3: { name: '罗听澜', sex: '2' },
  5: { name: '严守正', sex: '1' },
  6: { name: '齐思远', sex: '1' },
  7: { name: '温见山', sex: '1' },
};

type Role = { readonly identity: string; readonly generation: 'young' | 'older'; readonly born: readonly [least: number, most: number] };
const roleFor = (random: Random, composition: Composition): Role => {
  const year = (from: number, to: number) => [from, to] as const;
  if (composition === 'undergraduate') return { identity: 'undergraduate', generation: 'young', born: year(0, 0) };
  if (composition === 'graduate') return { identity: random.chance(0.75) ? 'master' : 'doctoral', generation: 'young', born: year(0, 0) };
  if (composition === 'retired') return { identity: 'retired', generation: 'older', born: year(1938, 1964) };
  if (composition === 'mixed' && random.chance(0.6)) return { identity: 'master', generation: 'young', born: year(0, 0) };
  return {
    identity: random.pick(
      composition === 'joint'
        ? (['administrative', 'administrative', 'worker', 'teacher'] as const)
        : (['teacher', 'teacher', 'teacher', 'administrative'] as const),
    ),
    generation: 'older',
    born: year(1966, 1995),
  };
};
const SCHOOLING: Readonly<Record<string, readonly [string, string | null]>> = {
  undergraduate: ['21s', null],
  master: ['14s', '408'],
  doctoral: ['11s', '308'],
  teacher: ['11', '208'],
  administrative: ['14', '312'],
  worker: ['31', null],
  retired: ['21', '408'],
  other: ['61', null],
};

export type PeopleOptions = {
  readonly branch: BranchPlan;
  readonly meetingDays: readonly Day[];
  readonly start: Day;
  readonly today: Day;
  readonly mint: NumberMint;
};

/** Invents the people. Those first in the list have been full members since before the story begins, and hold its posts. */
export function peopleOf(random: Random, { branch, meetingDays, start, today, mint }: PeopleOptions): { people: Person[]; ballots: Ballot[] } {
  const quota = quotaOf(branch);
  const { organisation, composition, story } = branch;
  const began = organisation.foundedOn > start ? organisation.foundedOn : start;
  const people: Person[] = [];
  const ballots: Ballot[] = [];
  const load = new Map<Day, number>();
  const held = meetingDays.filter((day) => day < today);

  const make = (
    category: Category,
    dates: { appliedOn: Day | null; admittedOn: Day | null; convertedOn: Day | null; memberFrom: Day | null; fullFrom: Day | null; bornOn?: Day },
    role: Role,
  ): Person => {
    const shown = story.showcase ? SHOWN[people.length] : story.hosts ? HOSTS[people.length] : undefined;
    const sex = shown?.sex ?? (random.chance(0.5) ? '1' : '2');
    const named = shown ? { name: shown.name, ethnicity: shown.ethnicity ?? '01' } : inventName(random, sex, role.generation);
    const young = role.generation === 'young';
    const before = dates.appliedOn ?? began;
    const bornOn = dates.bornOn ?? addDays(addYears(before, young ? -18 : -random.int(25, 38)), -random.int(20, 400));
    const enrolled = `${Number(before.slice(0, 4)) - (before.slice(5) < '09-08' ? 1 : 0)}-09-08`;
    const joined = young ? enrolled : `${random.int(2008, 2021)}-0${random.int(1, 9)}-0${random.int(1, 9)}`;
    const from = joined > organisation.foundedOn ? (joined < began || young ? joined : began) : organisation.foundedOn;
    const [education, degree] = SCHOOLING[role.identity] ?? ['61', null];
    const absent = (share: number) => !shown && random.chance(share);
    const longAway = composition === 'retired' ? 0.1 : composition === 'graduate' ? 0.02 : 0.008;
    const away = !shown && dates.memberFrom !== null && people.length > 6 && random.chance(longAway);
    const staffNumber = shown?.number ?? (young ? mint.student(enrolled.slice(0, 4), branch.schoolIndex) : mint.staff(joined.slice(0, 4)));
    const person: Person = {
      id: random.id(Date.parse(`${from}T02:00:00Z`) + people.length),
      name: named.name,
      sex,
      ethnicity: absent(0.012) ? null : named.ethnicity,
      bornOn,
      idNumber: mint.idNumber(bornOn, sex),
      phone: absent(0.03) ? null : mint.phone(),
      email: absent(0.15) ? null : `${staffNumber.toLowerCase()}@example.edu.cn`,
      nativePlace: absent(0.04) ? null : random.pick(NATIVE_PLACES),
      education: absent(0.03) ? null : education,
      degree,
      staffNumber,
      identity: absent(0.01) ? null : role.identity,
      category,
      appliedOn: dates.appliedOn,
      admittedOn: dates.admittedOn,
      convertedOn: dates.convertedOn,
      confirmedOn: random.chance(0.8) ? addDays(today, -random.int(3, 330)) : null,
      memberships: [{ organisationId: organisation.id, from, to: null, reason: 'demo' }],
      memberFrom: dates.memberFrom === null ? null : dates.memberFrom > from ? dates.memberFrom : from,
      fullFrom: dates.fullFrom,
      excused: away
        ? {
            ground: composition === 'retired' ? 'ageOrIllness' : random.pick(['abroad', 'longLeave'] as const),
            reason: composition === 'retired' ? '年老行动不便，由支部上门送学' : '按规定程序批准',
            from: addDays(began, random.int(0, 200)),
          }
        : null,
      presence: Math.min(0.99, story.attendance + (random.next() - 0.5) * 0.14),
    };
    people.push(person);
    return person;
  };
  const applied = (before: Day) => addDays(before, -random.int(560, 1000));
  const free = (days: readonly Day[]) => days.filter((day) => (load.get(day) ?? 0) < 2);
  const take = (day: Day) => load.set(day, (load.get(day) ?? 0) + 1);

  const founder = () => {
    const role = roleFor(random, composition);
    if (role.generation === 'older') {
      const born = `${random.int(role.born[0], role.born[1])}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
      let convertedOn = addYears(born, random.int(22, 34));
      if (convertedOn >= began) convertedOn = addDays(began, -random.int(30, 500));
      // The years without probation are left out, so that every date follows one rule.
      if (convertedOn < '1979-01-01') convertedOn = `${random.int(1980, 1990)}${convertedOn.slice(4)}`.replace('-02-29', '-02-28');
      const admittedOn = addYears(convertedOn, -1);
      make('full', { appliedOn: applied(admittedOn), admittedOn, convertedOn, memberFrom: admittedOn, fullFrom: convertedOn, bornOn: born }, role);
      return;
    }
    const convertedOn = addDays(began, -random.int(15, 260));
    const admittedOn = addYears(convertedOn, -1);
    make(
      'full',
      { appliedOn: applied(admittedOn), admittedOn, convertedOn: addYears(admittedOn, 1), memberFrom: admittedOn, fullFrom: convertedOn },
      role,
    );
  };
  const converted = (): boolean => {
    const second = free(held).filter((day) => day > addDays(began, 20));
    if (second.length === 0) return false;
    const day = random.pick(second);
    const admissions = free(held).filter(
      (first) => first !== day && daysBetween(addYears(first, 1), day) >= 0 && daysBetween(addYears(first, 1), day) < 130,
    );
    const earlier = addYears(addDays(day, -random.int(1, 60)), -1);
    if (admissions.length === 0 && earlier >= began) return false;
    const admittedOn = admissions.length > 0 ? random.pick(admissions) : earlier;
    const person = make(
      'full',
      {
        appliedOn: applied(admittedOn),
        admittedOn,
        convertedOn: addYears(admittedOn, 1),
        memberFrom: addDays(admittedOn, 1),
        fullFrom: addDays(day, 1),
      },
      roleFor(random, composition),
    );
    if (admissions.length > 0) {
      take(admittedOn);
      ballots.push({ day: admittedOn, vote: 'admission', person });
    }
    take(day);
    ballots.push({ day, vote: 'conversion', person });
    return true;
  };

  const rising = { undergraduate: 0.4, graduate: 0.28, mixed: 0.2, staff: 0.05, joint: 0.05, retired: 0, temporary: 0 }[composition];
  const recent = story.newborn ? 0 : Math.min(Math.round(quota.full * rising), Math.max(0, quota.full - 6));
  for (let i = 0; i < quota.full - recent; i += 1) founder();
  for (let i = 0; i < recent; i += 1) if (!converted()) founder();
  for (let i = 0; i < quota.probationary; i += 1) {
    const within = free(held).filter((day) => day > addYears(today, -1) && day >= began);
    const shownFirst = story.showcase && i === 0;
    const day = shownFirst ? addDays(addYears(today, -1), 1) : within.length > 0 ? random.pick(within) : addDays(today, -random.int(20, 340));
    const person = make(
      'probationary',
      { appliedOn: applied(day), admittedOn: day, convertedOn: null, memberFrom: addDays(day, 1), fullFrom: null },
      roleFor(random, composition),
    );
    if (within.includes(day)) {
      take(day);
      ballots.push({ day, vote: 'admission', person });
    }
  }
  for (const [category, least, most] of [
    ['activist', 380, 700],
    ['candidate', 560, 800],
    ['applicant', 20, 340],
  ] as const) {
    for (let i = 0; i < quota[category]; i += 1) {
      const role = roleFor(random, composition);
      const appliedOn = addDays(today, -random.int(least, most));
      const older = role.generation === 'older' ? { bornOn: `${random.int(1978, 1996)}-0${random.int(1, 9)}-1${random.int(0, 9)}` } : {};
      make(category, { appliedOn, admittedOn: null, convertedOn: null, memberFrom: null, fullFrom: null, ...older }, role);
    }
  }
  return { people, ballots };
}
