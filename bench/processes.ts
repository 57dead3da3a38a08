import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Memory of a process in MB, now and at its highest. Linux only: elsewhere not known. */
export function memoryOf(pid: number | undefined): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  } catch {
    return { now: Number.NaN, peak: Number.NaN };
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => (child.exitCode === null ? child.once('exit', (code) => resolve(code ?? 1)) : resolve(child.exitCode)));
}

export type Server = {
  readonly url: string;
  readonly pid: number | undefined /** From the start of the process to its first answer. */;
  readonly seconds: number;
  stop(): Promise<void>;
};

/** A server in a process of its own, once it has answered `path`. */
export async function serve(script: string, env: Record<string, string>, path: string): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, script)], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}.`);
    if (performance.now() - began > 180_000) throw new Error(`${script} did not answer within three minutes.`);
    const status = await fetch(`${url}${path}`).then(
      (response) => response.status,
      () => 0,
    );
    if (status > 0) break;
    await wait(20);
  }
  return {
    url,
    pid: child.pid,
    seconds: (performance.now() - began) / 1000,
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

/** Runs a command of `lianxin` to its end: how long it took and the most memory it held. */
export async function command(args: readonly string[], env: Record<string, string>): Promise<{ seconds: number; peak: number; code: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'apps/server/cli.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid).peak || 0);
  }, 50);
  const code = await ended(child);
  clearInterval(watching);
  return { seconds: (performance.now() - began) / 1000, peak, code };
}
