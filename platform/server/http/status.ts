import type { RefusalKind, Sentences } from '#platform/shared/sentences/sentences.ts';

/** The one place that maps a sort of "no" to an HTTP status. */
export const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  precondition_required: 428,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

/** 500 stands for what nobody foresaw; its sentence is `internal`. */
export function statusOf(code: string, catalogue: Sentences): number {
  const sentence = catalogue[code];
  return !sentence || code === 'internal' ? 500 : statusOfKind[sentence.kind];
}
