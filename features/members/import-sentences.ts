/**
 * What an importer says about a row, one sentence for each kind: what is wrong, with which value, and what to do.
 * `error` refuses the row, `warning` takes it in and lists it, `note` tells how something was read.
 */
import type { Language } from '#platform/shared/sentences/sentences.ts';
import { type Field, ORGANISATION_FIELDS, PERSON_FIELDS } from './fields.ts';

export type Level = 'error' | 'warning' | 'note';
type RowSentence = { readonly level: Level; readonly zh: string; readonly en: string };
const error = (zh: string, en: string): RowSentence => ({ level: 'error', zh, en });
const warning = (zh: string, en: string): RowSentence => ({ level: 'warning', zh, en });
const note = (zh: string, en: string): RowSentence => ({ level: 'note', zh, en });
const unlisted = (en: string) =>
  error(`{field}“{value}”不在代码表里，请改为：{choices}。`, `{field} “{value}” is not ${en}. Choose one of: {choices}.`);

export const importSentences = {
  // What a cell can hold
  formula_cell: error('{field}是公式，不能导入。请复制后“选择性粘贴—数值”。', '{field} holds a formula. Copy it and paste the value only.'),
  text_formula: error(
    '{field}“{value}”以“{sign}”开头，像是公式。请填写真实内容。',
    '{field} “{value}” begins with “{sign}” like a formula. Enter the real content.',
  ),
  error_cell: error('{field}是错误值 {value}，请填写真实内容。', '{field} holds the error value {value}. Enter the real content.'),
  boolean_cell: error('{field}是逻辑值 {value}，请填写文字。', '{field} holds the logical value {value}. Enter text.'),
  invisible_character: error(
    '{field}里有看不见的字符 {value}，请删掉后重新输入。',
    '{field} contains the invisible character {value}. Delete the text and type it again.',
  ),
  broken_character: error('{field}“{value}”里有乱码，请重新输入。', '{field} “{value}” contains broken characters. Type it again.'),
  line_break: error('{field}“{value}”里有换行，请写在一行。', '{field} “{value}” contains a line break. Write it on one line.'),
  // 姓名 and other text
  name_missing: error('没有填写姓名，请补上。', 'The name is missing. Enter it.'),
  name_too_long: error(
    '姓名有 {length} 个字，最多 50 个。请核对是否填错了列。',
    'The name has {length} characters, at most 50 are allowed. Check whether the column is right.',
  ),
  name_digits: error('姓名“{value}”里有数字，请改正。', 'The name “{value}” contains digits. Correct it.'),
  name_not_han: warning(
    '姓名“{value}”里有汉字和“·”以外的字符，可以导入，请核对。',
    'The name “{value}” contains characters other than Han characters and “·”. It can be taken in; please check.',
  ),
  note_too_long: error('备注有 {length} 个字，最多 500 个，请删减。', 'The note has {length} characters, at most 500 are allowed. Shorten it.'),
  title_too_long: error('组织名称有 {length} 个字，最多 100 个，请核对。', 'The organisation name has {length} characters, at most 100 are allowed.'),
  mandatory_missing: warning('没有填写{field}，可以导入，请尽快补上。', '{field} is missing. It can be taken in; please complete it.'),
  // Code tables
  sex_unknown: unlisted('in GB/T 2261.1'),
  ethnicity_unknown: error(
    '民族“{value}”不是 56 个民族之一（GB/T 3304），请核对，例如 汉族。',
    'Ethnic group “{value}” is not one of the 56 of GB/T 3304, for example 汉族.',
  ),
  education_unknown: error(
    '学历“{value}”不在代码表里（GB/T 4658），请从模板的列表中选，例如 大学本科、硕士研究生、大学本科在读。',
    'Education “{value}” is not in GB/T 4658. Choose from the list in the template, for example 大学本科.',
  ),
  degree_unknown: error(
    '学位“{value}”不在代码表里（GB/T 6864），请从模板的列表中选，例如 学士、工学硕士、理学博士。',
    'Degree “{value}” is not in GB/T 6864. Choose from the list in the template, for example 工学硕士.',
  ),
  identity_unknown: unlisted('an identity of the standard'),
  category_unknown: unlisted('a category of the standard'),
  posts_unknown: unlisted('a post of the standard'),
  post_twice: error('党内职务“{value}”写了两次，请删去一个。', 'The post “{value}” is written twice. Delete one.'),
  mobile_unknown: unlisted('是 or 否'),
  kind_unknown: unlisted('a kind of organisation'),
  composition_unknown: unlisted('a type of branch'),
  place_unknown: error(
    '籍贯“{value}”不是以省、自治区、直辖市开头的地名，请写成“湖南长沙”这样。',
    'Native place “{value}” does not begin with a province. Write it like 湖南长沙.',
  ),
  place_format: error(
    '籍贯“{value}”太长或含有数字、符号，请只写到省、市、县。',
    'Native place “{value}” is too long or contains digits or signs. Write province, city and county only.',
  ),
  // Dates
  date_two_digit_year: error(
    '{field}“{value}”的年份只有两位，请写成四位，例如 2019-07-01。',
    '{field} “{value}” has a year of two digits. Write four, for example 2019-07-01.',
  ),
  date_year_month: error(
    '{field}“{value}”只写到月，请写到日，例如 2019-07-01。',
    '{field} “{value}” has no day. Write the whole date, for example 2019-07-01.',
  ),
  date_year_only: error(
    '{field}“{value}”只写了年份，请写到日，例如 2019-07-01。',
    '{field} “{value}” is only a year. Write the whole date, for example 2019-07-01.',
  ),
  date_with_time: error('{field}“{value}”带有时刻，请只写日期。', '{field} “{value}” carries a time of day. Write the date only.'),
  date_no_such_day: error('{field}“{value}”不存在，请核对年月日。', '{field} “{value}”: there is no such day. Check it.'),
  date_number: error(
    '{field}的数字 {value} 不能读成日期，请写成 2019-07-01 这样。',
    '{field}: the number {value} is no date. Write it like 2019-07-01.',
  ),
  date_format: error('{field}“{value}”看不懂，请写成 2019-07-01 这样。', '{field} “{value}” cannot be read as a date. Write it like 2019-07-01.'),
  date_in_future: error('{field} {value} 还没有到，请核对。', '{field} {value} lies in the future. Check it.'),
  // 公民身份号码
  id_missing: error('没有填写公民身份号码，请补上。', 'The ID number is missing. Enter it.'),
  id_number_cell: error(
    '公民身份号码是数字格式，末几位已被表格软件改掉。请把单元格设为文本，再重新输入 18 位号码。',
    'The ID number is a number cell and has lost its last digits. Format the cell as text and type all 18 characters again.',
  ),
  id_rounded: error(
    '公民身份号码“{value}”被表格软件写成了科学记数，号码已不完整。请设为文本后重新输入。',
    'The ID number “{value}” was turned into scientific notation and is no longer complete. Format the cell as text and type it again.',
  ),
  id_dash: error('公民身份号码“{value}”里有横线，请去掉。', 'The ID number “{value}” contains dashes. Take them out.'),
  id_masked: error('公民身份号码“{value}”被遮盖了，请填写完整的 18 位。', 'The ID number “{value}” is masked. Enter all 18 characters.'),
  id_length: error(
    '公民身份号码“{value}”有 {length} 位，应为 18 位，请核对。',
    'The ID number “{value}” has {length} characters instead of 18. Check it.',
  ),
  id_characters: error(
    '公民身份号码“{value}”里有数字和末位 X 以外的字符，请核对。',
    'The ID number “{value}” contains characters other than digits and a final X. Check it.',
  ),
  id_birth_invalid: error(
    '公民身份号码“{value}”中的出生日期不存在，请核对第 7–14 位。',
    'The birth date in the ID number “{value}” does not exist. Check characters 7 to 14.',
  ),
  id_check: error(
    '公民身份号码“{value}”的校验位不对，多半是抄错了一位，请核对。',
    'The check character of the ID number “{value}” is wrong; a digit was probably mistyped. Check it.',
  ),
  id_birth_differs: error(
    '出生日期 {value} 与公民身份号码中的 {other} 不一致，请核对。',
    'The birth date {value} differs from {other} in the ID number. Check both.',
  ),
  id_sex_differs: error(
    '性别“{value}”与公民身份号码第 17 位不一致，请核对。',
    'Sex “{value}” does not agree with the 17th character of the ID number. Check both.',
  ),
  id_widened: warning(
    '公民身份号码是 15 位的旧号码，已升为 18 位 {value}，请核对。',
    'The ID number had 15 digits and was widened to {value}. Please check.',
  ),
  id_twice: error(
    '公民身份号码与第 {row} 行相同，同一人只能有一行。请删去一行或改正号码。',
    'The ID number is the same as in row {row}. Keep one row or correct the number.',
  ),
  // 学工号 and 组织编码
  staff_number_missing: error(
    '没有填写学工号，请补上；它也是登录名。',
    'The staff or student number is missing. Enter it; it is also the sign-in name.',
  ),
  staff_number_cell: error(
    '学工号 {value} 是数字格式，开头的 0 可能已丢失。请把单元格设为文本后重新输入。',
    'The staff number {value} is a number cell and may have lost leading zeros. Format the cell as text and type it again.',
  ),
  staff_number_rounded: error(
    '学工号“{value}”被写成了科学记数，请设为文本后重新输入。',
    'The staff number “{value}” was turned into scientific notation. Format the cell as text and type it again.',
  ),
  staff_number_is_id: error(
    '学工号这一列里是公民身份号码，请核对是否填错了列。',
    'The column of the staff or student number holds an ID number. Check whether columns have slipped.',
  ),
  staff_number_format: error(
    '学工号“{value}”只能有字母、数字、“-”和“_”，2–32 位，请核对。',
    'The staff number “{value}” may hold letters, digits, “-” and “_” only, 2 to 32 of them.',
  ),
  staff_number_twice: error(
    '学工号 {value} 与第 {row} 行相同，请核对是哪一位的。',
    'The staff number {value} is the same as in row {row}. Check whose it is.',
  ),
  staff_number_taken: error('学工号 {value} 已是另一个人的，请核对。', 'The staff number {value} belongs to another person. Check it.'),
  sign_in_name_taken: error(
    '学工号 {value} 已是另一个账号的登录名。请先核对号码，再到账号页查是谁在用。',
    'The staff number {value} is the sign-in name of another account. Check the number, then look on the accounts page for who uses it.',
  ),
  organisation_code_cell: error(
    '{field} {value} 是数字格式，开头的 0 可能已丢失。请把单元格设为文本后重新输入。',
    '{field} {value} is a number cell and may have lost leading zeros. Format the cell as text and type it again.',
  ),
  organisation_code_format: error('{field}“{value}”应为 2–20 位数字，请核对。', '{field} “{value}” must be 2 to 20 digits.'),
  // 手机号码 and 电子邮箱
  phone_length: error(
    '手机号码“{value}”有 {length} 位，应为 11 位，请核对。',
    'The mobile number “{value}” has {length} digits instead of 11. Check it.',
  ),
  phone_start: error('手机号码“{value}”应以 13–19 开头，请核对。', 'The mobile number “{value}” must begin with 13 to 19. Check it.'),
  phone_landline: error('“{value}”像是固定电话，请填手机号码。', '“{value}” looks like a landline. Enter a mobile number.'),
  phone_several: error('手机号码“{value}”里有不止一个号码，请只留一个。', '“{value}” holds more than one mobile number. Keep one.'),
  phone_characters: error(
    '手机号码“{value}”里有数字以外的字符，请核对。',
    'The mobile number “{value}” contains characters other than digits. Check it.',
  ),
  email_format: error(
    '电子邮箱“{value}”格式不对，请写成 name@example.edu.cn 这样。',
    'The e-mail “{value}” is not well-formed. Write it like name@example.edu.cn.',
  ),
  email_several: error('电子邮箱“{value}”里有不止一个地址，请只留一个。', '“{value}” holds more than one e-mail address. Keep one.'),
  email_full_width: error('电子邮箱“{value}”里有全角字符，请改为半角。', 'The e-mail “{value}” contains full-width characters. Use half-width ones.'),
  email_too_long: error('电子邮箱有 {length} 个字符，最多 254 个，请核对。', 'The e-mail has {length} characters, at most 254 are allowed.'),
  // Category and dates of a person
  category_missing: error('没有填写人员类别，请补上。', 'The category is missing. Enter it.'),
  applied_missing: error('{category}必须有申请入党日期，请补上。', 'A person of category {category} needs the date of application. Enter it.'),
  admitted_missing: error('{category}必须有加入党组织日期，请补上。', 'A person of category {category} needs the date of admission. Enter it.'),
  converted_missing: error('正式党员必须有转为正式党员日期，请补上。', 'A full member needs the date of conversion. Enter it.'),
  admitted_contradicts: error(
    '人员类别是{category}，却有加入党组织日期 {value}。请核对类别或删去日期。',
    'The category is {category}, yet there is a date of admission, {value}. Correct one of them.',
  ),
  converted_contradicts: error(
    '人员类别是{category}，却有转为正式党员日期 {value}。请核对类别或删去日期。',
    'The category is {category}, yet there is a date of conversion, {value}. Correct one of them.',
  ),
  born_before_1900: error('出生日期 {value} 早于 1900 年，请核对。', 'The birth date {value} is before 1900. Check it.'),
  applied_under_18: error(
    '申请入党日期 {value} 时未满 18 岁（{other} 满），请核对。',
    'On the day of application, {value}, the person was not yet 18 (that is {other}). Check the dates.',
  ),
  admitted_under_18: error(
    '加入党组织日期 {value} 时未满 18 岁（{other} 满），请核对。',
    'On the day of admission, {value}, the person was not yet 18 (that is {other}). Check the dates.',
  ),
  admitted_not_after_applied: error(
    '加入党组织日期 {value} 应晚于申请入党日期 {other}，请核对。',
    'The date of admission, {value}, must be later than the application, {other}. Check both.',
  ),
  converted_before_admitted: error(
    '转为正式党员日期 {value} 早于加入党组织日期 {other}，请核对。',
    'The date of conversion, {value}, is before the admission, {other}. Check both.',
  ),
  converted_too_early: error(
    '转为正式党员日期 {value} 不满预备期，最早应为 {other}，请核对。',
    'The date of conversion, {value}, falls within probation; the earliest is {other}. Check both.',
  ),
  converted_early_before_1956: warning(
    '1956 年以前入党，转为正式党员日期 {value} 距入党不满一年；当时规定不同，可以导入，请核对。',
    'Admitted before 1956 and converted on {value}, within a year. The rules of the time differed; it can be taken in, please check.',
  ),
  probation_over: warning(
    '预备期已于 {value} 届满，名册里没有延长或转正，可以导入，请及时讨论转正。',
    'Probation ended on {value} with neither extension nor conversion on the roster. It can be taken in; please discuss the conversion.',
  ),
  // Where a person belongs
  organisation_missing: error('没有填写所在党组织编码，请补上。', 'The code of the organisation is missing. Enter it.'),
  organisation_unknown: error(
    '所在党组织编码 {value} 不存在，或不在您的管理范围内，请核对。',
    'There is no organisation {value}, or it is outside your scope. Check the code.',
  ),
  organisation_by_name: error(
    '所在党组织要填编码，不是名称。“{value}”的编码是 {other}。',
    'Enter the code of the organisation, not its name. The code of “{value}” is {other}.',
  ),
  organisation_row_wrong: error(
    '所在党组织 {value} 在党组织表第 {row} 行有错，未能导入。请先改正那一行。',
    'Organisation {value} is refused in row {row} of the sheet 党组织. Correct that row first.',
  ),
  member_outside_branch: error(
    '党员必须编入党支部，{value} 是{kind}。请填党支部的编码。',
    'A member belongs to a branch, but {value} is a {kind}. Enter the code of a branch.',
  ),
  member_in_group: error('{value} 是党小组，请填它所在的党支部的编码。', '{value} is a group. Enter the code of the branch that it belongs to.'),
  post_not_full: error(
    '党内职务“{value}”应由正式党员担任，此人是{category}。请核对职务或类别。',
    'The post “{value}” is held by full members; this person is {category}. Correct one of them.',
  ),
  second_secretary: error(
    '{value} 已有书记（第 {row} 行），一个党支部只能有一名书记，请核对。',
    'Organisation {value} already has a secretary (row {row}); there is only one. Check both rows.',
  ),
  secretary_exists: error(
    '{value} 现任书记不在这份表里，不能再导入一名书记。请先办理任免，或把现任书记一起列入。',
    'The present secretary of {value} is not in this workbook. End that post first, or include the present secretary.',
  ),
  needs_transfer: error('此人需要先办理组织关系转接。', 'This person needs a transfer first.'),
  // Organisations
  code_missing: error('没有填写组织编码，请补上。', 'The organisation code is missing. Enter it.'),
  title_missing: error('没有填写组织名称，请补上。', 'The organisation name is missing. Enter it.'),
  kind_missing: error('没有填写组织类别，请补上。', 'The kind of organisation is missing. Enter it.'),
  parent_missing: error(
    '没有填写上级组织编码，请补上；只有学校党委可以不填。',
    'The code of the parent is missing. Only the university committee has none.',
  ),
  code_twice: error('组织编码 {value} 与第 {row} 行相同，请核对。', 'The organisation code {value} is the same as in row {row}. Check both.'),
  title_twice: error('同一上级下已有“{value}”（第 {row} 行），请核对。', 'The same parent already has “{value}” (row {row}). Check both.'),
  parent_itself: error('上级组织编码 {value} 就是它自己，请改正。', 'The parent {value} is the organisation itself. Correct it.'),
  parent_unknown: error(
    '上级组织编码 {value} 不存在，请核对，或先列出上级。',
    'There is no organisation {value} to be the parent. Check the code or list the parent.',
  ),
  parent_wrong: error(
    '上级组织 {value} 在第 {row} 行有错，未能导入。请先改正那一行。',
    'The parent {value} is refused in row {row}. Correct that row first.',
  ),
  post_not_here: error(
    '{kind}不设“{value}”这个职务，请核对党内职务，或导入后在它所属的组织上任职。',
    'A {kind} has no post “{value}”. Check the post, or appoint in the organisation it belongs to after the import.',
  ),
  parent_kind: error('{kind}不能设在{value}之下，请核对类别和上级。', 'A {kind} cannot be placed under a {value}. Check kind and parent.'),
  code_not_under_parent: error(
    '组织编码 {value} 应为上级编码 {other} 后加两位数字，请核对。',
    'The code {value} must be the parent’s code {other} followed by two digits.',
  ),
  root_kind: error(
    '没有上级的只能是学校党委，这一行的类别是{value}，请核对。',
    'Only the university committee has no parent; this row is a {value}. Check it.',
  ),
  root_code_differs: error(
    '学校党委的组织编码是 {other}，这里是 {value}，请核对。',
    'The code of the university committee is {other}, not {value}. Check it.',
  ),
  organisation_out_of_scope: error(
    '组织 {value} 不在您的管理范围内，不能导入。',
    'Organisation {value} is outside your scope and cannot be imported.',
  ),
  composition_ignored: note('只有党支部有支部类型，这里的“{value}”没有采用。', 'Only a branch has a type; “{value}” was not used.'),
  years_range: error('届期“{value}”应为 1–5 的整年数，请核对。', 'The length of term “{value}” must be a whole number of years from 1 to 5.'),
  founded_before_party: error('成立日期 {value} 早于 1921 年 7 月，请核对。', 'The founding date {value} is before July 1921. Check it.'),
  term_before_founded: error(
    '本届开始日期 {value} 早于成立日期 {other}，请核对。',
    'The term began on {value}, before the founding on {other}. Check both.',
  ),
  // Notes: what was tolerated
  spaces_removed: note('{field}里的空格已去掉。', 'Spaces in {field} were removed.'),
  half_width: note('{field}里的全角字符已改为半角。', 'Full-width characters in {field} were made half-width.'),
  upper_x: note('公民身份号码末位的小写 x 已改为 X。', 'The final x of the ID number was made X.'),
  phone_prefix: note('手机号码前的国家代码或横线已去掉。', 'The country code or dashes of the mobile number were removed.'),
  phone_as_number: note('手机号码是数字格式，已按文本读取。', 'The mobile number was a number cell and was read as text.'),
  date_as_text: note('{field}“{value}”已读作 {other}。', '{field} “{value}” was read as {other}.'),
  date_serial: note('{field}的数字 {value} 已读作 {other}。', '{field}: the number {value} was read as {other}.'),
  ethnicity_short: note('民族“{value}”已读作“{other}”。', 'Ethnic group “{value}” was read as “{other}”.'),
  years_as_text: note('届期“{value}”已读作 {other} 年。', 'The length of term “{value}” was read as {other} years.'),
  number_as_text: note('{field}是数字，已按文字读取。', '{field} was a number and was read as text.'),
} as const satisfies Record<string, RowSentence>;

export type MessageCode = keyof typeof importSentences;
/** `column` is the standard field name (its Chinese header). Values of encrypted fields are masked before they come here. */
export type Message = { readonly column: string; readonly code: MessageCode; readonly params: Readonly<Record<string, string | number>> };

const byHeader = new Map<string, Field>([...ORGANISATION_FIELDS, ...PERSON_FIELDS].map((one) => [one.zh, one]));

export const levelOf = (code: MessageCode): Level => importSentences[code].level;

/** The sentence of a message in the reader's language. */
export function sayMessage(message: Message, language: Language = 'zh-CN'): string {
  const field = byHeader.get(message.column);
  const english = language === 'en';
  const named: Record<string, string | number> = { field: (english ? field?.en : field?.zh) ?? message.column, ...message.params };
  const text = english ? importSentences[message.code].en : importSentences[message.code].zh;
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => String(named[name] ?? whole));
  return english ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled;
}
