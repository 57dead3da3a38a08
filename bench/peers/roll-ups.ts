import type pg from 'pg';
import { firstDay, lastDay, type Month, type Window } from '#platform/shared/day/day.ts';

/** The bare questions behind the charts, asked of the same tables with nothing around them: no session, no scope, no rules, no JSON. */
export const trendBySchool = (client: pg.Client, from: Month, to: Month) =>
  client.query(
    `select c.month, c.kind, g.id, sum(c.counted)::int as counted, sum(c.late)::int as late
     from activity_counts c join organisations o on o.id = c.branch_id join organisations g on g.path = subpath(o.path, 0, 2)
     where c.month between $1 and $2 group by 1, 2, 3`,
    [firstDay(from), firstDay(to)],
  );

export const quarterByBranch = (client: pg.Client, period: Window) =>
  client.query(
    `select o.id, o.name, sum(c.counted)::int as counted, sum(c.present)::int as present, sum(c.due)::int as due
     from activity_counts c join organisations o on o.id = c.branch_id where c.month between $1 and $2 group by o.id`,
    [firstDay(period), lastDay(period)],
  );
