import type { Call } from '#platform/server/call/call.ts';
import type { Download } from '#platform/server/http/feature.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import { fieldsOf, ORGANISATION_SHEET, PERSON_SHEET } from '../fields.ts';
import { jsonSchema } from '../standard.ts';
import { writeTemplate } from './workbook/write-template.ts';

/** The data standard as the page shows it. */
export async function dataStandard(call: Call) {
  call.permit(anyone);
  return {
    sheets: [ORGANISATION_SHEET, PERSON_SHEET].map((name) => ({
      name,
      fields: fieldsOf(name as typeof PERSON_SHEET).map(({ key, zh, en, kind, need, synonyms, dataClass, help, example, table }) => ({
        key,
        zh,
        en,
        kind,
        need,
        synonyms: [...synonyms],
        dataClass,
        help,
        example,
        table: table ? { standard: table.standard, codes: table.entries.map((entry) => ({ code: entry.code, zh: entry.zh, en: entry.en })) } : null,
      })),
    })),
  };
}

export async function dataStandardSchema(call: Call): Promise<Download> {
  call.permit(anyone);
  return {
    name: 'lianxin-data-standard.schema.json',
    mediaType: 'application/schema+json',
    body: Buffer.from(JSON.stringify(jsonSchema(), null, 2)),
  };
}

/** The same for everybody, so it is made once. */
let template: Promise<Buffer> | undefined;
export async function templateWorkbook(call: Call): Promise<Download> {
  call.permit(anyone);
  template ??= writeTemplate();
  return { name: '党员名册模板.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await template };
}
