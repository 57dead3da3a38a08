#!/usr/bin/env node
// `npx lianxin <command>` on whatever Node (20.19 or newer) the machine has: sees to it that the project is installed, then hands over to its own Node 24.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './ensure.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const own = join(root, 'node_modules/.bin/node');
const node = existsSync(own) ? own : process.execPath;

const child = spawn(node, [join(root, 'apps/server/cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches the whole group by itself; a signal sent to this process alone is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => undefined);
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
