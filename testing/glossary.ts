import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A code name of the house and where it is declared. */
export type Term = { readonly code: string; readonly from: string };

const NOT_RULES = /(?:\.test|\/index|\/contract|\/policy|\/words|\/refusals|[-/]sentences|-contract|\/schemas|\/actions|\/place-names)\.ts$/;
const CODE = /^[a-z][A-Za-z0-9_]*$/;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (value: unknown) => isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string' && !('kind' in value);

/** The codes that one exported value of a rule file holds: a list of code words, names by code, or a code table. */
export function codesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.length > 1 && value.every((one) => typeof one === 'string' && CODE.test(one)) ? (value as string[]) : [];
  if (!isRecord(value)) return [];
  if (Array.isArray(value.entries) && typeof value.standard === 'string') {
    const codes = (value.entries as { code: string }[]).map((entry) => entry.code);
    return value.standard.startsWith('GB/T') ? [] : codes;
  }
  const keys = Object.keys(value);
  return keys.length > 1 && keys.every((key) => CODE.test(key)) && Object.values(value).every(isNamed) ? keys : [];
}

/** Every feature folder, every table, every code that a rule file exports. */
export async function termsOf(root: string): Promise<Term[]> {
  const rooms = readdirSync(join(root, 'features'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const terms: Term[] = rooms.map(({ name }) => ({ code: name, from: `features/${name}` }));
  const schema = readFileSync(join(root, 'migrations/schema.sql'), 'utf8');
  for (const [, table] of schema.matchAll(/^CREATE TABLE public\.(\w+)/gm)) terms.push({ code: table as string, from: 'migrations/schema.sql' });
  for (const file of globSync('features/*/*.ts', { cwd: root }).sort()) {
    if (NOT_RULES.test(file)) continue;
    const exported = (await import(join(root, file))) as Record<string, unknown>;
    for (const value of Object.values(exported)) terms.push(...codesIn(value).map((code) => ({ code, from: file })));
  }
  return terms;
}

/** The terms for which the glossary has no line: a code stands there in backticks, in a row that has its Chinese. */
export function notInGlossary(terms: readonly Term[], glossary: string): Term[] {
  const rows = glossary.split('\n').filter((line) => line.startsWith('|') && /\p{Script=Han}/u.test(line));
  const known = new Set(rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((match) => match[1])));
  return terms.filter(({ code }) => !known.has(code));
}
