import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { type Day, daysBetween, firstDay, lastDay, monthOf, quarterOf, shanghaiIso } from '#platform/shared/day/day.ts';
import type { health } from '../contract.ts';
import type { Indicator } from '../facts.ts';
import { articles } from '../names.ts';
import { mayMendFinding } from '../policy.ts';
import { type FindingRow, findingRepository } from './findings.ts';
import { readableBranch } from './get-health.ts';
import { factsOfOne, kindOfDuty, readingFor, seenBy } from './read-health.ts';

type DutyView = Output<typeof health.branchDuties>['items'][number];
type MeetingRow = { id: string; kind: string; title: string; state: string; startsAt: Date; heldOn: Day };

/** Of a window's meetings the one that is nearest to being done. */
const NEARNESS = ['confirmed', 'recorded', 'held', 'announced', 'planned'];

/** The meetings of the branch in the windows shown; they belong to the meetings' room and are only read here. */
async function meetingsBetween(db: Db, branchId: string, from: Day, to: Day): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select id, kind, title, state, starts_at, held_on from meetings where branch_id = ${branchId} and held_on between ${from} and ${to} and state <> 'cancelled' order by starts_at`.execute(
    db,
  );
  return rows;
}

/** 本月、本季度该办的事: the running windows first, then what was missed and is not history yet. */
export async function branchDuties(call: Call, input: Input<typeof health.branchDuties>): Promise<Output<typeof health.branchDuties>> {
  const branch = await readableBranch(call, input.branchId);
  const reading = await readingFor(call, null);
  const [known, findings] = await Promise.all([
    factsOfOne(call.tx, branch, reading),
    findingRepository(call.tx).list(call.actor, call.today, reading.settings.daysBeforeAbove, {
      of: 'open',
      within: null,
      branchId: branch.id,
      before: null,
      limit: 100,
    }),
  ]);
  const seen = seenBy(call.actor, branch, known, reading);
  const duties = seen.health.indicators.filter((indicator) => kindOfDuty[indicator.id] !== undefined);
  const meetings = await meetingsBetween(call.tx, branch.id, reading.months[0]?.first ?? call.today, lastDay(quarterOf(call.today)));

  const running = duties.flatMap((duty) => (duty.running ? [view(duty, duty.running.window, duty.running.state, duty.running.reason)] : []));
  const missed = duties.flatMap((duty) =>
    duty.windows
      .filter((window) => window.state === 'missed' && !window.history)
      .map((window) => view(duty, window.window, window.state, window.reason)),
  );
  return {
    branch: { id: branch.id, name: branch.name },
    today: call.today,
    month: monthOf(call.today),
    quarter: quarterOf(call.today),
    items: [...missed, ...running],
    abilities: { plan: ability(mayMendFinding, call.actor, { branch }) },
  };

  function view(duty: Indicator, window: string, state: DutyView['state'], reason: string | null): DutyView {
    const kind = kindOfDuty[duty.id] as DutyView['kind'];
    const [from, to] = [firstDay(window), lastDay(window)];
    const own = meetings.filter((meeting) => meeting.kind === kind && meeting.heldOn >= from && meeting.heldOn <= to);
    const meeting = own.sort((a, b) => NEARNESS.indexOf(a.state) - NEARNESS.indexOf(b.state))[0];
    const finding = findings.find((row) => row.indicator === duty.id && row.timeWindow === window);
    const waiting = finding !== undefined && finding.reason !== null && finding.answer === null;
    return {
      indicator: duty.id,
      kind,
      every: window[5] === 'Q' ? 'quarter' : 'month',
      window,
      firstDay: from,
      lastDay: to,
      daysLeft: Math.max(0, daysBetween(call.today, to)),
      article: articles[duty.id],
      state,
      reason,
      meeting: meeting ? { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: shanghaiIso(meeting.startsAt) } : null,
      findingId: finding?.id ?? null,
      waiting,
      button: buttonFor(state, meeting, finding),
      records: { branch: branch.id, kind: [kind], from, to },
    };
  }
}

/** The one thing to do next. */
function buttonFor(state: DutyView['state'], meeting: MeetingRow | undefined, finding: FindingRow | undefined): DutyView['button'] {
  if (state === 'met' || state === 'answered' || state === 'notApplicable') return 'none';
  if (meeting?.state === 'held') return 'write';
  if (state === 'missed') return finding && finding.reason !== null && finding.answer === null ? 'wait' : 'mend';
  return meeting ? 'open' : 'plan';
}
