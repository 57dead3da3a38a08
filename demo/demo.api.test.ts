import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { openWorld, type World } from '#testing/world.ts';
import { type DemoReport, loadDemo } from './load.ts';

let world: World;
let report: DemoReport;

beforeAll(async () => {
  world = await openWorld({ demo: true, now: '2026-11-24T10:00:00+08:00' });
  const t = Date.now();
  report = await loadDemo(world.running.services, { schools: Number(process.env.S ?? 4), branches: Number(process.env.B ?? 30), members: Number(process.env.M ?? 700), months: Number(process.env.MO ?? 24), seed: 7, today: '2026-11-24' });
  console.log(Date.now() - t, 'ms', report);
}, 600_000);
afterAll(() => world.close());

describe('x', () => {
  it('y', async () => {
    const { rows } = await sql`select o.name, o.kind, o.composition, o.code, (select count(*)::int from memberships m join persons p on p.id=m.person_id where m.organisation_id=o.id and m.to_on is null and category='full') n from organisations o order by code`.execute(world.db);
    console.table(rows);
    console.table((await sql`select state, kind, count(*)::int n, round(avg(present::numeric/nullif(due,0)),2) r, sum((received_at > starts_at + interval '8 days')::int) late from meetings group by 1,2 order by 1,2`.execute(world.db)).rows);
    expect(report.rows.meetings).toBeGreaterThan(1);
  });
});
