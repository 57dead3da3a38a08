import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import type { Download } from '#platform/server/http/feature.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { platformSentences, type Sentences, say } from '#platform/shared/sentences/sentences.ts';
import type { members } from '../../contract.ts';
import type { SheetName } from '../../fields.ts';
import { levelOf, sayMessage } from '../../import-sentences.ts';
import { mayImport, mayUseImport } from '../../policy.ts';
import { memberSentences } from '../../sentences.ts';
import { oneAtATime, writtenInThread } from '../desk.ts';
import { refuseOtherKinds } from '../workbook/file-kind.ts';
import { WorkbookRefusal } from '../workbook/refusals.ts';
import { APPLY, CHECK } from './jobs.ts';
import { type ImportRecord, type ImportRowRecord, importRepository } from './repository.ts';
import { WORKBOOK_DAYS } from './workbooks.ts';

type View = Output<typeof members.getImport>;
type Composition = NonNullable<View['proposals'][number]['composition']>;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const catalogue: Sentences = { ...platformSentences, ...memberSentences };

/** The policy's view of an import. One begun before the university had a root answers to whoever began it. */
const subjectOf = (row: ImportRecord) => ({ createdBy: row.createdBy, scope: row.scopePath ?? '' });

function present(call: Call, row: ImportRecord): View {
  const sentence = row.refusal ? catalogue[row.refusal.code] : undefined;
  return {
    id: row.id,
    version: row.version,
    fileName: row.fileName,
    state: row.state,
    scope: row.scopeId && row.scopeName ? { id: row.scopeId, name: row.scopeName } : null,
    jobId: row.jobId,
    counts: 'new' in row.counts ? (row.counts as NonNullable<View['counts']>) : null,
    proposals: row.proposals.map(({ code, name, composition, counts }) => ({
      code,
      name,
      composition: composition as Composition | null,
      counts: { ...counts },
      answer: row.answers[code] ?? null,
    })),
    refusal: row.refusal && sentence ? { code: row.refusal.code, message: say(sentence, call.language, row.refusal.params) } : null,
    createdAt: shanghaiIso(row.createdAt),
    createdBy: row.createdByName ?? 'operator',
    appliedAt: row.appliedAt && shanghaiIso(row.appliedAt),
    abilities: {
      apply: row.state === 'checked' ? ability(mayUseImport, call.actor, subjectOf(row)) : { allowed: false, code: stateCode(row.state) },
      wrongRows:
        row.fileId === null
          ? { allowed: false, code: 'workbook_gone' }
          : 'new' in row.counts
            ? ability(mayUseImport, call.actor, subjectOf(row))
            : { allowed: false, code: 'import_not_checked' },
    },
  };
}

const stateCode = (state: ImportRecord['state']) =>
  (state === 'applied'
    ? 'import_applied'
    : state === 'applying'
      ? 'import_running'
      : state === 'cancelled'
        ? 'import_cancelled'
        : 'import_not_checked') as 'import_applied' | 'import_running' | 'import_cancelled' | 'import_not_checked';

async function mine(call: Call, importId: string, lock = false): Promise<ImportRecord> {
  const repository = importRepository(call.tx);
  const row = lock ? await repository.lock(importId) : await repository.byId(importId);
  call.permit(mayUseImport, row && subjectOf(row));
  return row as ImportRecord;
}

/** Keeps the file and queues its check: the answer does not wait for 20,000 rows. */
export async function beginImport(call: Call, _input: Input<typeof members.beginImport>): Promise<View> {
  call.permit(mayImport);
  const { file, services } = call;
  if (!file) return call.refuse('file_empty');
  try {
    refuseOtherKinds(file.bytes);
  } catch (error) {
    if (error instanceof WorkbookRefusal) call.refuse(error.code, error.params);
    throw error;
  }
  const repository = importRepository(call.tx);
  await repository.holdDoor();
  if (await repository.running({ createdBy: call.actor.accountId })) call.refuse('import_running');
  const scope = call.actor.post ? await repository.placeAt(call.actor.post.scope) : await repository.root();
  const id = newId();
  const fileId = await services.files.keep(call.tx, file.bytes, file.name, XLSX, call.actor.accountId, call.now);
  call.afterRollback(() => services.files.remove(fileId));
  const jobId = await services.jobs.queue(call.tx, CHECK, { importId: id, by: call.actor.accountId }, call.actor.accountId, call.now);
  await repository.add({ id, fileId, fileName: file.name, scopeId: scope?.id ?? null, jobId, createdAt: call.now, createdBy: call.actor.accountId });
  await call.audit({
    action: 'import.begin',
    subjectKind: 'import',
    subjectId: id,
    organisationPath: scope?.path ?? null,
    detail: { fileName: file.name, bytes: file.bytes.length },
  });
  return present(call, (await repository.byId(id)) as ImportRecord);
}

export async function listImports(call: Call, input: Input<typeof members.listImports>) {
  call.permit(mayImport);
  const [after] = readCursor(call, input.cursor, ['id']) ?? [];
  const rows = await importRepository(call.tx).list({
    createdBy: call.actor.accountId,
    scope: call.actor.post?.scope ?? null,
    everything: call.actor.kind === 'system',
    after: after as string | undefined,
    limit: input.limit + 1,
  });
  const page = pageFrom(rows, input.limit, (row) => [row.id]);
  return { items: page.rows.map((row) => present(call, row)), nextCursor: page.nextCursor };
}

export async function getImport(call: Call, input: Input<typeof members.getImport>): Promise<View> {
  return present(call, await mine(call, input.importId));
}

export async function importRows(call: Call, input: Input<typeof members.importRows>) {
  await mine(call, input.importId);
  const key = readCursor(call, input.cursor, ['text', 'whole']);
  const rows = await importRepository(call.tx).rows(input.importId, {
    outcomes: input.outcome,
    after: key && { sheet: key[0], row: key[1] },
    limit: input.limit + 1,
  });
  const page = pageFrom(rows, input.limit, (row) => [row.sheet, row.row]);
  const presentRow = (row: ImportRowRecord) => ({
    ...row,
    messages: row.messages.map((message) => ({
      column: message.column || null,
      code: message.code,
      level: levelOf(message.code),
      message: sayMessage(message, call.language),
    })),
  });
  return { items: page.rows.map(presentRow), nextCursor: page.nextCursor };
}

/** Settles the types of branches that the workbook does not tell; later answers add to earlier ones. */
export async function answerProposals(call: Call, input: Input<typeof members.answerProposals>): Promise<View> {
  const row = await mine(call, input.importId, true);
  if (row.state !== 'checked') call.refuse(row.state === 'applying' ? 'import_applied' : stateCode(row.state));
  call.matchVersion(row);
  const asked = new Set(row.proposals.map((proposal) => proposal.code));
  const answers = { ...row.answers, ...Object.fromEntries(Object.entries(input.answers).filter(([code]) => asked.has(code))) };
  const repository = importRepository(call.tx);
  await repository.setAnswers(row.id, answers);
  await call.audit({ action: 'import.answer', subjectKind: 'import', subjectId: row.id, organisationPath: row.scopePath, detail: { answers } });
  return present(call, (await repository.byId(row.id)) as ImportRecord);
}

/** Queues the carrying out. Of two at once the second finds the first running. */
export async function applyImport(call: Call, input: Input<typeof members.applyImport>): Promise<View> {
  const repository = importRepository(call.tx);
  await repository.holdDoor();
  const row = await mine(call, input.importId, true);
  if (row.state !== 'checked') call.refuse(stateCode(row.state));
  if (await repository.running({ createdBy: row.createdBy }, row.id)) call.refuse('import_running');
  const counts = row.counts as Record<string, number>;
  if ((counts.new ?? 0) + (counts.changed ?? 0) + (counts.same ?? 0) + (counts.warned ?? 0) === 0) call.refuse('import_nothing');
  // At the shell nobody can be asked: a branch without an answer stays without a type, and the console asks later.
  const open = row.proposals.filter((proposal) => row.answers[proposal.code] === undefined).length;
  if (open > 0 && call.actor.kind !== 'system') call.refuse('composition_missing', { count: open });
  const jobId = await call.services.jobs.queue(call.tx, APPLY, { importId: row.id, by: call.actor.accountId }, call.actor.accountId, call.now);
  await repository.setApplying(row.id, jobId);
  await call.audit({ action: 'import.confirm', subjectKind: 'import', subjectId: row.id, organisationPath: row.scopePath, detail: { counts } });
  return present(call, (await repository.byId(row.id)) as ImportRecord);
}

/** The refused rows in the user's own workbook, each with its reasons. */
export async function wrongRows(call: Call, input: Input<typeof members.wrongRows>): Promise<Download> {
  const row = await mine(call, input.importId);
  if (!('new' in row.counts)) return call.refuse('import_not_checked');
  const { fileId } = row;
  if (fileId === null) return call.refuse('workbook_gone', { days: WORKBOOK_DAYS });
  const rows = await importRepository(call.tx).rows(row.id, { outcomes: ['wrong'], after: undefined, limit: 100_000 });
  if (rows.length === 0) call.refuse('no_wrong_rows');
  const wrong = rows.map(({ sheet, row: at, messages }) => ({
    sheet: sheet as SheetName,
    row: at,
    reason: messages
      .filter((message) => levelOf(message.code) === 'error')
      .map((message) => sayMessage(message, call.language))
      .join('\n'),
  }));
  const body = await oneAtATime(async () => writtenInThread({ kind: 'wrongRows', file: await call.services.files.read(fileId), wrong }));
  await call.audit({
    action: 'import.wrongRows',
    subjectKind: 'import',
    subjectId: row.id,
    organisationPath: row.scopePath,
    detail: { rows: rows.length },
  });
  return { name: `${row.fileName.replace(/\.xlsx$/i, '')}-未导入的行.xlsx`, mediaType: XLSX, body };
}

/** What an import leads on to: branches without type, committee or secretary, and people without an account. */
export async function afterImport(call: Call, input: Input<typeof members.afterImport>) {
  const row = await mine(call, input.importId);
  return importRepository(call.tx).next(row.scopePath, call.today);
}
