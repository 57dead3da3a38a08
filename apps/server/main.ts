import { existsSync, mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import qrcode from 'qrcode';
import { DEMO_PASSWORD } from '#demo/accounts.ts';
import { readConfig } from '#platform/server/config/config.ts';
import { buildClients } from './build-clients.ts';
import { openDatabase } from './database.ts';
import { firstStart } from './first-start.ts';
import { prepare } from './start.ts';

const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
const config = readConfig();
mkdirSync(config.dataFolder, { recursive: true });

const began = performance.now();
const line = (text: string) => console.log(text);
await buildClients(line);

const database = await openDatabase(config);
const { demo, begin } = await firstStart(database.url, { empty: values.empty });
const running = await prepare(config, database.url, { demo });

const stopping = new AbortController();
async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  line('\n正在停止…  Stopping…');
  await running.stop();
  database.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
const { demoPassword } = await begin(running.services, line, stopping.signal).catch((error: unknown) => {
  // Called off: `stop` ends the process, when all is put away.
  if (stopping.signal.aborted) return new Promise<never>(() => undefined);
  throw error;
});

try {
  await running.app.listen({ host: config.host, port: config.port });
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    inUse ? `端口 ${config.port} 已被占用。换一个：PORT=3001 npm start\nPort ${config.port} is in use. Choose another: PORT=3001 npm start` : error,
  );
  await running.stop();
  database.stop();
  process.exit(1);
}
/** What another device types: on all addresses, this machine's own in the local network. */
const lan = () =>
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one && one.family === 'IPv4' && !one.internal)?.address;
const shownHost = ['0.0.0.0', '::'].includes(config.host) ? (lan() ?? config.host) : config.host;
const address = running.app.server.address();
const port = typeof address === 'object' && address ? address.port : config.port;
line(`
连心已启动（${((performance.now() - began) / 1000).toFixed(1)} 秒）。Lianxin is running.
  手机端  phone    http://${shownHost}:${port}/
  管理端  console  http://${shownHost}:${port}/console/
  接口    API      http://${shownHost}:${port}/api/docs
  数据    data     ${existsSync(join(config.dataFolder, 'postgres')) ? config.dataFolder : config.databaseUrl ? 'DATABASE_URL' : config.dataFolder}`);
if (demoPassword !== null && demoPassword !== DEMO_PASSWORD)
  line(await qrcode.toString(`http://${shownHost}:${port}/`, { type: 'terminal', small: true }));
if (demoPassword !== null)
  line(`
演示数据，人物与单位均为虚构。Demo data: every person and unit is invented.
  登录名 sign-in names  committee · publicity · organisation · school · branch · member · activist · guest · operator
  密码   password       ${demoPassword}`);
