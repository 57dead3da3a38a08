import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { prepare, type Running } from '#apps/server/start.ts';
import { rebuildHealth } from '#features/health/index.ts';
import { moveCounts, rebuildCounts } from '#features/meetings/index.ts';
import { readConfig } from '#platform/server/config/config.ts';
import { connect, type Db } from '#platform/server/db/db.ts';
import { addDays, dayOf } from '#platform/shared/day/day.ts';
import { milliseconds } from './measure.ts';
import { serve } from './processes.ts';
import { chartsBesideRollUps, listBesidePeer, type Pair, type Readings } from './reading.ts';
import { type Line, ms, seconds } from './report.ts';
import { addAttendances, addMeetings, branchId, foundUniversity, MEETINGS } from './university.ts';

/** Charts, health and the list at 300,000 meetings, health rebuilt, then the charts again at ten times the meetings. */
export async function atTwoSizes(postgresUrl: string, folder: string, { quick }: { quick: boolean }, add: (...lines: Line[]) => void): Promise<void> {
  const admin = connect(postgresUrl, 1);
  await admin.pool.query('create database bench');
  await admin.close();
  const target = new URL(postgresUrl);
  target.pathname = '/bench';
  const url = target.href;
  const today = dayOf(new Date());
  const env = { DATABASE_URL: url, LIANXIN_DATA: join(folder, 'data'), LIANXIN_KEY_FILE: join(folder, 'data/keys/personal.key') };
  const running = await prepare({ ...readConfig({ ...env }), logLevel: 'fatal', poolSize: 2 }, url, { background: false });
  try {
    await foundUniversity(url, today);
    await addMeetings(url, today, 0, MEETINGS);
    await addAttendances(url);
    add(await rebuilt(running));

    const rounds = quick ? 7 : 21;
    const first = await reading(async (server) => {
      const lists = await listBesidePeer(server, url, ['organiser', 'member'], quick ? 3 : 5, quick ? 2 : 4);
      for (const { reader, ours, peer } of lists) {
        const share = ours.perSecond / peer.perSecond;
        add({
          what: `list of meetings, 20 of 300,000, as ${reader === 'organiser' ? 'the organiser of a school with 30 branches' : 'a member of a branch'}`,
          goal: '≥ 60 % of a hand-tuned handler',
          figure: `${Math.round(ours.perSecond)} of ${Math.round(peer.perSecond)} req/s (${Math.round(share * 100)} %), p99 ${ms(ours.p99)} beside ${ms(peer.p99)}`,
          met: share >= 0.6,
        });
      }
      return chartsBesideRollUps(server, url, today, rounds);
    });
    add(...judged(first));

    const times = quick ? 3 : 10;
    await addMeetings(url, today, MEETINGS, times * MEETINGS);
    await rebuildHealth(running.services, rebuildCounts);
    await sql`vacuum analyze`.execute(running.services.db);
    const second = await reading((server) => chartsBesideRollUps(server, url, today, rounds));
    add(...compared(first, second, times));
  } finally {
    await running.stop();
  }

  async function reading<T>(act: (server: Awaited<ReturnType<typeof serve>>) => Promise<T>): Promise<T> {
    const server = await serve('apps/server/main.ts', env, '/readyz');
    try {
      // The round of the night and the warming up run beside the first requests; neither is what is measured.
      await wait(8000);
      return await act(server);
    } finally {
      await server.stop();
    }
  }
}

/** Everything derived anew, then a thousand records written as the product writes them, then derived again: the same figures. */
async function rebuilt({ services }: Running): Promise<Line> {
  const took = (await milliseconds(() => rebuildHealth(services, rebuildCounts))) / 1000;
  await services.db.transaction().execute(async (transaction) => {
    const tx = transaction as unknown as Db;
    const meetings = await tx
      .selectFrom('meetings')
      .selectAll()
      .where('state', '=', 'held')
      .where('branchId', '=', branchId(0))
      .limit(1000)
      .execute();
    for (const before of meetings) {
      const at = addDays(before.heldOn, 1);
      const after = await tx
        .updateTable('meetings')
        .set({ state: 'recorded', receivedAt: new Date(`${at}T02:00:00Z`), writtenAt: new Date(`${at}T02:00:00Z`) })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await moveCounts(tx, '2000-01-01', before, after);
    }
  });
  const sums = () =>
    services.db.selectFrom('activityCounts').selectAll().orderBy('branchId').orderBy('month').orderBy('kind').execute().then(JSON.stringify);
  const live = await sums();
  await rebuildHealth(services, rebuildCounts);
  const equal = live === (await sums());
  return {
    what: 'health rebuilt from nothing, 300,000 meetings with 4.5 M attendances',
    goal: '≤ 60 s, equal to the live figures',
    figure: `${seconds(took)}, ${equal ? 'equal' : 'NOT equal'}`,
    met: took <= 60 && equal,
  };
}

const beside = ({ a, b }: Pair) => `${ms(a)} beside ${ms(b)} (${(a / b).toFixed(1)} ×)`;

function judged({ trend, schools, branches, health }: Readings): Line[] {
  const bare = '≤ 2 × the bare roll-up';
  return [
    {
      what: 'trend of 24 months by school, 1,200 branches',
      goal: `${bare}, ≤ 50 ms`,
      figure: beside(trend),
      met: trend.a <= 2 * trend.b && trend.a <= 50,
    },
    { what: 'comparison of schools for a quarter', goal: bare, figure: beside(schools), met: schools.a <= 2 * schools.b },
    { what: 'comparison of 1,200 branches for a quarter', goal: bare, figure: beside(branches), met: branches.a <= 2 * branches.b },
    {
      what: 'health of 1,200 branches for a quarter (states and reasons, `?indicators=none`)',
      goal: bare,
      figure: beside(health),
      met: health.a <= 2 * health.b,
    },
  ];
}

function compared(first: Readings, second: Readings, times: number): Line[] {
  const names: Record<keyof Readings, string> = {
    trend: 'trend',
    schools: 'comparison of schools',
    branches: 'comparison of branches',
    health: 'health of branches',
  };
  return (Object.keys(names) as (keyof Readings)[]).map((key): Line => {
    // The bare question is the measure of what else the machine did between the two.
    const grown = (second[key].a / first[key].a - 1) * 100;
    const relative = (second[key].a / second[key].b / (first[key].a / first[key].b) - 1) * 100;
    return {
      what: `${names[key]} at ${times} × the meetings`,
      goal: 'same cost, ± 20 %',
      figure: `${beside(second[key])}: ${percent(grown)}, beside the bare question ${percent(relative)}`,
      met: grown <= 20,
    };
  });
}

const percent = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(0)} %`;
