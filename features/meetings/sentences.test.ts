import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { platformSentences } from '#platform/shared/sentences/sentences.ts';
import { meetingSentences } from './sentences.ts';

const here = new URL('.', import.meta.url);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe('the sentences of meetings', () => {
  test('every code that a rule refuses with has its sentence', () => {
    const rules = readdirSync(here).filter((name) => /^[a-z-]+\.ts$/.test(name) && !['contract.ts', 'index.ts', 'sentences.ts'].includes(name));
    const codes = rules.flatMap((name) => {
      const text = readFileSync(new URL(name, here), 'utf8');
      return [...text.matchAll(/(?:refused\(|otherwise: |(?:planned|announced|recorded|confirmed|cancelled): )'([a-z_]+)'/g)].map(
        (m) => m[1] as string,
      );
    });
    expect(new Set(codes).size).toBeGreaterThan(30);
    for (const code of codes) expect({ ...platformSentences, ...meetingSentences }, code).toHaveProperty(code);
  });

  test.each(Object.entries(meetingSentences))('%s is whole in both languages, in the same values', (_, { zh, en }) => {
    expect(zh).toMatch(/[。）]$/);
    expect(en).toMatch(/[.)]$/);
    expect(placeholders(zh)).toEqual(placeholders(en));
    expect(`${zh}${en}`).not.toMatch(/[!！]|温馨提示|请知悉/);
  });
});
