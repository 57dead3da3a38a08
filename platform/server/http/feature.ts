import type { Contract, Endpoint, Input, Output } from '#platform/shared/contract/contract.ts';
import type { Sentences } from '#platform/shared/sentences/sentences.ts';
import type { Call } from '../call/call.ts';
import type { Services } from '../call/services.ts';
import type { JobKind } from '../jobs/jobs.ts';

/** A file as an answer. */
export type Download = {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Buffer | NodeJS.ReadableStream;
  readonly inline?: boolean;
};

type Handler<E extends Endpoint> = (
  call: Call,
  input: Input<E>,
) => Promise<E['download'] extends object ? Download : E['stream'] extends true ? void : Output<E>>;
export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> };

/** Contract ↔ use-cases; a missing one does not compile. */
export function routes<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
): { readonly contract: Contract; readonly handlers: Readonly<Record<string, (call: Call, input: never) => Promise<unknown>>> } {
  return { contract, handlers: handlers as never };
}

/** A feature as the server knows it. */
export type Feature = {
  readonly name: string;
  readonly sentences: Sentences;
  readonly routes: readonly ReturnType<typeof routes>[];
  readonly jobs?: readonly JobKind[];
  /** Runs just after midnight in Shanghai, once for each day. */
  readonly atMidnight?: (services: Services, day: string) => Promise<void>;
  /** Runs once beside the first requests, so that none of them pays for what is slow the first time. */
  readonly warmUp?: (services: Services) => Promise<void>;
};
