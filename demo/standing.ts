/** What stands: organisations and their changes, the calendar, people with their spans, posts and terms, as rows. */
import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import type { Crypto } from '#platform/server/crypto/crypto.ts';
import type { Db } from '#platform/server/db/db.ts';
import { type Day, startOf } from '#platform/shared/day/day.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Person } from './people.ts';
import { type HeldPost, type PlannedTerm, termsOf } from './posts.ts';
import type { Random } from './random.ts';
import { type BulkWriter, bytes } from './rows.ts';
import { DEPARTMENTS } from './schools.ts';
import type { Organisation, Tree } from './tree.ts';

/** Takes numbers from the database for the paths, then writes the tree from above. */
export async function addOrganisations(tx: Db, writer: BulkWriter, random: Random, tree: Tree, today: Day): Promise<void> {
  const { rows } = await sql<{
    number: number;
  }>`select nextval(pg_get_serial_sequence('organisations', 'number'))::int as number from generate_series(1, ${tree.organisations.length})`.execute(
    tx,
  );
  tree.organisations.forEach((one, i) => {
    one.number = rows[i]?.number ?? 0;
    one.path = one.parent ? `${one.parent.path}.${one.number}` : String(one.number);
    writer.add('organisations', {
      id: one.id,
      number: one.number,
      code: one.code,
      name: one.name,
      kind: one.kind,
      composition: one.composition,
      department: one.department,
      parentId: one.parent?.id ?? null,
      path: one.path,
      foundedOn: one.foundedOn,
      recordsSince: one.recordsSince,
      dissolvedOn: one.dissolvedOn,
      note: one.note,
      version: 1,
    });
  });
  const year = (day: Day) => `岚大组〔${day.slice(0, 4)}〕`;
  const change = (
    organisation: Organisation,
    kind: string,
    on: Day,
    reason: string,
    related: readonly Organisation[] = [],
    before: object = {},
    after: object = {},
  ) =>
    writer.add('organisationChanges', {
      id: random.id(startOf(on).getTime()),
      organisationId: organisation.id,
      kind,
      onDate: on,
      documentNumber: `${year(on)}${random.int(3, 96)}号`,
      reason,
      before,
      after,
      relatedIds: related.map((one) => one.id),
      recordedAt: new Date(startOf(on).getTime() + 36_000_000),
      recordedBy: null,
    });
  for (const { organisation, story } of tree.branches) {
    if (organisation.foundedOn >= organisation.recordsSince)
      change(
        organisation,
        'founded',
        organisation.foundedOn,
        organisation.composition === 'temporary' ? '支教任务期间设立临时党支部。' : '党员人数增加，经批准成立党支部。',
        [],
        {},
        { name: organisation.name },
      );
    const into = tree.branches.find((one) => one.school === organisation.parent && one.organisation.name === story.mergesInto)?.organisation;
    if (into && organisation.dissolvedOn) {
      change(into, 'merged', organisation.dissolvedOn, '毕业离校后人数减少，两个支部合并，党员组织关系同日转入。', [organisation]);
      change(organisation, 'merged', organisation.dissolvedOn, '毕业离校后人数减少，并入硕士生第二党支部。', [into]);
    }
  }
  for (const one of tree.organisations)
    if (one.composition === 'temporary' && one.dissolvedOn && one.dissolvedOn < today)
      change(one, 'dissolved', one.dissolvedOn, '任务结束，临时党支部撤销。', [], {}, { dissolvedOn: one.dissolvedOn });
  for (const [i, department] of tree.departments.entries())
    for (const [position, [title, clock, basis]] of (DEPARTMENTS[i]?.duties ?? []).entries())
      writer.add('duties', { id: random.id(startOf(today).getTime()), departmentId: department.id, title, clock, basis, position, version: 1 });
}

export function addCalendar(writer: BulkWriter, random: Random, calendar: DemoCalendar): void {
  for (const { name, from, to } of calendar.vacations)
    writer.add('calendarVacations', { id: random.id(startOf(from).getTime()), name, fromOn: from, toOn: to });
  for (const [day, kind] of calendar.days) writer.add('calendarDays', { day, kind, name: calendar.names.get(day) ?? null });
}

/** ID numbers and phones as the database keeps them. */
export type Seals = (text: string) => { readonly sealed: string; readonly index: string; readonly last: string };
export function sealed(crypto: Crypto): Seals {
  return (text) => ({ sealed: bytes(crypto.seal(text)), index: crypto.blindIndex(text), last: text.slice(-4) });
}

const spoken = new Map<string, { pinyin: string; initials: string }>();
function spokenForm(name: string): { pinyin: string; initials: string } {
  const known = spoken.get(name);
  if (known) return known;
  const syllables = pinyin(name.replaceAll('·', ''), { toneType: 'none', type: 'array', surname: 'head' });
  const form = {
    pinyin: syllables.join('').toLowerCase(),
    initials: syllables
      .map((syllable) => syllable[0] ?? '')
      .join('')
      .toLowerCase(),
  };
  spoken.set(name, form);
  return form;
}

export function addPeople(writer: BulkWriter, random: Random, people: readonly Person[], seals: Seals): void {
  for (const one of people) {
    const id = one.idNumber === null ? null : seals(one.idNumber);
    const phone = one.phone === null ? null : seals(one.phone);
    writer.add('persons', {
      id: one.id,
      name: one.name,
      ...spokenForm(one.name),
      sex: one.sex,
      ethnicity: one.ethnicity,
      bornOn: one.bornOn,
      idNumberSealed: id?.sealed ?? null,
      idNumberIndex: id?.index ?? null,
      idNumberLast: id?.last ?? null,
      nativePlace: one.nativePlace,
      education: one.education,
      degree: one.degree,
      staffNumber: one.staffNumber,
      identity: one.identity,
      category: one.category,
      appliedOn: one.appliedOn,
      admittedOn: one.admittedOn,
      convertedOn: one.convertedOn,
      phoneSealed: phone?.sealed ?? null,
      phoneIndex: phone?.index ?? null,
      phoneLast: phone?.last ?? null,
      email: one.email,
      mobileMember: false,
      note: null,
      confirmedOn: one.confirmedOn,
      isDemo: true,
      version: 1,
    });
    for (const span of one.memberships)
      writer.add('memberships', {
        id: random.id(startOf(span.from).getTime()),
        personId: one.id,
        organisationId: span.organisationId,
        fromOn: span.from,
        toOn: span.to,
        reason: span.reason,
      });
    const branch = one.memberships.at(-1);
    if (one.excused && branch)
      writer.add('attendanceExceptions', {
        id: random.id(startOf(one.excused.from).getTime()),
        personId: one.id,
        branchId: branch.organisationId,
        ground: one.excused.ground,
        reason: one.excused.reason,
        fromOn: one.excused.from,
        toOn: null,
      });
  }
}

export function addPost(writer: BulkWriter, random: Random, post: HeldPost): void {
  writer.add('posts', {
    id: random.id(startOf(post.from).getTime()),
    personId: post.person.id,
    organisationId: post.organisationId,
    kind: post.kind,
    fromOn: post.from,
    toOn: post.to,
    documentNumber: null,
  });
}

export function addTerm(writer: BulkWriter, random: Random, term: PlannedTerm): void {
  writer.add('terms', {
    id: random.id(startOf(term.startsOn).getTime()),
    organisationId: term.organisationId,
    number: term.number,
    startsOn: term.startsOn,
    years: term.years,
    lastDay: term.lastDay,
    extendedTo: term.extendedTo,
    extensionDocument: term.document,
    endedOn: term.endedOn,
  });
}

/** The terms of a school or of the university, which nobody's story is about. */
export function addTerms(writer: BulkWriter, random: Random, organisation: Organisation, years: number, today: Day): void {
  for (const term of termsOf(random, organisation, years, { term: 'fine' }, null, today)) addTerm(writer, random, term);
}

/** A few members say what is wrong in their record. */
export function addCorrections(writer: BulkWriter, random: Random, people: readonly Person[], now: Date): void {
  const ask = (person: Person | undefined, field: string, before: string | null, value: string, reason: string, days: number) => {
    const at = new Date(now.getTime() - days * 86_400_000 + 9 * 3_600_000);
    if (person)
      writer.add('corrections', {
        id: random.id(at.getTime()),
        personId: person.id,
        field,
        before,
        value,
        reason,
        state: 'proposed',
        proposedAt: at,
        version: 1,
      });
  };
  const [, deputy, , publicity, , , member] = people;
  ask(member, 'nativePlace', member?.nativePlace ?? null, '江苏南京', '户口簿登记为江苏南京。', 3);
  ask(deputy, 'email', deputy?.email ?? null, 'shuyao@example.edu.cn', '旧邮箱已停用。', 2);
  ask(publicity, 'education', publicity?.education ?? null, '14s', '今年九月起攻读硕士。', 1);
}
