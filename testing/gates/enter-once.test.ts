import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ORGANISATION_FIELDS, PERSON_FIELDS } from '#features/members/fields.ts';
import { wordsOf } from '../../scripts/vite/words.ts';
import { operations } from '../matrix/operations.ts';

/**
 * 只填一次: no form asks for what the platform already knows. What it holds of a person or an organisation is what the data standard names, and only
 * what makes or corrects that very record may ask for it. All else that has to be filled in is declared here as new, with what makes it so.
 */
const standard = [...PERSON_FIELDS, ...ORGANISATION_FIELDS].filter(({ kind }) => kind !== 'note');
const heldNames = new Set<string>(standard.map(({ key }) => key));
const heldWords = new Set(standard.flatMap(({ zh, synonyms }) => [zh, ...synonyms]));

/** The record is made or renamed by it. */
const makes: Readonly<Record<string, readonly string[]>> = {
  'accounts.register': ['name', 'phone'],
  'accounts.setUp': ['name'],
  'organisations.found': ['kind', 'name'],
  'organisations.rename': ['name'],
  'organisations.merge': ['name'],
  'organisations.split': ['name'],
};
/** The word is that of the standard, the thing is another. */
const anotherThing: Readonly<Record<string, readonly string[]>> = {
  'accounts.setUp': ['code'],
  'calendar.previewCalendar': ['name', 'kind'],
  'calendar.setCalendar': ['name', 'kind'],
  'meetings.planMeeting': ['kind'],
  'meetings.recordMeeting': ['kind'],
  'meetings.signInToMeeting': ['code'],
};
const fresh: Readonly<Record<string, readonly string[]>> = {
  'only this person knows it, or says with it who they are': ['username', 'password', 'current'],
  'the first there is': ['university'],
  'the day or hour on which it happens, or from which it holds': ['on', 'from', 'to', 'day', 'startsOn', 'startsAt', 'receivedAt'],
  'why, and what was said': ['reason', 'title', 'text', 'matter', 'value', 'clock', 'basis'],
  'a choice of the one who acts': [
    'language',
    'field',
    'answer',
    'answers',
    'approved',
    'accepted',
    'post',
    'ground',
    'vote',
    'mixed',
    'joint',
    'columnId',
    'place',
    'columns',
  ],
  'what was read, and is signed for': ['step', 'sha256'],
  'whose text it was before it is reprinted': ['source', 'author', 'originalTitle', 'address', 'editor'],
  'what was seen in the room': ['status', 'yes', 'no', 'abstain', 'consentOfLevelAbove', 'votedByMeeting'],
  'a measure that is set': [
    ...['years', 'committee', 'generalBranch', 'directBranch', 'branch', 'schoolCommitteeFrom', 'schoolGeneralBranchFrom', 'unitsOfJointBranch'],
    ...['secretaryStandingYears', 'ratioMet', 'ratioDue', 'dueDaysOfMonth', 'dueDaysOfQuarter', 'daysBeforeAbove', 'fewestMeetings'],
    ...['daysToConfirm', 'committeeFewest', 'committeeMost', 'termDueMonths'],
  ],
};
const freshNames = new Set(Object.values(fresh).flat());

type Schema = { format?: string; type?: string; properties?: Record<string, Schema>; required?: string[]; items?: Schema; anyOf?: Schema[] };
type Asked = { readonly name: string; readonly required: boolean; readonly chosen: boolean };
type Form = { readonly key: string; readonly fields: readonly Asked[] };

/** Every single thing that a body asks for. A row is chosen by its id, not written. */
function fieldsOf(schema: Schema, name = '', required = false): Asked[] {
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([key, inner]) => fieldsOf(inner, key, (schema.required ?? []).includes(key)));
  if (schema.items) return fieldsOf(schema.items, name, required);
  const given = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (given.length > 0) return given.flatMap((inner) => fieldsOf(inner, name, required && given.length === schema.anyOf?.length));
  return [{ name, required, chosen: schema.format === 'uuid' }];
}
const formOf = (key: string, body: z.ZodType): Form => ({
  key,
  fields: fieldsOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema),
});
const forms = operations.flatMap(({ key, endpoint }) => (endpoint.method !== 'GET' && endpoint.body ? [formOf(key, endpoint.body)] : []));
const neededOf = ({ fields }: Form) => fields.filter(({ required, chosen }) => required && !chosen).map(({ name }) => name);

const wrongIn = (form: Form): string[] =>
  neededOf(form).flatMap((name) => {
    if (!heldNames.has(name)) return freshNames.has(name) ? [] : [`${form.key} asks for ${name}: is it new?`];
    return makes[form.key]?.includes(name) || anotherThing[form.key]?.includes(name) ? [] : [`${form.key} asks for ${name}, which is on record`];
  });

const root = join(import.meta.dirname, '../..');
/** What a page may ask for by a word of the standard: it makes or corrects the record, says who one is, or means another thing. */
const onPages: Readonly<Record<string, readonly string[]>> = {
  'features/accounts/member/RegisterPage.vue': ['姓名', '手机号'],
  'features/accounts/member/SignInPage.vue': ['学工号'],
  'features/calendar/console/EditPage.vue': ['名称'],
  'features/organisations/console/CommitteeLine.vue': ['成立日期'],
  'features/organisations/console/PostsTab.vue': ['职务'],
  'features/organisations/console/SplitParts.vue': ['支部类型'],
  'features/organisations/console/TreeActs.vue': ['名称', '组织类别', '支部类型', '组织编码'],
};
const counted = { pages: 0, labels: 0, later: 0 };

/** The words beside what is filled in on a page; those put together while it runs are counted only. */
async function labelsOf(client: 'member' | 'console'): Promise<{ file: string; label: string }[]> {
  const tree = await wordsOf(client, 'zh-CN');
  const wordAt = (key: string) =>
    key.split('.').reduce<unknown>((one, part) => (one && typeof one === 'object' ? (one as Record<string, unknown>)[part] : undefined), tree);
  return globSync([`features/*/${client}/**/*.vue`, `apps/${client}/**/*.vue`], { cwd: root }).flatMap((file) => {
    const asked = [...readFileSync(join(root, file), 'utf8').matchAll(/<FormField\b(?:"[^"]*"|[^">])*>/g)].map(([tag]) => tag);
    if (asked.length > 0) counted.pages += 1;
    return asked.flatMap((tag) => {
      const keys = [...(/:label="([^"]*)"/.exec(tag)?.[1] ?? '').matchAll(/'(\w+(?:\.\w+)+)'/g)].map((match) => match[1] as string);
      if (keys.length === 0) counted.later += 1;
      counted.labels += keys.length;
      return keys.map((key) => ({ file, label: String(wordAt(key)) }));
    });
  });
}

afterAll(() => {
  const fields = forms.flatMap((form) => form.fields);
  console.log(
    `enter once: ${forms.length} commands are filled in, ${fields.length} fields, ${forms.flatMap(neededOf).length} must be written, none of which is on record; ${counted.pages} pages with forms, ${counted.labels} labels (${counted.later} more are put together while the page runs)`,
  );
});

test('no command must be told what is on record, or what nobody has declared as new', () => {
  expect(forms.length).toBeGreaterThan(50);
  expect(forms.flatMap(wrongIn)).toEqual([]);
});

test('no page asks by its label for what is on record', async () => {
  const labels = [...(await labelsOf('member')), ...(await labelsOf('console'))];
  expect(labels.length).toBeGreaterThan(80);
  const asked = labels.filter(({ label }) => heldWords.has(label));
  expect(asked.filter(({ file, label }) => !onPages[file]?.includes(label))).toEqual([]);
  const excused = Object.entries(onPages).flatMap(([file, words]) => words.map((label) => ({ file, label })));
  expect(
    excused.filter((one) => !asked.some(({ file, label }) => file === one.file && label === one.label)),
    'left over',
  ).toEqual([]);
});

/** Beside choices, files, filters and the search. */
test('what is written on a page is written in a field with a label', () => {
  const bare = globSync(['features/*/{member,console}/**/*.vue', 'apps/{member,console}/**/*.vue'], { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/<(?:input|textarea|select)\b(?:"[^"]*"|[^">])*>/g)]
      .map(([tag]) => `${file}: ${tag}`)
      .filter((tag) => !/\b(?:type="(?:radio|checkbox|file|date)"|role="combobox")/.test(tag)),
  );
  expect(bare).toEqual([]);
});

test('a word of the standard, and one that nobody has declared, are found; no declaration is left over', () => {
  const planted = formOf(
    'meetings.planMeeting',
    z.object({ kind: z.string(), birthDate: z.string(), secretaryName: z.string(), email: z.string().optional() }),
  );
  expect(wrongIn(planted)).toEqual([
    'meetings.planMeeting asks for birthDate, which is on record',
    'meetings.planMeeting asks for secretaryName: is it new?',
  ]);
  const needed = new Set(forms.flatMap(neededOf));
  expect([...freshNames].filter((name) => !needed.has(name))).toEqual([]);
  for (const table of [makes, anotherThing])
    for (const [key, names] of Object.entries(table)) {
      const form = forms.find((one) => one.key === key);
      expect(
        names.filter((name) => !form || !neededOf(form).includes(name)),
        key,
      ).toEqual([]);
    }
});
