/** The people above the branches: who leads schools and university, who works in the departments, and who belongs to no branch. */
import type { Day } from '#platform/shared/day/day.ts';
import { inventName } from './names.ts';
import type { NumberMint, Person } from './people.ts';
import type { HeldPost } from './posts.ts';
import type { Random } from './random.ts';
import type { Tree } from './tree.ts';

export type Staff = ReadonlyMap<string, readonly Person[]>;

/** Posts of schools, departments and the university's committee, held by full members of staff branches who hold none in their branch. */
export function upperPosts(random: Random, tree: Tree, staffOf: Staff, named: ReadonlyMap<string, Person>, from: Day): HeldPost[] {
  const posts: HeldPost[] = [];
  const taken = new Set<string>();
  const pool = (schoolId: string | null) =>
    (schoolId === null ? [...staffOf.values()].flat() : (staffOf.get(schoolId) ?? [])).filter((person) => !taken.has(person.id));
  const give = (person: Person | undefined, organisationId: string, kind: HeldPost['kind']) => {
    if (!person) return;
    taken.add(person.id);
    posts.push({ person, organisationId, kind, from, to: null });
  };
  const drawn = (schoolId: string | null) => {
    const free = pool(schoolId);
    const all = free.length > 0 ? free : pool(null);
    return all.length > 0 ? random.pick(all) : undefined;
  };
  for (const name of ['严守正', '齐思远', '罗听澜', '温见山']) {
    const person = named.get(name);
    if (person) taken.add(person.id);
  }
  give(named.get('严守正'), tree.root.id, 'secretary');
  for (const kind of ['deputySecretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer'] as const)
    give(drawn(null), tree.root.id, kind);
  tree.departments.forEach((department) => {
    give(
      department.department === 'organisation' ? named.get('齐思远') : department.department === 'publicity' ? named.get('罗听澜') : drawn(null),
      department.id,
      'departmentStaff',
    );
    give(drawn(null), department.id, 'departmentStaff');
  });
  tree.schools.forEach((school, index) => {
    if (school.kind === 'directBranch') return;
    for (const kind of ['secretary', 'deputySecretary', 'organisationOfficer'] as const) give(drawn(school.id), school.id, kind);
    give(index === 0 ? named.get('温见山') : drawn(school.id), school.id, 'organiser');
    if (school.kind === 'committee') give(drawn(school.id), school.id, 'clerk');
  });
  return posts;
}

/** People who are no members and belong to no branch: they read what is public and write to the mailbox. */
export function nonMembers(random: Random, count: number, mint: NumberMint, today: Day): Person[] {
  return Array.from({ length: Math.max(2, count) }, (_, i): Person => {
    const sex = random.chance(0.5) ? '1' : '2';
    const invented = inventName(random, sex, 'young');
    const name = i === 0 ? '白露' : i === 1 ? '薛岩' : invented.name;
    const bornOn = `${Number(today.slice(0, 4)) - random.int(i === 1 ? 33 : 18, i === 1 ? 40 : 24)}-0${random.int(1, 9)}-1${random.int(0, 9)}`;
    const staffNumber = i === 1 ? mint.staff('2015') : mint.student(String(Number(today.slice(0, 4)) - random.int(0, 3)), 0);
    return {
      id: random.id(Date.parse(`${today}T01:00:00Z`) + i),
      name,
      sex,
      ethnicity: invented.ethnicity,
      bornOn,
      idNumber: mint.idNumber(bornOn, sex),
      phone: mint.phone(),
      email: null,
      nativePlace: null,
      education: i === 1 ? '21' : '21s',
      degree: null,
      staffNumber,
      identity: i === 1 ? 'administrative' : 'undergraduate',
      category: 'nonMember',
      appliedOn: null,
      admittedOn: null,
      convertedOn: null,
      confirmedOn: null,
      memberships: [],
      memberFrom: null,
      fullFrom: null,
      excused: null,
      presence: 0,
    };
  });
}
