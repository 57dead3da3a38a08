import { z } from 'zod';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, Id, listOf, Paging, pageOf } from '#platform/shared/contract/schemas.ts';
import { mayDecideCorrection, mayDecideExport, mayExport, mayImport, mayReadPerson, mayRevealField, mayUseImport, mayUseOwnFile } from './policy.ts';
import { memberSentences } from './sentences.ts';

const Named = z.object({ id: Id, name: z.string() });
const Category = z.enum(['applicant', 'activist', 'candidate', 'probationary', 'full', 'nonMember']);
const Reason = z.string().trim().max(300);

/** A line of the roster. ID number and phone are their last four figures; columns of a closer kind are null for those who need not see them. */
export const MemberRow = z
  .object({
    id: Id,
    name: z.string(),
    initials: z.string(),
    sex: z.string().nullable(),
    staffNumber: z.string().nullable(),
    identity: z.string().nullable(),
    category: Category,
    branch: Named.nullable(),
    posts: z.array(z.string()),
    appliedOn: z.string().nullable(),
    admittedOn: z.string().nullable(),
    convertedOn: z.string().nullable(),
    mobile: z.boolean(),
    ethnicity: z.string().nullable(),
    bornOn: z.string().nullable(),
    education: z.string().nullable(),
    degree: z.string().nullable(),
    nativePlace: z.string().nullable(),
    idNumberMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    email: z.string().nullable(),
    missing: z.array(z.string()),
    hasAccount: z.boolean(),
  })
  .meta({ id: 'MemberRow' });

/** One field of a file by the data standard: `value` is what people read (a code's name, a masked number). */
export const FileField = z.object({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  value: z.string().nullable(),
  code: z.string().nullable(),
  sealed: z.boolean(),
  missing: z.boolean(),
  correctable: z.boolean(),
  pending: z.boolean(),
});
export const CorrectionView = z
  .object({
    id: Id,
    version: z.number().int(),
    person: Named,
    branch: Named.nullable(),
    field: z.string(),
    fieldZh: z.string(),
    fieldEn: z.string(),
    before: z.string().nullable(),
    value: z.string().nullable(),
    /** With a corrected ID number: birth date and sex as the number says. */
    also: z.array(
      z.object({ field: z.string(), fieldZh: z.string(), fieldEn: z.string(), before: z.string().nullable(), value: z.string().nullable() }),
    ),
    reason: z.string(),
    state: z.enum(['proposed', 'approved', 'declined', 'withdrawn']),
    proposedAt: z.string(),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    remark: z.string().nullable(),
    abilities: z.object({ decide: Ability }),
  })
  .meta({ id: 'Correction' });
export const MemberFile = z
  .object({
    id: Id,
    version: z.number().int(),
    name: z.string(),
    category: Category,
    branch: Named.nullable(),
    places: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
    posts: z.array(z.object({ organisation: z.string(), kind: z.string(), fromOn: z.string(), toOn: z.string().nullable() })),
    /** Counted from the end of probation, extended or not. */
    standingSince: z.string().nullable(),
    fields: z.array(FileField),
    memberships: z.array(z.object({ organisation: z.string(), fromOn: z.string(), toOn: z.string().nullable(), reason: z.string() })),
    confirmedOn: z.string().nullable(),
    corrections: z.array(CorrectionView),
    abilities: z.object({ reveal: Ability, correct: Ability }),
  })
  .meta({ id: 'MemberFile' });
export const FieldChange = z.object({
  id: Id,
  field: z.string(),
  fieldZh: z.string(),
  fieldEn: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  at: z.string(),
  byName: z.string(),
  source: z.enum(['import', 'correction', 'edit']),
});

const Message = z.object({ column: z.string().nullable(), code: z.string(), level: z.enum(['error', 'warning', 'note']), message: z.string() });
export const ImportRow = z
  .object({
    sheet: z.string(),
    row: z.number().int(),
    outcome: z.enum(['new', 'changed', 'same', 'warned', 'wrong']),
    title: z.string(),
    messages: z.array(Message),
    diff: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'ImportRow' });
export const ImportView = z
  .object({
    id: Id,
    version: z.number().int(),
    fileName: z.string(),
    state: z.enum(['checking', 'checked', 'applying', 'applied', 'cancelled', 'failed']),
    scope: Named.nullable(),
    jobId: Id.nullable(),
    counts: z
      .object({ new: z.number().int(), changed: z.number().int(), same: z.number().int(), warned: z.number().int(), wrong: z.number().int() })
      .nullable(),
    /** Branches whose type the workbook does not tell: proposed from their members, asked once. */
    proposals: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        composition: z.string().nullable(),
        counts: z.record(z.string(), z.number().int()),
        answer: z.string().nullable(),
      }),
    ),
    refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    createdAt: z.string(),
    createdBy: z.string(),
    appliedAt: z.string().nullable(),
    abilities: z.object({ apply: Ability, wrongRows: Ability }),
  })
  .meta({ id: 'Import' });
export const ExportView = z
  .object({
    id: Id,
    version: z.number().int(),
    organisation: Named,
    withPersonal: z.boolean(),
    reason: z.string().nullable(),
    persons: z.number().int(),
    state: z.enum(['waiting', 'ready', 'declined']),
    askedBy: z.string(),
    askedAt: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    abilities: z.object({ decide: Ability, download: Ability }),
  })
  .meta({ id: 'Export' });

export const WORKBOOK_MAX_BYTES = 20_000_000;
const workbook = [
  'file_empty',
  'file_is_csv',
  'file_is_old_excel',
  'file_is_html',
  'file_is_pdf',
  'file_is_image',
  'file_is_word',
  'file_is_ods',
  'file_is_xlsb',
  'file_not_workbook',
  'workbook_protected',
  'workbook_damaged',
  'workbook_bomb',
  'workbook_too_large',
  'workbook_too_many_rows',
  'workbook_empty',
  'sheets_not_found',
  'sheet_ambiguous',
  'headers_not_found',
  'column_twice',
  'columns_missing',
] as const;
const Xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

export const members = contract(memberSentences, {
  listMembers: {
    method: 'GET',
    path: '/members',
    summary: { zh: '党员名册', en: 'The roster of one’s scope' },
    policy: signedIn,
    output: pageOf(MemberRow).extend({ total: z.number().int() }),
    refusals: [],
    query: Paging.extend({
      within: Id.optional(),
      branch: Id.optional(),
      category: listOf(Category),
      identity: listOf(z.string().max(20)),
      q: z.string().trim().max(50).optional(),
      missing: z.stringbool().optional(),
      mobile: z.stringbool().optional(),
    }),
  },
  getMember: {
    method: 'GET',
    path: '/members/:personId',
    summary: { zh: '一个人的档案', en: 'A person’s file' },
    policy: mayReadPerson,
    output: MemberFile,
    refusals: [],
  },
  memberHistory: {
    method: 'GET',
    path: '/members/:personId/history',
    summary: { zh: '档案的修改记录', en: 'What changed in a file' },
    policy: mayReadPerson,
    query: Paging,
    output: pageOf(FieldChange),
    refusals: [],
  },
  revealField: {
    method: 'POST',
    path: '/members/:personId/reveal',
    summary: { zh: '查看完整号码，写明理由', en: 'See a number in full, with a reason shown to the person' },
    policy: mayRevealField,
    secretAnswer: true,
    body: z.object({ field: z.enum(['idNumber', 'phone']), reason: Reason }),
    output: z.object({ value: z.string().nullable() }),
    refusals: ['reason_missing'],
    example: { field: 'phone', reason: '联系本人确认组织关系' },
  },
  myFile: {
    method: 'GET',
    path: '/me/file',
    summary: { zh: '我的档案', en: 'My own file' },
    policy: mayUseOwnFile,
    output: MemberFile,
    refusals: [],
  },
  confirmMyFile: {
    method: 'POST',
    path: '/me/file/confirm',
    summary: { zh: '核对无误', en: 'Confirm that my file is right' },
    policy: mayUseOwnFile,
    output: MemberFile,
    refusals: [],
  },
  takeMyDataAway: {
    method: 'GET',
    path: '/me/file.json',
    summary: { zh: '带走我的资料', en: 'Take my data away' },
    policy: mayUseOwnFile,
    output: z.void(),
    download: { mediaType: 'application/json' },
    refusals: [],
  },
  proposeCorrection: {
    method: 'POST',
    path: '/me/corrections',
    summary: { zh: '提出更正', en: 'Propose a correction' },
    policy: mayUseOwnFile,
    body: z.object({
      field: z.string().max(40),
      value: z.string().trim().max(500),
      /** Of an ID number: birth date and sex are corrected with it, as the number says. */ withBirthAndSex: z.boolean().default(false),
      reason: Reason.default(''),
    }),
    output: CorrectionView,
    refusals: ['field_unknown', 'field_not_correctable', 'value_invalid', 'value_unchanged', 'correction_pending'],
    example: { field: 'email', value: 'name@example.edu.cn', reason: '换了邮箱' },
  },
  withdrawCorrection: {
    method: 'DELETE',
    path: '/me/corrections/:correctionId',
    summary: { zh: '撤回更正', en: 'Withdraw a correction' },
    policy: mayUseOwnFile,
    output: z.void(),
    refusals: ['correction_decided'],
  },
  listCorrections: {
    method: 'GET',
    path: '/corrections',
    summary: { zh: '等我审核的更正', en: 'Corrections that wait for me' },
    policy: signedIn,
    query: Paging.extend({ state: z.enum(['proposed', 'approved', 'declined']).default('proposed') }),
    output: pageOf(CorrectionView),
    refusals: [],
  },
  decideCorrection: {
    method: 'PUT',
    path: '/corrections/:correctionId',
    summary: { zh: '审核更正', en: 'Approve or decline a correction' },
    policy: mayDecideCorrection,
    ifMatch: true,
    body: z.object({ approved: z.boolean(), remark: Reason.default('') }),
    output: CorrectionView,
    refusals: [
      'own_correction',
      'correction_decided',
      'reason_missing',
      'value_invalid',
      'staff_number_in_use',
      'id_number_in_use',
      'number_unconfirmed',
      'sign_in_name_taken',
    ],
    example: { approved: true, remark: '' },
  },

  dataStandard: {
    method: 'GET',
    path: '/data-standard',
    summary: { zh: '数据标准', en: 'The data standard' },
    policy: anyone,
    refusals: [],
    output: z.object({
      sheets: z.array(
        z.object({
          name: z.string(),
          fields: z.array(
            z.object({
              key: z.string(),
              zh: z.string(),
              en: z.string(),
              kind: z.string(),
              need: z.string(),
              synonyms: z.array(z.string()),
              dataClass: z.string(),
              help: z.object({ zh: z.string(), en: z.string() }),
              example: z.string(),
              table: z.object({ standard: z.string(), codes: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })) }).nullable(),
            }),
          ),
        }),
      ),
    }),
  },
  dataStandardSchema: {
    method: 'GET',
    path: '/data-standard.schema.json',
    summary: { zh: '数据标准（JSON Schema）', en: 'The data standard as JSON Schema' },
    policy: anyone,
    output: z.void(),
    download: { mediaType: 'application/schema+json' },
    refusals: [],
  },
  templateWorkbook: {
    method: 'GET',
    path: '/data-standard/template.xlsx',
    summary: { zh: '模板工作簿', en: 'The template workbook' },
    policy: anyone,
    output: z.void(),
    download: Xlsx,
    refusals: [],
  },

  listImports: {
    method: 'GET',
    path: '/imports',
    summary: { zh: '历次导入', en: 'Past imports' },
    policy: mayImport,
    query: Paging,
    output: pageOf(ImportView),
    refusals: [],
  },
  beginImport: {
    method: 'POST',
    path: '/imports',
    summary: { zh: '上传名册并预检', en: 'Upload a roster; it is checked first' },
    policy: mayImport,
    upload: { maxBytes: WORKBOOK_MAX_BYTES },
    output: ImportView,
    refusals: [...workbook, 'import_running'],
  },
  getImport: {
    method: 'GET',
    path: '/imports/:importId',
    summary: { zh: '一次导入', en: 'An import' },
    policy: mayUseImport,
    output: ImportView,
    refusals: [],
  },
  importRows: {
    method: 'GET',
    path: '/imports/:importId/rows',
    summary: { zh: '导入的各行结果', en: 'What becomes of each row' },
    policy: mayUseImport,
    query: Paging.extend({ outcome: listOf(z.enum(['new', 'changed', 'same', 'warned', 'wrong'])) }),
    output: pageOf(ImportRow),
    refusals: [],
  },
  answerProposals: {
    method: 'PUT',
    path: '/imports/:importId/compositions',
    summary: { zh: '确认支部类型', en: 'Settle the types of branches' },
    policy: mayUseImport,
    ifMatch: true,
    body: z.object({
      answers: z.record(z.string().max(20), z.enum(['staff', 'undergraduate', 'graduate', 'retired', 'mixed', 'joint', 'temporary'])),
    }),
    output: ImportView,
    refusals: ['import_applied', 'import_cancelled', 'import_not_checked'],
    example: { answers: { '0010101': 'staff' } },
  },
  applyImport: {
    method: 'POST',
    path: '/imports/:importId/apply',
    summary: { zh: '导入', en: 'Carry the import out' },
    policy: mayUseImport,
    output: ImportView,
    refusals: ['import_applied', 'import_cancelled', 'import_not_checked', 'import_running', 'import_nothing', 'composition_missing'],
  },
  wrongRows: {
    method: 'GET',
    path: '/imports/:importId/wrong-rows.xlsx',
    summary: { zh: '有错误的行（带原因的工作簿）', en: 'The wrong rows, as a workbook with reasons' },
    policy: mayUseImport,
    output: z.void(),
    download: Xlsx,
    refusals: ['no_wrong_rows', 'import_not_checked', 'workbook_gone'],
  },
  afterImport: {
    method: 'GET',
    path: '/imports/:importId/next',
    summary: { zh: '导入之后要办的事', en: 'What an import leads on to' },
    policy: mayUseImport,
    output: z.object({
      withoutComposition: z.array(Named),
      withoutCommittee: z.array(Named),
      withoutSecretary: z.array(Named),
      withoutAccount: z.number().int(),
    }),
    refusals: [],
  },

  requestExport: {
    method: 'POST',
    path: '/exports',
    summary: { zh: '导出名册', en: 'Export a roster' },
    policy: mayExport,
    body: z.object({ organisationId: Id, withPersonal: z.boolean().default(false), reason: Reason.default('') }),
    output: ExportView,
    refusals: ['reason_missing', 'codes_missing'],
  },
  listExports: {
    method: 'GET',
    path: '/exports',
    summary: { zh: '导出记录和待同意的请求', en: 'Exports, and those that wait for a second person' },
    policy: signedIn,
    query: Paging,
    output: pageOf(ExportView),
    refusals: [],
  },
  decideExport: {
    method: 'PUT',
    path: '/exports/:exportId',
    summary: { zh: '同意或不同意导出', en: 'Consent to an export, or not' },
    policy: mayDecideExport,
    ifMatch: true,
    body: z.object({ approved: z.boolean() }),
    output: ExportView,
    refusals: ['own_second_person', 'export_decided'],
  },
  exportFile: {
    method: 'GET',
    path: '/exports/:exportId/file.xlsx',
    summary: { zh: '下载导出的名册', en: 'The exported workbook' },
    policy: mayExport,
    output: z.void(),
    download: Xlsx,
    refusals: ['second_person_needed', 'export_expired', 'codes_missing'],
  },
});
