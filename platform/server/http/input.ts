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

/** Path, query and body, parsed into the one object that the use-case receives. A bad path parameter is `not_found`. */
export function inputParser(endpoint: Endpoint): (from: { params: unknown; query: unknown; body: unknown }, language: Language) => Record<string, unknown> {
  const params = paramsOf(endpoint);
  const hasParams = Object.keys(params.shape).length > 0;
  return (from, language) => {
    const inPath = hasParams ? params.safeParse(from.params) : undefined;
    if (inPath && !inPath.success) throw new Refusal('not_found');
    const inQuery = endpoint.query?.safeParse(from.query ?? {});
    const inBody = endpoint.body?.safeParse(from.body ?? {});
    const errors = [inQuery, inBody].flatMap((parsed) => (parsed && !parsed.success ? fieldErrors(parsed.error, language) : []));
    if (errors.length > 0) throw new Refusal('invalid_input', {}, errors);
    return { ...inBody?.data, ...inQuery?.data, ...inPath?.data };
  };
}
