import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What CI holds besides the tests: types, lint, dead code, doors, generated files. Everything is run, then what failed is named. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const failures: string[] = [];

function step(name: string, command: string, args: string[]): void {
  const began = Date.now();
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 20_000_000 });
  const ok = result.status === 0;
  console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!ok) {
    failures.push(name);
    console.log(`${result.stdout ?? ''}${result.stderr ?? ''}`.trim());
  }
}

step('types', bin('vue-tsc'), ['-b']);
step('lint and format', bin('biome'), ['ci', '--diagnostic-level=error', '.']);
step('dead code', bin('knip'), ['--no-progress']);
step('doors, permissions, glossary', bin('vitest'), ['run', '--project', 'api', 'testing/gates']);

const folder = mkdtempSync(join(tmpdir(), 'lianxin-check-'));
const fresh = join(folder, 'types.ts');
step('database types generated', bin('node'), ['scripts/db-types.ts', '--out', fresh]);
if (existsSync(fresh) && readFileSync(fresh, 'utf8') !== readFileSync(join(root, 'platform/server/db/types.ts'), 'utf8')) {
  failures.push('platform/server/db/types.ts differs from the migrated database; run: npm run schema');
}
rmSync(folder, { recursive: true, force: true });
if (existsSync('/usr/lib/postgresql/15/bin/pg_dump')) step('schema.sql as migrated (PostgreSQL 15)', bin('node'), ['scripts/schema.ts', '--check']);

console.log(failures.length === 0 ? '\ncheck: all held' : `\ncheck: ${failures.length} failed: ${failures.join('; ')}`);
process.exit(failures.length === 0 ? 0 : 1);
