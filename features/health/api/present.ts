import type { Actor } from '#platform/shared/actor/actor.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { addDays, type Day, earlier, firstDay, lastDay, shanghaiIso } from '#platform/shared/day/day.ts';
import type { health } from '../contract.ts';
import { answer, explain, type ReasonState } from '../finding.ts';
import { recentFrom } from '../indicators.ts';
import { articles, type IndicatorId } from '../names.ts';
import { mayAnswerFinding, mayMendFinding } from '../policy.ts';
import type { Reading } from '../windows.ts';
import type { Branch } from './branches.ts';
import type { FindingRow } from './findings.ts';
import { kindOfDuty, type SeenBranch, spanOfReading } from './read-health.ts';

type LineView = Output<typeof health.listBranchHealth>['items'][number];
type RowView = LineView & Pick<Output<typeof health.getBranchHealth>, 'indicators'>;
type FindingView = Output<typeof health.getFinding>;
type RecordsView = Output<typeof health.getBranchHealth>['records'];

export function presentPlace(branch: Branch): LineView['organisation'] {
  const { id, name, kind, composition, parentId, parentName, recordsSince } = branch;
  return { id, name, kind, composition, parentId, parentName, recordsSince };
}

/** A branch with its state and what made it so. */
export function presentLine({ branch, view, health }: SeenBranch): LineView {
  return { organisation: presentPlace(branch), view, state: health.state, reasons: [...health.reasons] };
}

/** The same with its indicators; without `windows` the closed windows of each are left out. */
export function presentRow(seen: SeenBranch, windows: boolean): RowView {
  const { health } = seen;
  // The rules' lists are read-only; the view is the same data.
  const indicators = windows
    ? health.indicators
    : health.indicators.map((indicator) => (indicator.windows.length === 0 ? indicator : { ...indicator, windows: [] }));
  return { ...presentLine(seen), indicators: indicators as RowView['indicators'] };
}

const RECORDED = ['recorded', 'confirmed'];

/** For each figure that stands on records: what to ask the meetings list for. */
export function recordsOf(branchId: string, reading: Reading): RecordsView {
  const records: RecordsView = {};
  for (const [id, kind] of Object.entries(kindOfDuty)) {
    const span = spanOfReading(reading, id === 'committee_meetings' || id === 'theme_days' ? 'month' : 'quarter');
    records[id] = { branch: branchId, kind: [kind], ...span, state: RECORDED, counted: true };
  }
  const pooled = spanOfReading(reading, 'quarter');
  records.attendance = { branch: branchId, kind: ['membersMeeting', 'partyLecture', 'themeDay'], ...pooled, state: RECORDED, counted: true };
  records.records_confirmed = {
    branch: branchId,
    from: pooled.from,
    to: addDays(recentFrom(reading), -1),
    state: ['held', ...RECORDED],
    counted: true,
  };
  return records;
}

/** A finding with what its reader may do. `daysBeforeAbove`: the measure in force today. */
export function presentFinding(actor: Actor, row: FindingRow, today: Day, daysBeforeAbove: number): FindingView {
  const indicator = row.indicator as IndicatorId;
  const kind = kindOfDuty[indicator] ?? null;
  const window = row.timeWindow === '' ? null : row.timeWindow;
  const branch = { path: row.branchPath };
  const kept: ReasonState = { state: row.state, reason: row.reason, answer: row.answer };
  const mend = ability(mayMendFinding, actor, { branch });
  const byRule = (allowed: typeof mend, outcome: { ok: boolean; code?: string }) =>
    !allowed.allowed || outcome.ok ? allowed : { allowed: false, code: outcome.code };
  const waiting = row.state === 'open' && row.reason !== null && row.answer === null;
  const open = row.state === 'open' ? ({ ok: true } as const) : { ok: false, code: 'finding_closed' };
  return {
    id: row.id,
    version: row.version,
    branch: { id: row.branchId, name: row.branchName },
    indicator,
    window,
    article: articles[indicator],
    state: row.state,
    shownOn: row.shownOn,
    shownAboveOn: shownAboveOn(row, daysBeforeAbove),
    closedOn: row.closedOn,
    closedBy: row.closedBy,
    reason: row.reason,
    reasonAt: row.reasonAt && shanghaiIso(row.reasonAt),
    reasonBy: row.reasonByName,
    answer: row.answer,
    answeredAt: row.answerAt && shanghaiIso(row.answerAt),
    answeredBy: row.answerByName,
    remark: row.remark,
    waiting,
    kind,
    records: kind && window ? { branch: row.branchId, kind: [kind], from: firstDay(window), to: lastDay(window), state: [...RECORDED] } : null,
    abilities: {
      explain: byRule(mend, explain(kept, '-')),
      withdraw: byRule(mend, waiting ? { ok: true } : { ok: false, code: 'no_reason_to_withdraw' }),
      record: byRule(mend, kind === null ? { ok: false, code: 'not_found' } : open),
      answer: byRule(
        ability(mayAnswerFinding, actor, { branch, shownAbove: isShownAbove(row, today, daysBeforeAbove), reasonBy: row.reasonBy }),
        answer(kept, 'accepted', ''),
      ),
    },
  };
}

/** The day from which a level above sees it: the 8th, or the day on which the branch sent its reason. */
function shownAboveOn(row: FindingRow, daysBeforeAbove: number): Day {
  const byTime = addDays(row.shownOn, daysBeforeAbove);
  const byReason = row.reasonAt ? shanghaiIso(row.reasonAt).slice(0, 10) : byTime;
  return earlier(byReason, byTime);
}

export function isShownAbove(row: Pick<FindingRow, 'shownOn' | 'reason'>, today: Day, daysBeforeAbove: number): boolean {
  return row.reason !== null || today >= addDays(row.shownOn, daysBeforeAbove);
}
