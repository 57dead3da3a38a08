import { z } from 'zod';
import { type Language, type Sentences, say } from '#platform/shared/sentences/sentences.ts';
import { statusOf } from './status.ts';

/** RFC 9457 problem details, in the reader's language. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export function problemOf(
  code: string,
  language: Language,
  catalogue: Sentences,
  params: Readonly<Record<string, string | number>> = {},
  errors: Problem['errors'] = [],
): Problem {
  const sentence = catalogue[code] ?? catalogue.internal;
  const detail = sentence ? say(sentence, language, params) : code;
  return { type: `/api/docs#${code}`, title: detail.split(/[。；.;]/)[0] ?? detail, status: statusOf(code, catalogue), detail, code, params, errors };
}
