import pg from 'pg';
import { monthOf, quarterOf, shiftWindow } from '#platform/shared/day/day.ts';
import { body, inTurn, type Load, loadsInTurn } from './measure.ts';
import { quarterByBranch, trendBySchool } from './peers/roll-ups.ts';
import { type Server, serve } from './processes.ts';
import { cookieOf, type Reader } from './university.ts';

export type Pair = { readonly a: number; readonly b: number };
export type Readings = { readonly trend: Pair; readonly schools: Pair; readonly branches: Pair; readonly health: Pair };

/** The product over HTTP beside the bare question, the one asked right after the other. */
export async function chartsBesideRollUps(server: Server, databaseUrl: string, today: string, rounds: number): Promise<Readings> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const ask = (path: string) => () => body(`${server.url}/api/v1${path}`, cookieOf('committee'));
  const last = shiftWindow(quarterOf(today), -1);
  const month = monthOf(today);
  try {
    const beside = (path: string, bare: () => Promise<unknown>) => inTurn(rounds, ask(path), bare);
    return {
      trend: await beside('/charts/activity-trend?level=school&months=24', () => trendBySchool(client, shiftWindow(month, -23), month)),
      schools: await beside(`/charts/comparison?period=${last}`, () => quarterByBranch(client, last)),
      branches: await beside(`/charts/comparison?period=${last}&level=branch`, () => quarterByBranch(client, last)),
      health: await beside(`/health/branches?indicators=none&period=${last}`, () => quarterByBranch(client, last)),
    };
  } finally {
    await client.end();
  }
}

export type ListLoad = { readonly reader: Reader; readonly ours: Load; readonly peer: Load };

/** The list of meetings beside the hand-tuned handler, after making sure that both answer the same bytes. */
export async function listBesidePeer(
  server: Server,
  databaseUrl: string,
  readers: readonly Reader[],
  rounds: number,
  secondsEach: number,
): Promise<ListLoad[]> {
  const path = '/api/v1/meetings';
  const peer = await serve('bench/peers/list-meetings.ts', { DATABASE_URL: databaseUrl }, path);
  try {
    const loads: ListLoad[] = [];
    for (const reader of readers) {
      const [own, other] = [await body(`${server.url}${path}`, cookieOf(reader)), await body(`${peer.url}${path}`, cookieOf(reader))];
      if (own !== other) throw new Error(`The peer answers other bytes for ${reader}:\n${own.slice(0, 600)}\n${other.slice(0, 600)}`);
      const { a, b } = await loadsInTurn(rounds, secondsEach, `${server.url}${path}`, `${peer.url}${path}`, cookieOf(reader));
      loads.push({ reader, ours: a, peer: b });
    }
    return loads;
  } finally {
    await peer.stop();
  }
}
