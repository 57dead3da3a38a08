import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningServer = {
  readonly url: string;
  readonly dataFolder: string;
  /** The code of an empty installation, as the terminal printed it. */
  readonly setupCode: string | null;
  readonly output: () => string;
  /** SIGKILL: nothing is finished, nothing is said. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  remove(): void;
};

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A data folder with a small demo university of three schools: there in seconds, for journeys that kill their server. */
export async function smallDemo(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lianxin-e2e-'));
  const child = spawn(process.execPath, ['apps/server/cli.ts', 'demo', '--schools', '3', '--branches', '9', '--months', '6'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', LIANXIN_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The demo did not load (${code}):\n${output}`);
  return dataFolder;
}

/** The product as a university starts it: a process of its own, its own data folder, real files, its own embedded PostgreSQL. */
export async function startServer(
  options: { empty?: boolean; dataFolder?: string; port?: number; env?: Record<string, string> } = {},
): Promise<RunningServer> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'lianxin-e2e-'));
  const port = options.port ?? (await freePort());
  const child: ChildProcess = spawn(process.execPath, ['apps/server/main.ts', ...(options.empty ? ['--empty'] : [])], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', PORT: String(port), HOST: '127.0.0.1', LIANXIN_DATA: dataFolder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server did not start in 150 s:\n${output}`)), 150_000);
    const look = () => {
      if (!output.includes('/console/')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', look);
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}:\n${output}`));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    setupCode: /([A-Z2-9]{5}-[A-Z2-9]{5})/.exec(output)?.[1] ?? null,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    remove() {
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
