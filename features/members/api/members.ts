import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import type { Download } from '#platform/server/http/feature.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { members } from '../contract.ts';
import { PERSON_FIELDS } from '../fields.ts';
import { mayReadPerson, mayRevealField, mayUseOwnFile, type PersonSubject } from '../policy.ts';
import { presentCorrection, presentFile, presentRow, standardValues } from './present.ts';
import { needsPersonal, readable } from './reach.ts';
import { type Filter, memberRepository, type Person } from './repository.ts';
import { fieldByKey } from './values.ts';

/** The roster of one's scope, by pinyin. A whole number is looked for by its index: it stays unreadable. */
export async function listMembers(call: Call, input: Input<typeof members.listMembers>) {
  call.permit(signedIn);
  const repository = memberRepository(call.tx);
  const key = readCursor(call, input.cursor, ['text', 'id']);
  const number = input.q?.replace(/\s/g, '').toUpperCase() ?? '';
  const filter: Filter = {
    today: call.today,
    readable: readable(call.actor),
    within: input.within,
    branch: input.branch,
    categories: input.category,
    identities: input.identity,
    q: input.q,
    missing: input.missing,
    mobile: input.mobile,
    index: /^(\d{17}[\dX]|\d{11})$/.test(number) ? call.services.crypto.blindIndex(number) : undefined,
  };
  const [rows, total] = await Promise.all([
    repository.list(filter, key && { pinyin: String(key[0]), id: String(key[1]) }, input.limit + 1),
    repository.count(filter),
  ]);
  const page = pageFrom(rows, input.limit, (row) => [row.pinyin, row.id]);
  const personal = needsPersonal(call.actor);
  return {
    items: page.rows.map((row) => presentRow(row, personal || row.id === call.actor.personId)),
    nextCursor: page.nextCursor,
    total,
  };
}

async function personFor(call: Call, policy: typeof mayReadPerson, id: string): Promise<Person> {
  const person = await memberRepository(call.tx).person(id);
  call.permit(policy, person && ({ id: person.id, path: person.path } satisfies PersonSubject));
  return person as Person;
}

export async function ownPerson(call: Call, lock = false): Promise<Person> {
  call.permit(mayUseOwnFile);
  return (await memberRepository(call.tx).person(call.actor.personId ?? '', lock)) ?? call.refuse('not_found');
}

/** What others look at, its owner is shown. */
const looked = (call: Call, person: Person, action: 'member.read' | 'member.readHistory') =>
  call.audit({ action, subjectKind: 'person', subjectId: person.id, aboutPersonId: person.id, organisationPath: person.path });

/** A file that somebody else opens is an access that its owner is shown. */
export async function getMember(call: Call, input: Input<typeof members.getMember>) {
  const person = await personFor(call, mayReadPerson, input.personId);
  if (call.actor.personId !== person.id) await looked(call, person, 'member.read');
  return presentFile(call, person);
}

export async function memberHistory(call: Call, input: Input<typeof members.memberHistory>) {
  const person = await personFor(call, mayReadPerson, input.personId);
  if (call.actor.personId !== person.id) await looked(call, person, 'member.readHistory');
  const [after] = readCursor(call, input.cursor, ['id']) ?? [];
  const rows = await memberRepository(call.tx).changesOf(person.id, after, input.limit + 1);
  const page = pageFrom(rows, input.limit, (row) => [row.id]);
  return {
    items: page.rows.map((row) => {
      const field = fieldByKey(row.field);
      return {
        id: row.id,
        field: row.field,
        fieldZh: field?.zh ?? row.field,
        fieldEn: field?.en ?? row.field,
        before: row.before,
        after: row.after,
        at: shanghaiIso(row.at),
        byName: row.byName,
        source: row.source as 'import' | 'correction' | 'edit',
      };
    }),
    nextCursor: page.nextCursor,
  };
}

/** A number in full. The reason and who asked are written where the person sees them; the number itself nowhere. */
export async function revealField(call: Call, input: Input<typeof members.revealField>) {
  const person = await personFor(call, mayRevealField, input.personId);
  const own = call.actor.personId === person.id;
  if (input.reason === '' && !own) call.refuse('reason_missing');
  const sealed = input.field === 'idNumber' ? person.idNumberSealed : person.phoneSealed;
  await call.audit({
    action: 'member.reveal',
    subjectKind: 'person',
    subjectId: person.id,
    aboutPersonId: person.id,
    organisationPath: person.path,
    reason: input.reason || null,
    detail: { field: input.field },
  });
  return { value: sealed === null ? null : call.services.crypto.open(Buffer.from(sealed)) };
}

export async function myFile(call: Call) {
  return presentFile(call, await ownPerson(call));
}

export async function confirmMyFile(call: Call) {
  const person = await ownPerson(call, true);
  const repository = memberRepository(call.tx);
  await repository.confirm(person.id, call.today);
  await call.audit({
    action: 'member.confirm',
    subjectKind: 'person',
    subjectId: person.id,
    aboutPersonId: person.id,
    organisationPath: person.path,
  });
  await call.announce({ topic: 'members', id: person.id, personId: person.id });
  return presentFile(call, { ...person, confirmedOn: call.today });
}

/** Everything the roster holds of oneself, the numbers in full, with who looked and why. */
export async function takeMyDataAway(call: Call): Promise<Download> {
  const person = await ownPerson(call);
  const { crypto } = call.services;
  const repository = memberRepository(call.tx);
  const [values, posts, memberships, changes, corrections, looked, attendances] = await Promise.all([
    standardValues(call, person),
    repository.postsOf(person.id),
    repository.membershipsOf(person.id),
    repository.changesOf(person.id, undefined, 10_000),
    repository.correctionsOf(person.id),
    repository.aboutMe(person.id),
    repository.attendancesOf(person.id),
  ]);
  const full = {
    ...values,
    idNumber: person.idNumberSealed && crypto.open(Buffer.from(person.idNumberSealed)),
    phone: person.phoneSealed && crypto.open(Buffer.from(person.phoneSealed)),
  };
  const data = {
    format: 'lianxin-my-data/1',
    takenAt: shanghaiIso(call.now),
    fields: PERSON_FIELDS.map((field) => ({ key: field.key, zh: field.zh, en: field.en, value: full[field.key] ?? null })),
    memberships,
    posts,
    meetings: attendances.map((one) => ({
      ...one,
      startsAt: shanghaiIso(one.startsAt),
      signedAt: one.signedAt && shanghaiIso(one.signedAt),
      agreedAt: one.agreedAt && shanghaiIso(one.agreedAt),
    })),
    changes: changes.map(({ field, before, after, at, byName, source }) => ({ field, before, after, at: shanghaiIso(at), byName, source })),
    corrections: corrections.map((one) => presentCorrection(call, one)),
    whoLooked: looked.map((one) => ({ ...one, at: shanghaiIso(one.at) })),
  };
  await call.audit({
    action: 'member.takeAway',
    subjectKind: 'person',
    subjectId: person.id,
    aboutPersonId: person.id,
    organisationPath: person.path,
  });
  return { name: `我的资料-${call.today}.json`, mediaType: 'application/json', body: Buffer.from(JSON.stringify(data, null, 2)) };
}
