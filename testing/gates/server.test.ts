import { type AddressInfo, connect as connectTcp } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { accountsFeature } from '#features/accounts/index.ts';
import { noticesFeature } from '#features/notices/index.ts';
import { connect } from '#platform/server/db/db.ts';
import { type Feature, routes } from '#platform/server/http/feature.ts';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';

const SLOW_MS = 900;
const words = { zh: '', en: '' };
const trial = contract(
  {},
  {
    slow: { method: 'GET', path: '/trial/slow', summary: words, policy: anyone, output: z.object({ done: z.boolean() }), refusals: [] },
    take: {
      method: 'POST',
      path: '/trial/files',
      summary: words,
      policy: signedIn,
      upload: { maxBytes: 20_000_000 },
      body: z.object({ note: z.string().default('') }),
      output: z.object({ bytes: z.number(), name: z.string() }),
      refusals: [],
    },
    edit: {
      method: 'POST',
      path: '/trial/edits',
      summary: words,
      policy: signedIn,
      ifMatch: true,
      body: z.object({ text: z.string() }),
      output: z.object({ text: z.string() }),
      refusals: [],
    },
  },
);
const trialFeature: Feature = {
  name: 'trial',
  sentences: {},
  routes: [
    routes(trial, {
      slow: async (call) => {
        call.permit(anyone);
        await wait(SLOW_MS);
        return { done: true };
      },
      take: async (call) => {
        call.permit(signedIn);
        await call.audit({ action: 'trial', subjectKind: 'trial' });
        return { bytes: call.file?.bytes.length ?? 0, name: call.file?.name ?? '' };
      },
      edit: async (call, input) => {
        call.permit(signedIn);
        await call.audit({ action: 'trial', subjectKind: 'trial' });
        return { text: input.text };
      },
    }),
  ],
};

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ features: [accountsFeature, noticesFeature, trialFeature] });
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

/** What comes back on a connection of its own, as it comes. */
function speak(port: number, text: string) {
  const socket = connectTcp(port, '127.0.0.1');
  let heard = '';
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  const until = async (mark: string, ms = 3000) => {
    for (const end = Date.now() + ms; Date.now() < end && !heard.includes(mark); ) await wait(10);
    return heard;
  };
  return { socket, ended, until, heard: () => heard };
}
const asking = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${more}\r\n`;

describe('answers', () => {
  test('carry a policy under which no script runs that is not ours', async () => {
    for (const url of ['/', '/api/v1/setup', '/api/v1/nothing', '/api/docs']) {
      const { headers } = await world.client().send('GET', url);
      const directives = new Map(
        String(headers['content-security-policy'])
          .split(';')
          .map((one) => one.trim().split(/\s+/))
          .map(([name, ...sources]) => [name as string, sources] as const),
      );
      expect(directives.get('default-src'), url).toEqual(["'self'"]);
      expect(directives.get('script-src'), url).toEqual(["'self'"]);
      expect(directives.get('object-src'), url).toEqual(["'none'"]);
      expect(directives.get('frame-ancestors'), url).toEqual(["'none'"]);
      expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(headers['strict-transport-security'], 'only behind TLS').toBeUndefined();
    }
  });

  test('say that the server lives and can serve, and count what was asked without naming anybody', async () => {
    const client = await university.as('secretary');
    expect((await client.send('GET', '/api/v1/me')).status).toBe(200);
    expect((await client.send('GET', '/healthz')).body).toEqual({ status: 'live' });
    expect((await client.send('GET', '/readyz')).body).toEqual({ status: 'ready' });
    const metrics = (await client.send('GET', '/metrics')).raw.toString();
    expect(metrics).toMatch(/lianxin_request_seconds_count\{operation="accounts\.me",status="200"\} 1/);
    const { secretary } = university.people;
    for (const personal of [secretary.name, secretary.username, secretary.id, secretary.accountId]) expect(metrics).not.toContain(personal);
  });

  test('say that it cannot serve while the database is away, and that it lives', async () => {
    const name = new URL(world.databaseUrl).pathname.slice(1);
    const admin = connect(inject('database').url, 1);
    try {
      await admin.pool.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`);
      await admin.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      await wait(100);
      const client = world.client();
      expect((await client.send('GET', '/readyz')).status).toBe(503);
      expect((await client.send('GET', '/healthz')).status).toBe(200);
      await admin.pool.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`);
      expect((await client.send('GET', '/readyz')).status).toBe(200);
    } finally {
      await admin.pool.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`);
      await admin.close();
    }
  });
});

describe('one key stands for one command', () => {
  const file = (text: string, name = 'a.txt') => ({ name, bytes: Buffer.from(text) });
  let client: Client;
  beforeAll(async () => {
    client = await university.as('secretary');
  });

  test('with the same file it is answered as before, with another it is refused', async () => {
    const send = (sent: { name: string; bytes: Buffer }) => client.ask(trial.take, { note: 'one' }, { key: 'one-key-for-files', file: sent });
    expect((await send(file('first'))).body).toEqual({ bytes: 5, name: 'a.txt' });
    expect((await send(file('first'))).body).toEqual({ bytes: 5, name: 'a.txt' });
    for (const other of [file('other'), file('first', 'b.txt')]) {
      const answer = await send(other);
      expect([answer.status, answer.problem?.code]).toEqual([422, 'key_used_for_another']);
    }
  });

  test('with the same version it is answered as before, with another it is refused', async () => {
    const send = (version: number) => client.ask(trial.edit, { text: 'a' }, { key: 'one-key-for-edits', version });
    expect((await send(1)).status).toBe(200);
    expect((await send(1)).status).toBe(200);
    expect((await send(2)).problem?.code).toBe('key_used_for_another');
  });
});

describe('on a real connection', () => {
  const open = async () => {
    const own = await openWorld({ features: [accountsFeature, noticesFeature, trialFeature] });
    await own.running.app.listen({ host: '127.0.0.1', port: 0 });
    return { own, port: (own.running.app.server.address() as AddressInfo).port };
  };

  test('who sends a file is asked before the file is taken in', async () => {
    const { own, port } = await open();
    const head = `POST /api/v1/trial/files HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 15000000\r\n\r\n`;
    const stranger = speak(port, `${head}--x\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`);
    // 15 MB are announced and a line of them has come.
    expect(await stranger.until('not_signed_in')).toMatch(/^HTTP\/1\.1 401 /);
    stranger.socket.destroy();
    await own.close();
  });

  test('a server that stops answers what was asked, and what comes on connections that it kept open, and then closes them', async () => {
    const { own, port } = await open();
    const kept = speak(port, asking('/healthz'));
    await kept.until('live');
    const slow = speak(port, asking('/api/v1/trial/slow'));
    await wait(50);
    const began = Date.now();
    const closed = own.running.app.close();
    await wait(50);
    kept.socket.write(asking('/api/v1/setup'));
    expect(await kept.until('needed')).toMatch(/connection: close[\s\S]*"needed":true/i);
    expect(await slow.until('done')).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*"done":true/i);
    await Promise.all([kept.ended, slow.ended, closed]);
    expect(Date.now() - began).toBeLessThan(SLOW_MS + 2000);
    const refused = speak(port, asking('/healthz'));
    await refused.ended;
    expect(refused.heard()).toBe('');
    await own.close();
  });

  test('an open event stream does not hold it up', async () => {
    const { own, port } = await open();
    const people = await foundUniversity(own);
    const { cookie } = await people.as('member');
    const stream = speak(port, asking('/api/v1/live', `cookie: ${cookie}\r\n`));
    expect(await stream.until('retry: 2000')).toContain('text/event-stream');
    const began = Date.now();
    await Promise.all([own.running.app.close(), stream.ended]);
    expect(Date.now() - began).toBeLessThan(2000);
    await own.close();
  });
});
