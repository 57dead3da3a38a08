import { followRoster } from '#features/accounts/index.ts';
import { notify } from '#features/notices/index.ts';
import { holdersOf } from '#features/organisations/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { members } from '../contract.ts';
import type { Field, PersonKey } from '../fields.ts';
import { masked } from '../id-number.ts';
import type { PersonValues } from '../person-row.ts';
import { mayDecideCorrection, mayReadPerson } from '../policy.ts';
import type { Value } from '../read-value.ts';
import { ownPerson } from './members.ts';
import { presentCorrection, standardValues } from './present.ts';
import { decidable } from './reach.ts';
import { sealedNumber, sexToRecord } from './record.ts';
import { type CorrectionRecord, memberRepository, type Person } from './repository.ts';
import { spokenForm } from './spoken.ts';
import { agreeing, changedWith, fieldByKey, isCorrectable, shown, valueFrom } from './values.ts';

const NUMBERS = ['persons_staff_number_key', 'persons_id_number_index_key'];
const COLUMN: Partial<Record<PersonKey, string>> = { birthDate: 'bornOn', mobile: 'mobileMember' };

/** The record with its numbers in full, as the rules read it. */
async function fullValues(call: Call, person: Person): Promise<PersonValues> {
  const open = (sealed: Uint8Array | null) => (sealed === null ? null : call.services.crypto.open(Buffer.from(sealed)));
  return { ...(await standardValues(call, person)), idNumber: open(person.idNumberSealed), phone: open(person.phoneSealed) };
}

/**
 * A number is one person's. Who may read the other file is told that it is taken; for others the answer tells nothing of who is on a
 * roster elsewhere (个人信息保护法第六条), and whoever proposes is told nothing at all.
 */
async function refuseTaken(call: Call, field: Field<PersonKey>, value: Value, personId: string): Promise<void> {
  const repository = memberRepository(call.tx);
  const holder =
    field.key === 'staffNumber'
      ? await repository.holderOfStaffNumber(String(value), personId)
      : field.key === 'idNumber'
        ? await repository.holderOfIdNumber(call.services.crypto.blindIndex(String(value)), personId)
        : undefined;
  if (!holder) return;
  const other = await repository.person(holder.id);
  const knows = other && (call.actor.kind === 'system' || mayReadPerson(call.actor, { id: other.id, path: other.path }).ok);
  call.refuse(!knows ? 'number_unconfirmed' : field.key === 'staffNumber' ? 'staff_number_in_use' : 'id_number_in_use');
}

export async function proposeCorrection(call: Call, input: Input<typeof members.proposeCorrection>) {
  const person = await ownPerson(call, true);
  const field = fieldByKey(input.field) ?? call.refuse('field_unknown', { field: input.field });
  if (!isCorrectable(field)) call.refuse('field_not_correctable', { field: call.language === 'en' ? field.en : field.zh });
  const repository = memberRepository(call.tx);
  const withBirthAndSex = input.withBirthAndSex && field.key === 'idNumber';
  const pending = await repository.pendingFields(person.id);
  const concerned = withBirthAndSex ? [field.key, 'birthDate', 'sex'] : [field.key];
  if (concerned.some((key) => pending.includes(key))) call.refuse('correction_pending');
  const record = await fullValues(call, person);
  const value = call.accept(valueFrom(field, input.value, record, call.today, call.language, withBirthAndSex));
  const before = record[field.key] as Value;
  if (value === before) call.refuse('value_unchanged');
  const sealed = field.dataClass === 'encrypted';
  const text = value === null ? null : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const beforeText = shown(field, before);
  const id = newId();
  await repository.addCorrection({
    id,
    personId: person.id,
    field: field.key,
    before: sealed && beforeText ? masked(beforeText) : beforeText,
    value: sealed && text ? masked(text) : text,
    valueSealed: sealed && text ? call.services.crypto.seal(text) : null,
    reason: input.reason,
    proposedAt: call.now,
    withBirthAndSex,
  });
  await call.audit({
    action: 'correction.propose',
    subjectKind: 'correction',
    subjectId: id,
    aboutPersonId: person.id,
    organisationPath: person.path,
    detail: { field: field.key },
  });
  if (person.branchId)
    await notify(
      call,
      (await holdersOf(call.tx, person.branchId, ['secretary', 'deputySecretary', 'organisationOfficer'], call.today)).filter(
        (one) => one !== person.id,
      ),
      { kind: 'correctionProposed', params: { name: person.name, ...fieldName(field, field.key) }, link: '/corrections', subjectId: id },
    );
  await call.announce({ topic: 'members', ...(person.path ? { path: person.path } : { personId: person.id }) });
  return presentCorrection(call, (await repository.correction(id)) as CorrectionRecord);
}

export async function withdrawCorrection(call: Call, input: Input<typeof members.withdrawCorrection>): Promise<void> {
  const person = await ownPerson(call);
  const repository = memberRepository(call.tx);
  const row = await repository.lockCorrection(input.correctionId);
  if (row?.personId !== person.id) return call.refuse('not_found');
  if (row.state !== 'proposed') call.refuse('correction_decided');
  await repository.settle(row.id, { state: 'withdrawn', decidedAt: call.now, decidedBy: null, remark: null });
  await call.audit({
    action: 'correction.withdraw',
    subjectKind: 'correction',
    subjectId: row.id,
    aboutPersonId: person.id,
    organisationPath: person.path,
    detail: { field: row.field },
  });
  await call.announce({ topic: 'members', ...(person.path ? { path: person.path } : { personId: person.id }) });
}

export async function listCorrections(call: Call, input: Input<typeof members.listCorrections>) {
  call.permit(signedIn);
  const [after] = readCursor(call, input.cursor, ['id']) ?? [];
  const rows = await memberRepository(call.tx).correctionsFor(decidable(call.actor), input.state, after, input.limit + 1);
  const page = pageFrom(rows, input.limit, (row) => [row.id]);
  return { items: page.rows.map((row) => presentCorrection(call, row)), nextCursor: page.nextCursor };
}

/** What is written for a value: the column, and for a name its sound, for a number its seal. */
function written(call: Call, field: Field<PersonKey>, value: Value): Record<string, string | boolean | Buffer | null> {
  if (field.key === 'idNumber' || field.key === 'phone') {
    const { sealed, index, last } = value === null ? { sealed: null, index: null, last: null } : sealedNumber(call.services.crypto, String(value));
    return { [`${field.key}Sealed`]: sealed, [`${field.key}Index`]: index, [`${field.key}Last`]: last };
  }
  if (field.key === 'name') return { name: String(value), ...spokenForm(String(value)) };
  if (field.key === 'sex') return { sex: sexToRecord(value as PersonValues['sex']) };
  if (field.key === 'mobile') return { mobileMember: value === true };
  return { [COLUMN[field.key] ?? field.key]: value === null ? null : String(value) };
}

const fieldName = (field: Field | undefined, key: string) => ({ fieldZh: field?.zh ?? key, fieldEn: field?.en ?? key });

/** Approved, it is written with its history at once; of two who decide at once the second finds it decided. */
export async function decideCorrection(call: Call, input: Input<typeof members.decideCorrection>) {
  const repository = memberRepository(call.tx);
  const row = await repository.lockCorrection(input.correctionId);
  call.permit(mayDecideCorrection, row && { personId: row.personId, path: row.path });
  const correction = row as CorrectionRecord;
  if (correction.state !== 'proposed') call.refuse('correction_decided');
  call.matchVersion(correction);
  if (!input.approved && input.remark === '') call.refuse('reason_missing');
  await repository.settle(correction.id, {
    state: input.approved ? 'approved' : 'declined',
    decidedAt: call.now,
    decidedBy: call.actor.personId,
    remark: input.remark || null,
  });
  if (input.approved) {
    const field = fieldByKey(correction.field) ?? call.refuse('not_found');
    const person = (await repository.person(correction.personId, true)) ?? call.refuse('not_found');
    const text = correction.valueSealed ? call.services.crypto.open(correction.valueSealed) : (correction.value ?? '');
    const record = await fullValues(call, person);
    // The record may have changed since: what was right when proposed is checked again.
    const together = correction.withBirthAndSex;
    const value = call.accept(valueFrom(field, text, record, call.today, call.language, together));
    await refuseTaken(call, field, value, person.id);
    try {
      await repository.write(person.id, {
        ...written(call, field, value),
        ...(together ? { bornOn: agreeing(text).birthDate, sex: sexToRecord(agreeing(text).sex) } : {}),
      });
    } catch (error) {
      // Somebody took the number between the look and the write.
      if (NUMBERS.some((name) => brokeConstraint(error, name))) call.refuse('number_unconfirmed');
      throw error;
    }
    const before = record[field.key] as Value;
    const textOf = (one: Value) => (one === null ? null : String(one));
    if (field.key === 'staffNumber' || field.key === 'name')
      call.accept(
        await followRoster(call, [
          {
            personId: person.id,
            path: person.path,
            ...(field.key === 'name' ? { name: String(value) } : { staffNumber: { before: textOf(before), after: textOf(value) } }),
          },
        ]),
      );
    const show = (of: Field, one: Value) => (one === null ? null : of.dataClass === 'encrypted' ? masked(String(one)) : shown(of, one));
    for (const one of [{ field, before, value }, ...(together ? changedWith(text, record) : [])])
      await repository.addChange({
        id: newId(),
        personId: person.id,
        field: one.field.key,
        before: show(one.field, one.before),
        after: show(one.field, one.value),
        at: call.now,
        byName: call.actor.name,
        source: 'correction',
        sourceId: correction.id,
      });
  }
  await call.audit({
    action: input.approved ? 'correction.approve' : 'correction.decline',
    subjectKind: 'correction',
    subjectId: correction.id,
    aboutPersonId: correction.personId,
    organisationPath: correction.path,
    reason: input.remark || null,
    detail: { field: correction.field },
  });
  await notify(call, [correction.personId], {
    kind: input.approved ? 'correctionApproved' : 'correctionDeclined',
    params: { ...fieldName(fieldByKey(correction.field), correction.field), ...(input.remark === '' ? {} : { reason: input.remark }) },
    link: '/me/file',
    desk: `/members/${correction.personId}`,
    subjectId: correction.id,
  });
  if (correction.path) await call.announce({ topic: 'members', path: correction.path });
  await call.announce({ topic: 'members', id: correction.personId, personId: correction.personId });
  return presentCorrection(call, (await repository.correction(correction.id)) as CorrectionRecord);
}
