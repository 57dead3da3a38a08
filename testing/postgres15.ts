import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BIN = '/usr/lib/postgresql/15/bin';
export const hasPostgres15 = existsSync(join(BIN, 'pg_ctl'));

function run(program: string, args: string[], quiet = false): void {
  const command = process.getuid?.() === 0 ? ['unshare', '-U', '--map-user=1000', '--map-group=1000', join(BIN, program)] : [join(BIN, program)];
  const result = spawnSync(command[0] as string, [...command.slice(1), ...args], {
    stdio: quiet ? 'ignore' : 'pipe',
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (result.status !== 0) throw new Error(`${program}: ${result.stderr ?? result.status}`);
}

/** Debian's PostgreSQL 15 in a folder of its own, for the schema dump and for the tests that show the product runs on it. */
export async function startPostgres15(): Promise<{ url: string; dump(database: string): string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-pg15-'));
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-U', 'lianxin', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh']);
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
  run(
    'pg_ctl',
    [
      'start',
      '-w',
      '-D',
      data,
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200`,
    ],
    true,
  );
  const url = `postgres://lianxin@127.0.0.1:${port}/postgres`;
  return {
    url,
    dump(database) {
      const result = spawnSync(
        join(BIN, 'pg_dump'),
        ['--schema-only', '--no-owner', '--no-privileges', '-h', '127.0.0.1', '-p', String(port), '-U', 'lianxin', database],
        { encoding: 'utf8', maxBuffer: 50_000_000 },
      );
      if (result.status !== 0) throw new Error(result.stderr);
      return result.stdout;
    },
    stop() {
      run('pg_ctl', ['stop', '-m', 'fast', '-w', '-D', data], true);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
