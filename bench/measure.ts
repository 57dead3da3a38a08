import autocannon from 'autocannon';

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
export const median = (values: readonly number[]) => quantile(values, 0.5);

export async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Asks both in turn, A B A B, so that what else the machine does falls on both alike. The first round of each is not counted. */
export async function inTurn(rounds: number, a: () => Promise<unknown>, b: () => Promise<unknown>): Promise<{ a: number; b: number }> {
  const times = { a: [] as number[], b: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const [first, second] = [await milliseconds(a), await milliseconds(b)];
    if (round === 0) continue;
    times.a.push(first);
    times.b.push(second);
  }
  return { a: median(times.a), b: median(times.b) };
}

export type Load = { readonly perSecond: number; readonly p99: number };

/** Ten connections asking as fast as they are answered. */
export async function load(url: string, cookie: string, seconds: number): Promise<Load> {
  const result = await autocannon({ url, connections: 10, duration: seconds, headers: { cookie } });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed.`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

/** A B A B under load; the median of the rounds for each. */
export async function loadsInTurn(rounds: number, seconds: number, a: string, b: string, cookie: string): Promise<{ a: Load; b: Load }> {
  const runs = { a: [] as Load[], b: [] as Load[] };
  for (const url of [a, b]) await load(url, cookie, 1);
  for (let round = 0; round < rounds; round++) {
    runs.a.push(await load(a, cookie, seconds));
    runs.b.push(await load(b, cookie, seconds));
  }
  const middle = (all: readonly Load[]): Load => ({ perSecond: median(all.map((one) => one.perSecond)), p99: median(all.map((one) => one.p99)) });
  return { a: middle(runs.a), b: middle(runs.b) };
}

/** The answer's body; any status but 200 is an error. */
export async function body(url: string, cookie: string): Promise<string> {
  const response = await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text;
}
