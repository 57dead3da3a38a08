/** `node blow.ts URL COOKIE CONNECTIONS SECONDS` asks again as soon as it is answered and prints every answer: status, milliseconds it took, and when. */
import autocannon from 'autocannon';

export type Answers = { readonly answers: readonly (readonly [status: number, took: number, at: number])[]; readonly hung: number };

const [url = '', cookie = '', connections, seconds] = process.argv.slice(2);
const answers: [status: number, took: number, at: number][] = [];
let hung = 0;
const began = performance.now();
const run = autocannon({ url, connections: Number(connections), duration: Number(seconds), timeout: 20, headers: { cookie } }, (error) => {
  if (error) throw error;
  process.stdout.write(JSON.stringify({ answers, hung } satisfies Answers));
});
run.on('response', (_client, status, _bytes, took) => answers.push([status, took, performance.now() - began]));
run.on('reqError', () => {
  hung += 1;
});
