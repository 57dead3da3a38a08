import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anyone } from '#platform/shared/actor/actor.ts';
import type { Endpoint } from '#platform/shared/contract/contract.ts';
import { platformSentences, type Sentences } from '#platform/shared/sentences/sentences.ts';
import { Call, doLater, Refusal } from '../call/call.ts';
import type { Services } from '../call/services.ts';
import { sha256 } from '../crypto/crypto.ts';
import type { Db } from '../db/db.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from '../sessions/cookie.ts';
import { type Download, preparing } from './feature.ts';
import { inputParser } from './input.ts';
import { languageOf } from './language.ts';
import { readUpload } from './upload.ts';

/** Set on a request that streams, so that the use-case can write to it, and end when the server stops. */
export type StreamTo = { readonly reply: FastifyReply; readonly request: FastifyRequest; readonly stopping: AbortSignal };
export const streams = new WeakMap<Call, StreamTo>();

/** The doorway was passed without what must be asked or written: a fault of ours, answered 500 and rolled back. */
export class Forgotten extends Error {}

/** Ends a rehearsed command: its answer goes out, its transaction does not. */
class Rehearsed extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('rehearsed');
    this.value = value;
  }
}

type UseCase = (call: Call, input: never) => Promise<unknown>;

/**
 * Hangs one endpoint on the server: session → parse → transaction → policy → use-case → audit → output. A command runs in one
 * transaction with its idempotency row; a question reads without one.
 */
export function mountEndpoint(
  app: FastifyInstance,
  services: Services,
  name: string,
  endpoint: Endpoint,
  useCase: UseCase,
  catalogue: Sentences,
  stopping: AbortSignal,
): void {
  const parse = inputParser(endpoint);
  const changes = endpoint.method !== 'GET';
  const prepare = preparing(useCase);
  const allowed = new Set<string>([...endpoint.refusals, ...Object.keys(platformSentences)]);
  for (const code of endpoint.refusals) if (!catalogue[code]) throw new Error(`${name} may refuse with "${code}", which has no sentence.`);

  const finish = (call: Call, value: unknown): unknown => {
    if (!call.asked.has(endpoint.policy)) throw new Forgotten(`${name} never asked ${endpoint.policy.name}.`);
    if (changes && !endpoint.unaudited && call.audited === 0) throw new Forgotten(`${name} left no audit entry.`);
    return endpoint.download || endpoint.stream ? value : endpoint.output.parse(value);
  };

  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    config: { endpoint: name, sentences: catalogue, stream: endpoint.stream, file: Boolean(endpoint.upload ?? endpoint.download) },
    ...(endpoint.body ? { bodyLimit: 2_000_000 } : {}),
    handler: async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const now = services.clock.now();
      try {
        const actor = await services.actorOf(services.db, sessionToken(request), now);
        if (actor.byStartCode && !endpoint.beforePassword) throw new Refusal('start_code_only_sets_password');
        // Who sends a file is asked before a byte of it is taken in.
        if (endpoint.upload && actor.kind === 'anonymous' && endpoint.policy !== anyone) throw new Refusal('not_signed_in');
        const file = endpoint.upload ? await readUpload(request, endpoint.upload.maxBytes) : null;
        const input = parse({ params: request.params, query: request.query, body: file ? file.fields : request.body }, language) as never;
        const version = endpoint.ifMatch ? requiredVersion(request.headers['if-match']) : null;
        const callOn = (tx: Db) =>
          new Call({
            tx,
            actor,
            now,
            language,
            requestId: request.id,
            services,
            version,
            file,
            device: String(request.headers['user-agent'] ?? '').slice(0, 200),
          });

        if (!changes) {
          const call = callOn(services.db);
          if (endpoint.stream) streams.set(call, { reply, request, stopping });
          return send(reply, endpoint, finish(call, await useCase(call, input)));
        }
        const key = endpoint.method === 'POST' && actor.accountId ? request.headers['idempotency-key'] : undefined;
        // What was done under this key is answered again below, without a second look.
        const repeated = prepare && typeof key === 'string' && (await isKnown(services.db, actor.accountId as string, key));
        const found = prepare && !repeated ? await prepare(callOn(services.db), input) : undefined;
        let made: Call | null = null;
        const outcome = await oncemore(() =>
          services.db
            .transaction()
            .execute(async (transaction) => {
              const tx = transaction as unknown as Db;
              const earlier =
                typeof key === 'string'
                  ? await claimKey(tx, services.crypto, {
                      accountId: actor.accountId as string,
                      key,
                      operation: name,
                      asked: { input, file, version },
                      now,
                    })
                  : null;
              if (earlier)
                return {
                  value: endpoint.secretAnswer ? JSON.parse(services.crypto.open(Buffer.from(String(earlier.response), 'base64'))) : earlier.response,
                  call: null,
                };
              const call = callOn(tx);
              call.found = found;
              made = call;
              const value = finish(call, await useCase(call, input));
              if (typeof key === 'string')
                await tx
                  .updateTable('idempotencyKeys')
                  .set({
                    status: 200,
                    response: JSON.stringify(
                      endpoint.secretAnswer ? services.crypto.seal(JSON.stringify(value)).toString('base64') : (value ?? null),
                    ),
                  })
                  .where('accountId', '=', actor.accountId as string)
                  .where('key', '=', key)
                  .execute();
              if (services.rehearsal) throw new Rehearsed(value);
              return { value, call };
            })
            .catch(async (error: unknown) => {
              if (error instanceof Rehearsed) return { value: error.value, call: null };
              await doLater(services, name, (made as Call | null)?.remembered ?? []);
              throw error;
            }),
        );
        await doLater(services, name, outcome.call?.concluded ?? []);
        if (outcome.call?.cookie) {
          const { token, until } = outcome.call.cookie;
          if (token && until) setSessionCookie(reply, token, until, services.config.secureCookies);
          else clearSessionCookie(reply, services.config.secureCookies);
        }
        return send(reply, endpoint, outcome.value);
      } catch (error) {
        if (error instanceof Refusal && !allowed.has(error.code))
          throw new Forgotten(`${name} refused with "${error.code}", which its contract does not list.`, { cause: error });
        throw error;
      }
    },
  });
}

/** Two commands that wait for each other: the database rolls one of them back, and it is done again from the start. */
async function oncemore<T>(act: () => Promise<T>, tries = 4): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const deadlock = error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
    if (!deadlock || tries <= 1) throw error;
    return oncemore(act, tries - 1);
  }
}

function send(reply: FastifyReply, endpoint: Endpoint, value: unknown): unknown {
  if (endpoint.stream) return reply;
  if (endpoint.download) {
    const file = value as Download;
    reply.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    reply.header('x-content-type-options', 'nosniff');
    return reply.type(file.mediaType).send(file.body);
  }
  reply.header('cache-control', 'no-store');
  if (value && typeof value === 'object' && 'version' in value && typeof value.version === 'number') reply.header('etag', `"${value.version}"`);
  if (value === undefined || value === null) return reply.code(204).send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}

function requiredVersion(header: string | undefined): number {
  const version = Number(header?.replace(/^(W\/)?"?|"?$/g, ''));
  if (!header || !Number.isInteger(version)) throw new Refusal('version_missing');
  return version;
}

async function isKnown(db: Db, accountId: string, key: string): Promise<boolean> {
  return (
    (await db.selectFrom('idempotencyKeys').select('key').where('accountId', '=', accountId).where('key', '=', key).executeTakeFirst()) !== undefined
  );
}

/** Makes the key's row first: a second copy of the command waits here for the first, then answers what that one answered. */
async function claimKey(
  tx: Db,
  crypto: Services['crypto'],
  claim: {
    accountId: string;
    key: string;
    operation: string;
    asked: { input: unknown; file: Call['file']; version: number | null };
    now: Date;
  },
): Promise<{ response: unknown } | null> {
  const { accountId, key, operation, asked, now } = claim;
  if (key.length < 8 || key.length > 200)
    throw new Refusal('invalid_input', {}, [{ path: 'Idempotency-Key', code: 'length', message: 'Idempotency-Key: 8–200' }]);
  // Keyed: a plain hash of a body that holds a phone could be guessed back.
  const bodyHash = crypto.blindIndex(
    [
      operation,
      JSON.stringify(asked.input),
      ...(asked.file ? [`file ${sha256(asked.file.bytes)} ${asked.file.name}`] : []),
      ...(asked.version === null ? [] : [`version ${asked.version}`]),
    ].join('\n'),
  );
  const made = await tx
    .insertInto('idempotencyKeys')
    .values({ accountId, key, operation, bodyHash, createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (made) return null;
  const earlier = await tx
    .selectFrom('idempotencyKeys')
    .select(['bodyHash', 'response'])
    .where('accountId', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.bodyHash !== bodyHash) throw new Refusal('key_used_for_another');
  return { response: earlier.response };
}
