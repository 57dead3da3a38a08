import type { Actor } from '#platform/shared/actor/actor.ts';
import { type Day, dayOf } from '#platform/shared/day/day.ts';
import type { Outcome } from '#platform/shared/outcome/outcome.ts';
import type { Language } from '#platform/shared/sentences/sentences.ts';
import { type AuditEntry, writeAudit } from '../audit/audit.ts';
import type { Db } from '../db/db.ts';
import { announce, type LiveEvent } from '../events/events.ts';
import type { Services } from './services.ts';

/** Carries a refusal out of a use-case: the transaction is rolled back and the code becomes a sentence. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fields: readonly { path: string; code: string; message: string }[];
  constructor(code: string, params: Readonly<Record<string, string | number>> = {}, fields: Refusal['fields'] = []) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a policy's subject is checked where it is asked
type AnyPolicy = (actor: Actor, subject: any) => Outcome<void, string>;
type SubjectOf<P extends AnyPolicy> = P extends (actor: Actor, subject: infer S) => unknown ? S : never;

/** One request on its way in: who asks, when, in which transaction. A use-case receives it first. */
export class Call {
  /** The transaction of a command; for a question the database itself. Repositories are made from it. */
  readonly tx: Db;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: Day;
  readonly language: Language;
  readonly requestId: string;
  readonly services: Services;
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  readonly device: string;
  /** Policies asked so far, and audit entries written: read by the doorway at the end. */
  readonly asked = new Set<unknown>();
  audited = 0;
  /** Set by sign-in and sign-out alone: the cookie to send. */
  cookie: { readonly token: string | null; readonly until: Date | null } | undefined;
  /** What must be done although the command was refused: bytes that its row would have named are taken away. */
  readonly remembered: (() => Promise<unknown>)[] = [];
  /** What can only be done once the command stands: bytes that nothing names any more. */
  readonly concluded: (() => Promise<unknown>)[] = [];
  /** What the command's first step found, before its transaction. */
  found: unknown;
  readonly #version: number | null;

  constructor(from: {
    tx: Db;
    actor: Actor;
    now: Date;
    language: Language;
    requestId: string;
    services: Services;
    version?: number | null;
    file?: Call['file'];
    device?: string;
  }) {
    this.tx = from.tx;
    this.actor = from.actor;
    this.now = from.now;
    this.today = dayOf(from.now);
    this.language = from.language;
    this.requestId = from.requestId;
    this.services = from.services;
    this.#version = from.version ?? null;
    this.file = from.file ?? null;
    this.device = from.device ?? '';
  }

  /** Asks the policy and hands the subject back, no longer absent. An absent subject is `not_found`. */
  permit<P extends AnyPolicy>(policy: P, subject: SubjectOf<P> | null | undefined): SubjectOf<P>;
  permit<P extends (actor: Actor) => Outcome<void, string>>(policy: P): void;
  permit(policy: AnyPolicy, ...rest: unknown[]): unknown {
    this.asked.add(policy);
    const subject = rest[0];
    if (rest.length > 0 && (subject === null || subject === undefined)) {
      // Who may not even ask is told so first; a stranger learns nothing of what exists.
      if (this.actor.kind === 'anonymous') throw new Refusal('not_signed_in');
      throw new Refusal('not_found');
    }
    if (this.actor.kind === 'system') return subject;
    const answer = policy(this.actor, subject);
    if (!answer.ok) throw new Refusal(this.actor.kind === 'anonymous' ? 'not_signed_in' : answer.code, answer.params);
    return subject;
  }

  /** The value of a rule's answer, or out with its code. */
  accept<T>(outcome: Outcome<T, string>): T {
    if (!outcome.ok) throw new Refusal(outcome.code, outcome.params);
    return outcome.value;
  }

  refuse(code: string, params: Record<string, string | number> = {}, fields: Refusal['fields'] = []): never {
    throw new Refusal(code, params, fields);
  }

  /** The version named by `If-Match` must be the row's own: 412 on a lost update. */
  matchVersion(row: { readonly version: number }): void {
    if (this.#version !== null && row.version !== this.#version) throw new Refusal('changed_meanwhile', { version: row.version });
  }

  afterCommit(act: () => Promise<unknown>): void {
    this.concluded.push(act);
  }

  afterRollback(act: () => Promise<unknown>): void {
    this.remembered.push(act);
  }

  async audit(...entries: AuditEntry[]): Promise<void> {
    this.audited += entries.length;
    await writeAudit(this.tx, this.actor, this.now, this.requestId, entries);
  }

  /** Told to open pages when the transaction commits, not before. */
  async announce(event: LiveEvent): Promise<void> {
    await announce(this.tx, event);
  }
}

/** Does what a call left for after its transaction. What fails is told in the log, and neither keeps the next from being done nor takes the place of the answer. */
export async function doLater(services: Pick<Services, 'log'>, operation: string, acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const act of acts) await act().catch((error: unknown) => services.log.warn({ err: error, operation }, 'after the transaction'));
}

/**
 * Runs a use-case as a named system actor in one transaction: the way in for jobs, imports and the command line. What it left for after
 * the commit, or for a rollback, is done as the doorway does it.
 */
export async function callAs<T>(
  services: Services,
  actor: Actor,
  act: (call: Call) => Promise<T>,
  options: { db?: Db; language?: Language } = {},
): Promise<T> {
  const db = options.db ?? services.db;
  let made: Call | null = null;
  const value = await db
    .transaction()
    .execute((tx) => {
      made = new Call({
        tx: tx as unknown as Db,
        actor,
        now: services.clock.now(),
        language: options.language ?? 'zh-CN',
        requestId: `system-${actor.name}`,
        services,
      });
      return act(made);
    })
    .catch(async (error: unknown) => {
      await doLater(services, actor.name, (made as Call | null)?.remembered ?? []);
      throw error;
    });
  await doLater(services, actor.name, (made as Call | null)?.concluded ?? []);
  return value;
}
