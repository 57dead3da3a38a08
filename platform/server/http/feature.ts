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

type Preparing = { readonly prepare: (call: Call, input: never) => Promise<unknown> };

/**
 * A command in two steps. The first runs before the transaction, on the database itself: for what must stand whatever becomes of the command
 * (a try that is counted), and for what takes long and needs no connection. What it finds may have changed when the second begins.
 */
export function prepared<In, Found, Out>(
  prepare: (call: Call, input: In) => Promise<Found>,
  act: (call: Call, input: In, found: Found) => Promise<Out>,
): ((call: Call, input: In) => Promise<Out>) & Preparing {
  return Object.assign((call: Call, input: In) => act(call, input, call.found as Found), { prepare });
}

/** The first step of a command that has one. */
export function preparing(useCase: object): Preparing['prepare'] | null {
  return 'prepare' in useCase ? (useCase as Preparing).prepare : null;
}

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
