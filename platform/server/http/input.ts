import { z } from 'zod';
import type { Endpoint } from '#platform/shared/contract/contract.ts';
import type { Language } from '#platform/shared/sentences/sentences.ts';
import { Refusal } from '../call/call.ts';
import { fieldErrors } from './field-errors.ts';

/** The path's parameters: each a UUID, unless the contract says otherwise. */
export function paramsOf(endpoint: Endpoint): z.ZodObject {
  if (endpoint.params) return endpoint.params;
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
  return z.object(Object.fromEntries(names.map((name) => [name, z.uuid()])));
}

/** Where a text holds what no database keeps and nobody typed: a null character, or half of a character. */
function unwritable(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? [path.join('.')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unwritable(inner, [...path, name]));
}

/** Path, query and body, parsed into the one object that the use-case receives. A bad path parameter is `not_found`. */
export function inputParser(
  endpoint: Endpoint,
): (from: { params: unknown; query: unknown; body: unknown }, language: Language) => Record<string, unknown> {
  const params = paramsOf(endpoint);
  const hasParams = Object.keys(params.shape).length > 0;
  return (from, language) => {
    const inPath = hasParams ? params.safeParse(from.params) : undefined;
    if (inPath && !inPath.success) throw new Refusal('not_found');
    const inQuery = endpoint.query?.safeParse(from.query ?? {});
    const inBody = endpoint.body?.safeParse(from.body ?? {});
    const errors = [inQuery, inBody].flatMap((parsed) => (parsed && !parsed.success ? fieldErrors(parsed.error, language) : []));
    for (const path of errors.length > 0 ? [] : [inQuery, inBody].flatMap((parsed) => unwritable(parsed?.data))) {
      errors.push({
        path,
        code: 'unwritable',
        message:
          language === 'en' ? 'This field holds a character that cannot be kept; please type it again.' : '这一项里有无法保存的字符，请重新输入。',
      });
    }
    if (errors.length > 0) throw new Refusal('invalid_input', {}, errors);
    return { ...inBody?.data, ...inQuery?.data, ...inPath?.data };
  };
}
