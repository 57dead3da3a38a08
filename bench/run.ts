/**
 * `npm run bench`: speed and cost against their goals, in one table and in `docs/performance.md`. `--quick` takes shorter rounds
 * and leaves the slow parts out; `--only start,import,demo,read` runs some parts again and puts their lines in place
 * of the earlier ones.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '#platform/server/db/db.ts';
import { startEmbedded } from '#platform/server/db/embedded.ts';
import { asDocument, asTable, type Line, linesOf, machine, merged } from './report.ts';
import { atTwoSizes } from './sizes.ts';
import { demoAndStart, importRoster, largeDemo } from './starting.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const only = values.only?.split(',');
const wanted = (part: string) => only === undefined || only.includes(part);

const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
// What is measured is reading; filling the tables may lose them with the machine.
const postgres = await startEmbedded(join(folder, 'postgres'), join(folder, 'postgres.log'), ['-c fsync=off', '-c max_wal_size=4GB']);
const lines: Line[] = [];
const add = (...more: Line[]) => {
  lines.push(...more);
  for (const line of more) console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line.what}: ${line.figure}`);
};
try {
  const admin = connect(postgres.url, 1);
  const version = (await admin.pool.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? '';
  await admin.close();
  const about = machine(version);
  if (wanted('start')) add(...(await demoAndStart()));
  if (wanted('import')) add(await importRoster(20_000));
  if (wanted('demo') && !values.quick) add(await largeDemo());
  if (wanted('read')) await atTwoSizes(postgres.url, folder, { quick: values.quick }, add);

  console.log(`\n${asTable(lines)}`);
  const file = join(root, 'docs/performance.md');
  const kept = only !== undefined && existsSync(file) ? linesOf(readFileSync(file, 'utf8')) : [];
  if (only === undefined || kept.length > 0) {
    mkdirSync(join(root, 'docs'), { recursive: true });
    const notes = readFileSync(join(import.meta.dirname, 'notes.md'), 'utf8');
    const date = new Date().toISOString().slice(0, 10);
    const again = only === undefined ? '' : ` (last: ${only.join(', ')})`;
    writeFileSync(
      file,
      asDocument(merged(kept, lines), { date, command: `npm run bench${values.quick ? ' -- --quick' : ''}`, again, machine: about, notes }),
    );
  }
} finally {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
