/** The sentences in which members, rosters and corrections are refused. Sentences about single rows of a workbook are in `import-sentences.ts`. */
import { sentences } from '#platform/shared/sentences/sentences.ts';

/** A whole file that cannot be read as a roster. */
export const workbookSentences = sentences({
  file_empty: { kind: 'invalid', zh: '文件是空的。请重新保存后再选择。', en: 'The file is empty. Save it again and choose it anew.' },
  file_is_csv: {
    kind: 'invalid',
    zh: '这是 CSV 文本，不是 Excel 工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx 后再选择。',
    en: 'This is CSV text, not a workbook. Open it in Excel or WPS and save it as .xlsx.',
  },
  file_is_old_excel: {
    kind: 'invalid',
    zh: '这是旧格式的 .xls 或 .et 文件。请另存为 .xlsx 后再选择。',
    en: 'This is a workbook in the old .xls or .et format. Save it as .xlsx and choose it anew.',
  },
  file_is_html: {
    kind: 'invalid',
    zh: '这是网页或 XML 文本，只是扩展名像表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再选择。',
    en: 'This is a web page or XML with the name of a workbook. Open it in Excel or WPS and save it as .xlsx.',
  },
  file_is_pdf: { kind: 'invalid', zh: '这是 PDF 文件，不能导入。请选择 .xlsx 工作簿。', en: 'This is a PDF file. Choose an .xlsx workbook.' },
  file_is_image: { kind: 'invalid', zh: '这是图片，不能导入。请选择 .xlsx 工作簿。', en: 'This is an image. Choose an .xlsx workbook.' },
  file_is_word: { kind: 'invalid', zh: '这是 Word 文档，不能导入。请选择 .xlsx 工作簿。', en: 'This is a Word document. Choose an .xlsx workbook.' },
  file_is_ods: {
    kind: 'invalid',
    zh: '这是 OpenDocument 表格。请另存为 .xlsx 后再选择。',
    en: 'This is an OpenDocument spreadsheet. Save it as .xlsx and choose it anew.',
  },
  file_is_xlsb: {
    kind: 'invalid',
    zh: '这是二进制工作簿 .xlsb。请另存为 .xlsx 后再选择。',
    en: 'This is a binary workbook (.xlsb). Save it as .xlsx and choose it anew.',
  },
  file_not_workbook: {
    kind: 'invalid',
    zh: '这不是 Excel 工作簿。请选择 .xlsx 文件，可以先下载模板。',
    en: 'This is not an Excel workbook. Choose an .xlsx file; a template can be downloaded.',
  },
  workbook_protected: {
    kind: 'invalid',
    zh: '工作簿设了打开密码。请去掉密码另存后再选择。',
    en: 'The workbook is protected by a password. Remove it, save, and choose the file anew.',
  },
  workbook_damaged: {
    kind: 'invalid',
    zh: '工作簿已损坏，读不完整。请用 Excel 或 WPS 打开后另存为新的 .xlsx。',
    en: 'The workbook is damaged and cannot be read to its end. Open it in Excel or WPS and save a new .xlsx.',
  },
  workbook_bomb: {
    kind: 'too_large',
    zh: '工作簿解开后超过 {megabytes} MB，没有读取。请删去图片和多余的工作表，分成几份导入。',
    en: 'Unpacked, the workbook exceeds {megabytes} MB and was not read. Remove pictures and spare sheets, or split it.',
  },
  workbook_too_large: {
    kind: 'too_large',
    zh: '工作簿超过 {megabytes} MB。请删去图片和多余的工作表，或分成几份导入。',
    en: 'The workbook exceeds {megabytes} MB. Remove pictures and spare sheets, or split it.',
  },
  workbook_too_many_rows: {
    kind: 'too_large',
    zh: '一张表超过 {rows} 行。请分成几份导入。',
    en: 'A sheet has more than {rows} rows. Split it into several workbooks.',
  },
  workbook_empty: {
    kind: 'invalid',
    zh: '工作簿里没有数据行。请在表头下面填写后再选择。',
    en: 'The workbook has no rows of data. Fill in rows below the headers and choose it anew.',
  },
  sheets_not_found: {
    kind: 'invalid',
    zh: '没有找到“党组织”或“党员”工作表（现有：{sheets}）。请使用模板，或把表改成这两个名字。',
    en: 'There is no sheet 党组织 or 党员 (found: {sheets}). Use the template or rename the sheets.',
  },
  sheet_ambiguous: {
    kind: 'invalid',
    zh: '有几张表都像“{sheet}”：{sheets}。请只留一张，并命名为“{sheet}”。',
    en: 'Several sheets look like {sheet}: {sheets}. Keep one and name it {sheet}.',
  },
  headers_not_found: {
    kind: 'invalid',
    zh: '“{sheet}”表里没有找到表头行。请按模板写好列名。',
    en: 'The sheet {sheet} has no row of headers. Name the columns as in the template.',
  },
  column_twice: {
    kind: 'invalid',
    zh: '“{sheet}”表里“{field}”有两列：{first} 和 {second}。请只留一列。',
    en: 'The sheet {sheet} has {field} twice: {first} and {second}. Keep one column.',
  },
  columns_missing: {
    kind: 'invalid',
    zh: '“{sheet}”表缺少必需的列：{columns}。请补上后再选择。',
    en: 'The sheet {sheet} lacks required columns: {columns}. Add them and choose the file anew.',
  },
});

export const memberSentences = sentences({
  ...workbookSentences,
  import_running: {
    kind: 'conflict',
    zh: '已有一次导入正在进行，请等它完成或先取消。',
    en: 'Another import is running. Wait for it or cancel it first.',
  },
  import_applied: {
    kind: 'conflict',
    zh: '这次导入已经完成，不能再次执行。需要时请重新上传。',
    en: 'This import has been carried out already. Upload the file again if needed.',
  },
  import_cancelled: {
    kind: 'conflict',
    zh: '这次导入已取消，没有写入任何内容。请重新上传。',
    en: 'This import was cancelled and wrote nothing. Upload the file again.',
  },
  import_not_checked: {
    kind: 'conflict',
    zh: '还没有检查完，请等预检结果出来再导入。',
    en: 'The check is not finished. Wait for its result before importing.',
  },
  import_outdated: {
    kind: 'conflict',
    zh: '检查之后名册有了变化，请重新检查一次再导入。',
    en: 'The roster has changed since the check. Check the file again before importing.',
  },
  import_nothing: {
    kind: 'invalid',
    zh: '没有可以导入的行。请改正有错的行后重新上传。',
    en: 'There is no row to import. Mend the wrong rows and upload the file again.',
  },
  composition_missing: {
    kind: 'invalid',
    zh: '有 {count} 个党支部还没有确定类型，请先逐一确认。',
    en: 'The type of {count} branches is not settled yet. Confirm each of them first.',
  },
  workbook_gone: {
    kind: 'gone',
    zh: '这份工作簿已经删去：导入结束后或满 {days} 天，系统不再保存它。请重新上传。',
    en: 'This workbook is gone: it is kept until its import has ended, and {days} days at most. Please upload it again.',
  },
  no_wrong_rows: { kind: 'not_found', zh: '这次导入没有被拒绝的行。', en: 'This import refused no row.' },
  reason_missing: { kind: 'invalid', zh: '请写明理由；本人可以看到。', en: 'Give a reason; the person will be able to see it.' },
  codes_missing: {
    kind: 'conflict',
    zh: '这些组织还没有组织编码：{names}。请先在“党组织架构”里补正编码，再导出。',
    en: 'These organisations have no code yet: {names}. Give them one under “Organisations”, then export.',
  },
  second_person_needed: {
    kind: 'forbidden',
    zh: '超过 {rows} 人的个人信息导出，需要另一位同事同意。已发出请求。',
    en: 'Exporting personal columns of more than {rows} people needs the consent of a second person.',
  },
  own_second_person: {
    kind: 'forbidden',
    zh: '不能由申请人自己同意，请另一位同事办理。',
    en: 'You cannot consent to your own request. Ask another colleague.',
  },
  export_decided: { kind: 'conflict', zh: '这份导出请求已经处理过。', en: 'This export request has been decided already.' },
  export_expired: { kind: 'gone', zh: '导出文件已过期，请重新申请。', en: 'The exported file has expired. Request it again.' },
  not_in_scope: {
    kind: 'not_found',
    zh: '没有找到，可能已移走，或不在您的管理范围内。',
    en: 'Not found. It may have moved, or lie outside your scope.',
  },
  field_unknown: { kind: 'invalid', zh: '数据标准里没有“{field}”这一项。', en: 'The data standard has no field {field}.' },
  field_not_correctable: {
    kind: 'invalid',
    zh: '“{field}”不能由本人更正，请联系党支部。',
    en: '{field} cannot be corrected by the person. Ask the branch.',
  },
  value_invalid: { kind: 'invalid', zh: '填写的内容不符合数据标准：{why}', en: 'The value does not meet the data standard: {why}' },
  value_unchanged: { kind: 'invalid', zh: '新内容与现在的一样，不用更正。', en: 'The new value is the same as the present one.' },
  correction_pending: {
    kind: 'conflict',
    zh: '这一项已有一个更正在等党支部处理。',
    en: 'A correction of this field is already waiting for the branch.',
  },
  correction_decided: { kind: 'conflict', zh: '这项更正已经处理过。', en: 'This correction has been decided already.' },
  own_correction: {
    kind: 'forbidden',
    zh: '不能由本人审核自己的更正，请其他支部委员或上级办理。',
    en: 'You cannot decide your own correction. Another committee member or the level above does.',
  },
  staff_number_in_use: { kind: 'conflict', zh: '这个学工号已是另一个人的，请核对。', en: 'This staff number belongs to another person. Check it.' },
  id_number_in_use: {
    kind: 'conflict',
    zh: '这个公民身份号码已在另一份档案里，请核对。',
    en: 'This ID number is on another record. Check it.',
  },
  number_unconfirmed: {
    kind: 'conflict',
    zh: '这个号码在这里不能确认，更正没有写入。请把它交给组织部核对后办理。',
    en: 'This number cannot be confirmed here and was not written. Hand the correction to 组织部 (the organisation department) to check it.',
  },
  sign_in_name_taken: {
    kind: 'conflict',
    zh: '学工号 {number} 已是另一个账号的登录名。请先核对这个号码，再到账号页查是谁在用。',
    en: 'The number {number} is the sign-in name of another account. Check the number, then see on the page of accounts who uses it.',
  },
});
export type MemberCode = keyof typeof memberSentences;
