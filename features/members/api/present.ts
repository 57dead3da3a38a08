import type { Call } from '#platform/server/call/call.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { members } from '../contract.ts';
import { PERSON_FIELDS } from '../fields.ts';
import { masked } from '../id-number.ts';
import type { PersonValues } from '../person-row.ts';
import { mayDecideCorrection, mayRevealField, mayUseOwnFile } from '../policy.ts';
import type { Value } from '../read-value.ts';
import { sexOfRecord, valuesOf } from './record.ts';
import { type CorrectionRecord, type ListRow, memberRepository, type Person } from './repository.ts';
import { changedWith, codeOfValue, fieldByKey, isCorrectable, shown } from './values.ts';

type File = Output<typeof members.getMember>;
type Row = Output<typeof members.listMembers>['items'][number];
const named = (id: string | null, name: string | null) => (id && name ? { id, name } : null);
const stars = (length: number, last: string | null) => (last === null ? null : masked('*'.repeat(length - 4) + last));

/** A line of the list. Closer columns are for those whose task is the roster, and for oneself. */
export function presentRow(row: ListRow, personal: boolean): Row {
  const close = <T>(value: T): T | null => (personal ? value : null);
  const missing =
    row.category === 'nonMember'
      ? []
      : (
          [
            ['sex', row.sex],
            ['ethnicity', row.ethnicity],
            ['birthDate', row.bornOn],
            ['idNumber', row.idNumberLast],
            ['staffNumber', row.staffNumber],
            ['identity', row.identity],
          ] as const
        )
          .filter(([, value]) => value === null)
          .map(([key]) => key);
  return {
    id: row.id,
    name: row.name,
    initials: row.initials,
    sex: sexOfRecord(row.sex),
    staffNumber: row.staffNumber,
    identity: row.identity,
    category: row.category as Row['category'],
    branch: named(row.branchId, row.branchName),
    posts: row.posts,
    appliedOn: row.appliedOn,
    admittedOn: row.admittedOn,
    convertedOn: row.convertedOn,
    mobile: row.mobileMember,
    ethnicity: close(row.ethnicity),
    bornOn: close(row.bornOn),
    education: close(row.education),
    degree: close(row.degree),
    nativePlace: close(row.nativePlace),
    idNumberMasked: close(stars(18, row.idNumberLast)),
    phoneMasked: close(stars(11, row.phoneLast)),
    email: close(row.email),
    missing,
    hasAccount: row.hasAccount,
  };
}

/** What a corrected number brings with it; what stood there before is said until it is decided. */
function alsoOf(call: Call, row: CorrectionRecord): Output<typeof members.decideCorrection>['also'] {
  if (!row.withBirthAndSex || !row.valueSealed) return [];
  const record = row.state === 'proposed' ? { birthDate: row.bornOn, sex: sexOfRecord(row.sex) } : {};
  return changedWith(call.services.crypto.open(Buffer.from(row.valueSealed)), record).map(({ field, before, value }) => ({
    field: field.key,
    fieldZh: field.zh,
    fieldEn: field.en,
    before: shown(field, before),
    value: shown(field, value),
  }));
}

export function presentCorrection(call: Call, row: CorrectionRecord): Output<typeof members.decideCorrection> {
  const field = fieldByKey(row.field);
  const value = row.value === null || !field ? row.value : field.kind === 'yesNo' ? shown(field, row.value === 'yes') : shown(field, row.value);
  return {
    id: row.id,
    version: row.version,
    person: { id: row.personId, name: row.personName },
    branch: named(row.branchId, row.branchName),
    field: row.field,
    fieldZh: field?.zh ?? row.field,
    fieldEn: field?.en ?? row.field,
    before: row.before,
    value,
    also: alsoOf(call, row),
    reason: row.reason,
    state: row.state,
    proposedAt: shanghaiIso(row.proposedAt),
    decidedAt: row.decidedAt && shanghaiIso(row.decidedAt),
    decidedBy: row.decidedByName,
    remark: row.remark,
    abilities: {
      decide:
        row.state === 'proposed'
          ? ability(mayDecideCorrection, call.actor, { personId: row.personId, path: row.path })
          : { allowed: false, code: 'correction_decided' },
    },
  };
}

/** All values of a person in the standard's own form; ID number and phone only by their last four. */
export async function standardValues(call: Call, person: Person): Promise<PersonValues> {
  const repository = memberRepository(call.tx);
  const posts = await repository.postsOf(person.id);
  const code = person.branchId ? await repository.codeOf(person.branchId) : null;
  const values = valuesOf(person, null);
  return {
    ...values,
    idNumber: stars(18, person.idNumberLast),
    phone: stars(11, person.phoneLast),
    organisationCode: code,
    posts: posts
      .filter((post) => post.fromOn <= call.today && (post.toOn === null || post.toOn > call.today) && post.organisation === person.branchName)
      .map((post) => post.kind),
  };
}

export async function presentFile(call: Call, person: Person): Promise<File> {
  const repository = memberRepository(call.tx);
  const [values, posts, memberships, corrections, places] = await Promise.all([
    standardValues(call, person),
    repository.postsOf(person.id),
    repository.membershipsOf(person.id),
    repository.correctionsOf(person.id),
    person.path ? repository.placesOf(person.path) : [],
  ]);
  const pending = new Set(
    corrections.filter((one) => one.state === 'proposed').flatMap((one) => (one.withBirthAndSex ? [one.field, 'birthDate', 'sex'] : [one.field])),
  );
  const own = call.actor.personId === person.id;
  const isMember = person.category !== 'nonMember';
  return {
    id: person.id,
    version: person.version,
    name: person.name,
    category: person.category as File['category'],
    branch: named(person.branchId, person.branchName),
    places,
    posts,
    standingSince: person.category === 'full' ? person.convertedOn : null,
    fields: PERSON_FIELDS.map((field) => {
      const value = values[field.key] as Value;
      return {
        key: field.key,
        zh: field.zh,
        en: field.en,
        value: field.key === 'organisationCode' ? (person.branchName ?? null) : shown(field, value),
        code: field.key === 'organisationCode' ? values.organisationCode : codeOfValue(field, value),
        sealed: field.dataClass === 'encrypted',
        missing: isMember && (field.need === 'always' || field.need === 'warned') && value === null,
        correctable: own && isCorrectable(field) && !pending.has(field.key),
        pending: pending.has(field.key),
      };
    }),
    memberships,
    confirmedOn: person.confirmedOn,
    corrections: corrections.map((one) => presentCorrection(call, one)),
    abilities: {
      reveal: ability(mayRevealField, call.actor, { id: person.id, path: person.path }),
      correct: own ? ability(mayUseOwnFile, call.actor, undefined) : { allowed: false, code: 'not_allowed' },
    },
  };
}
