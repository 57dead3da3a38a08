import type { z } from 'zod';
import type { Actor } from '../actor/actor.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { PlatformCode } from '../sentences/sentences.ts';

/** The names of a path's parameters: `'/meetings/:meetingId/photos/:fileId'` → `'meetingId' | 'fileId'`. */
export type PathParams<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParams<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

export type Words = { readonly zh: string; readonly en: string };

/**
 * One thing that can be asked, declared once. From it come the route, its validation, the permission it needs, its entry
 * in the OpenAPI document, the typed client of both apps and its rows in the matrix test.
 */
export type Endpoint<Code extends string = string> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Beneath `/api/v1`; every `:nameId` is a UUID unless `params` says otherwise. */
  readonly path: string;
  readonly summary: Words;
  /** The one policy that guards it. A use-case that never asks it is rolled back and answered 500. */
  // biome-ignore lint/suspicious/noExplicitAny: the subject's type is the use-case's affair
  readonly policy: (actor: Actor, subject: any) => Outcome<void, any>;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly output: z.ZodType;
  /** Codes it may refuse with, beyond those of the platform. */
  readonly refusals: readonly (Code | PlatformCode)[];
  /** Edits name the version they change: `If-Match` is required and reaches the use-case as `call.version`. */
  readonly ifMatch?: true;
  /** One file comes along as multipart/form-data, at most this many bytes. */
  readonly upload?: { readonly maxBytes: number };
  /** The answer is a file, not JSON. */
  readonly download?: { readonly mediaType: string };
  /** The answer is a stream of server-sent events. */
  readonly stream?: true;
  /** Changes nothing that anybody must answer for (a notice marked as read), so no audit entry is asked of it. */
  readonly unaudited?: true;
  /** Open also to a session begun with a start code, before its password is set. */
  readonly beforePassword?: true;
  /** The answer holds what is kept nowhere in clear (start codes, a number in full): kept for repeats under its idempotency key only as ciphertext. */
  readonly secretAnswer?: true;
  /** A body for the reference page and the tests; where it is absent one is derived from the schema. */
  readonly example?: Readonly<Record<string, unknown>>;
};

export type Contract = Readonly<Record<string, Endpoint>>;

/** Declares a feature's endpoints. `catalogue` is its sentences: a refusal without a sentence does not compile. */
export function contract<
  const Catalogue extends Readonly<Record<string, unknown>>,
  const C extends Readonly<Record<string, Endpoint<Extract<keyof Catalogue, string>>>>,
>(_catalogue: Catalogue, endpoints: C): C {
  return endpoints;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : unknown;
type Sent<S> = S extends z.ZodType ? z.input<S> : unknown;
type Params<E extends Endpoint> = E['params'] extends z.ZodObject ? z.output<E['params']> : { [K in PathParams<E['path']>]: string };

/** What a use-case receives: path, query and body in one object, parsed. */
export type Input<E extends Endpoint> = Params<E> & Parsed<E['query']> & Parsed<E['body']>;
/** What a page sends. */
export type Request<E extends Endpoint> = Params<E> & Sent<E['query']> & Sent<E['body']>;
/** What a use-case returns, before the output schema has taken away what does not belong. */
export type Output<E extends Endpoint> = z.input<E['output']>;
/** What a page receives. */
export type Response<E extends Endpoint> = z.output<E['output']>;
