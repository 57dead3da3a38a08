import type { Call } from '#platform/server/call/call.ts';
import { csvFile } from '#platform/server/files/csv.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import type { health } from '../contract.ts';
import { branchStateNames, INDICATOR_IDS, indicatorNames, indicatorStateNames } from '../names.ts';
import { mayListHealth } from '../policy.ts';
import type { Reading } from '../windows.ts';
import { branchReader } from './branches.ts';
import { presentLine, presentRow } from './present.ts';
import { readingFor, restingMonths, type SeenBranch, seenBranches } from './read-health.ts';

/** What a list says of the day and period as at which it was read. */
export function presentReading(reading: Reading, period: string | null) {
  return { period, asOf: reading.asOf, today: reading.today, closed: reading.closed, vacations: restingMonths(reading) };
}

async function read(
  call: Call,
  input: { period?: string | undefined; within?: string | undefined },
): Promise<{ reading: Reading; seen: SeenBranch[] }> {
  const place = input.within === undefined ? null : await branchReader(call.tx).place(input.within);
  call.permit(mayListHealth, place === undefined ? undefined : { path: place?.path ?? null });
  const reading = await readingFor(call, input.period ?? null);
  return { reading, seen: await seenBranches(call, place?.path ?? null, reading) };
}

/** Branches of the caller's scope in tree order, never ordered by their state. */
export async function listBranchHealth(call: Call, input: Input<typeof health.listBranchHealth>): Promise<Output<typeof health.listBranchHealth>> {
  const { reading, seen } = await read(call, input);
  return {
    ...presentReading(reading, input.period ?? null),
    items: seen.map((one) => (input.indicators === 'none' ? presentLine(one) : presentRow(one, input.indicators === 'windows'))),
  };
}

/** The same list as a sheet: one row for a branch, one column for an indicator with its figures. */
export async function branchHealthCsv(call: Call, input: Input<typeof health.branchHealthCsv>) {
  const { reading, seen: all } = await read(call, input);
  const seen = input.state ? all.filter(({ health }) => input.state?.includes(health.state)) : all;
  const english = call.language === 'en';
  const say = (words: { zh: string; en: string }) => (english ? words.en : words.zh);
  const head = english ? ['Branch', 'Under', 'State', 'As of'] : ['党支部', '上级党组织', '状态', '截至'];
  const ids = INDICATOR_IDS.filter((id) =>
    seen.some((one) => one.health.indicators.some((indicator) => indicator.id === id && indicator.state !== 'notRecorded')),
  );
  const rows = seen.map(({ branch, health }) => [
    branch.name,
    branch.parentName ?? '',
    say(branchStateNames[health.state]),
    reading.asOf,
    ...ids.map((id) => {
      const indicator = health.indicators.find((one) => one.id === id);
      if (!indicator) return '';
      const figure =
        indicator.denominator === null
          ? ''
          : english
            ? ` (${indicator.numerator} of ${indicator.denominator})`
            : `（${indicator.numerator} / ${indicator.denominator}）`;
      return `${say(indicatorStateNames[indicator.state])}${figure}`;
    }),
  ]);
  return csvFile(`${english ? 'branch-health' : '党支部健康状况'}-${input.period ?? reading.asOf}.csv`, [
    [...head, ...ids.map((id) => say(indicatorNames[id]))],
    ...rows,
  ]);
}
