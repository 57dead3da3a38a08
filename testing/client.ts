import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';

export type Answer<T> = {
  readonly status: number;
  readonly body: T;
  readonly problem: {
    code: string;
    detail: string;
    params: Record<string, string | number>;
    errors: { path: string; code: string; message: string }[];
  } | null;
  readonly headers: Record<string, unknown>;
  readonly raw: Buffer;
};
type Options = {
  readonly version?: number;
  readonly key?: string;
  readonly language?: string;
  readonly file?: { name: string; bytes: Buffer };
  /** False: one answer is wanted as it is, and a busy server's too. */
  readonly comesAgain?: boolean;
};

/** Speaks HTTP to the server as a browser does: one cookie jar, JSON or multipart, and nothing that a page could not send. */
export function clientFor(app: FastifyInstance) {
  let cookie = '';
  const client = {
    get cookie() {
      return cookie;
    },
    useCookie(value: string) {
      cookie = value;
    },
    async ask<E extends Endpoint>(endpoint: E, request: Request<E>, options: Options = {}): Promise<Answer<Response<E>>> {
      const values = { ...(request as Record<string, unknown>) };
      const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
      const query = new URLSearchParams();
      for (const name of Object.keys(endpoint.query?.shape ?? {}))
        if (values[name] !== undefined && values[name] !== null)
          query.set(name, Array.isArray(values[name]) ? (values[name] as unknown[]).join(',') : String(values[name]));
      const body = endpoint.body ? Object.fromEntries(Object.entries(values).filter(([name]) => name in (endpoint.body?.shape ?? {}))) : undefined;
      const headers: Record<string, string> = {};
      if (endpoint.method === 'POST') headers['idempotency-key'] = options.key ?? randomUUID();
      if (endpoint.ifMatch && options.version !== undefined) headers['if-match'] = `"${options.version}"`;
      return client.send(endpoint.method, `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, { ...options, headers, body });
    },
    // biome-ignore lint/suspicious/noExplicitAny: an untyped answer is what this is for
    async send<T = any>(
      method: string,
      url: string,
      options: Options & { headers?: Record<string, string>; body?: unknown } = {},
    ): Promise<Answer<T>> {
      const headers: Record<string, string> = { 'accept-language': options.language ?? 'zh-CN', ...options.headers };
      if (cookie) headers.cookie = cookie;
      let payload: string | Buffer | undefined;
      if (options.file) {
        const boundary = '----lianxin-test';
        headers['content-type'] = `multipart/form-data; boundary=${boundary}`;
        const fields = Object.entries((options.body as Record<string, unknown> | undefined) ?? {})
          .map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
          .join('');
        payload = Buffer.concat([
          Buffer.from(
            `${fields}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${options.file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
          ),
          options.file.bytes,
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]);
      } else if (options.body !== undefined) {
        headers['content-type'] = 'application/json';
        payload = JSON.stringify(options.body);
      }
      const once = () => app.inject({ method: method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }) });
      let response = await once();
      // Told that too many are here or that the machine is busy, a page comes again; nothing was done meanwhile.
      for (
        let again = 0;
        options.comesAgain !== false && response.statusCode === 503 && response.headers['retry-after'] !== undefined && again < 120;
        again += 1
      ) {
        await wait(250);
        response = await once();
      }
      for (const set of response.cookies) cookie = set.value ? `${set.name}=${set.value}` : '';
      const type = String(response.headers['content-type'] ?? '');
      const parsed = type.includes('json') && response.body ? response.json() : undefined;
      return {
        status: response.statusCode,
        body: parsed as T,
        problem: type.includes('problem+json') ? parsed : null,
        headers: response.headers,
        raw: response.rawPayload,
      };
    },
    async signIn(username: string, password: string) {
      const answer = await client.send('POST', '/api/v1/session', { body: { username, password } });
      if (answer.status !== 200) throw new Error(`${username} could not sign in: ${answer.problem?.code ?? answer.status}`);
      return answer.body;
    },
  };
  return client;
}
export type Client = ReturnType<typeof clientFor>;
