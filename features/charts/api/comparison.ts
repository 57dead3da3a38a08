import { type DutyFigures, dutyFigures, everyOf, rootsFor } from '#features/health/index.ts';
import { reasonNames } from '#features/health/names.ts';
import { kindRules } from '#features/meetings/kind.ts';
import type { Call } from '#platform/server/call/call.ts';
import { csvFile } from '#platform/server/files/csv.ts';
import { within } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { firstDay, isClosed, lastDay, quarterOf, shiftWindow } from '#platform/shared/day/day.ts';
import type { charts } from '../contract.ts';
import { quartilesByLike } from '../quartiles.ts';
import { chartRepository, schoolPathOf } from './repository.ts';
import { permittedPlace } from './trend.ts';

type Query = Input<typeof charts.comparison>;
type View = Output<typeof charts.comparison>;
type Row = View['items'][number];
type Figures = { met: number; due: number; open: number; held: number };

/** The schools of the university, or the branches of a school, each with what was due beside what was held. Never ordered by it. */
export async function comparison(call: Call, input: Query): Promise<View> {
  const place = await permittedPlace(call, input.within);
  const period = input.period ?? quarterOf(call.today);
  if (firstDay(period) > call.today) call.refuse('period_not_begun', { period });
  const name = kindRules[input.kind].name;
  if (everyOf(input.kind) === 'quarter' && period.length === 7 && period[5] !== 'Q')
    call.refuse('period_too_short', { kind: call.language === 'en' ? name.en : name.zh });

  const lastPeriod = shiftWindow(period, -1);
  const roots = rootsFor(call.actor, place?.path ?? null) ?? [];
  // Like is compared with like over the whole university; what is given of others are three numbers, never a branch.
  const [[all = [], before = []], schools] = await Promise.all([
    dutyFigures(call.tx, input.kind, [period, lastPeriod], call.today),
    chartRepository(call.tx).schoolPlaces(),
  ]);
  const chosen = (row: DutyFigures) => input.composition === undefined || input.composition.some((one) => one === row.branch.composition);
  const mine = (row: DutyFigures) => chosen(row) && roots.some((root) => within(row.branch.path, root));
  const own = all.filter(mine);
  const level = input.level ?? (roots.some((root) => !root.includes('.')) ? 'school' : 'branch');
  const lastOf = new Map(before.filter(mine).map((row) => [row.branch.id, row]));
  const span = {
    kind: [input.kind],
    from: firstDay(period),
    to: lastDay(period),
    state: ['recorded', 'confirmed'],
    counted: true,
    composition: input.composition,
  };

  const head = {
    kind: input.kind,
    period,
    lastPeriod,
    closed: isClosed(period, call.today),
    level,
    within: place && { id: place.id, name: place.name },
    today: call.today,
  };
  if (level === 'branch') {
    const items = own.map((row): Row => {
      const last = lastOf.get(row.branch.id);
      const { id, name: branchName, kind, composition, parentId, parentName, dissolvedOn } = row.branch;
      return {
        organisation: { id, name: branchName, kind, composition, parentId, parentName, dissolvedOn },
        met: row.met,
        due: row.due,
        open: row.open,
        held: row.held,
        last: last ? { met: last.met, due: last.due, held: last.held } : null,
        notApplicable: row.notApplicable,
        records: { branch: id, ...span },
      };
    });
    return { ...head, items, quartiles: quartilesByLike(all, (row) => row.branch.composition) };
  }

  const sums = summed(own, schoolOf);
  const lastSums = summed([...lastOf.values()], schoolOf);
  const items = [...sums].flatMap(([path, sum]): Row[] => {
    const school = schools.find((one) => one.path === path);
    if (!school) return [];
    const last = lastSums.get(path);
    return [
      {
        organisation: {
          id: school.id,
          name: school.name,
          kind: school.kind,
          composition: school.composition,
          parentId: school.parentId,
          parentName: schools.find(({ id }) => id === school.parentId)?.name ?? null,
          dissolvedOn: school.dissolvedOn,
        },
        met: sum.met,
        due: sum.due,
        open: sum.open,
        held: sum.held,
        last: last ? { met: last.met, due: last.due, held: last.held } : null,
        notApplicable: sum.due + sum.open > 0 ? null : (own.find((row) => schoolPathOf(row.branch.path) === path)?.notApplicable ?? null),
        records: { branch: school.id, ...span },
      },
    ];
  });
  return { ...head, items, quartiles: quartilesByLike([...summed(all.filter(chosen), schoolOf).values()], () => null) };
}

const schoolOf = ({ branch }: DutyFigures): string => schoolPathOf(branch.path);

function summed(rows: readonly DutyFigures[], keyOf: (row: DutyFigures) => string): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { met: row.met, due: row.due, open: row.open, held: row.held });
      continue;
    }
    sum.met += row.met;
    sum.due += row.due;
    sum.open += row.open;
    sum.held += row.held;
  }
  return sums;
}

/** The chart's table. */
export async function comparisonCsv(call: Call, input: Query) {
  const { items, period, kind } = await comparison(call, input);
  const english = call.language === 'en';
  const head = english
    ? ['Organisation', 'Under', 'Windows due', 'Met', 'Running', 'Meetings held', 'Due last period', 'Met last period', 'Not applicable']
    : ['党组织', '上级党组织', '应开', '已开', '进行中', '开会次数', '上期应开', '上期已开', '不适用'];
  const why = (code: string | null) => {
    const words = code === null ? undefined : reasonNames[code as keyof typeof reasonNames];
    return words ? (english ? words.en : words.zh) : code === 'answered' ? (english ? 'Reason accepted' : '已采纳') : '';
  };
  const kindName = kindRules[kind].name;
  return csvFile(`${english ? `comparison-${kind}` : `党组织对比-${kindName.zh}`}-${period}.csv`, [
    head,
    ...items.map((row) => [
      row.organisation.name,
      row.organisation.parentName ?? '',
      row.due,
      row.met,
      row.open,
      row.held,
      row.last?.due ?? '',
      row.last?.met ?? '',
      why(row.notApplicable),
    ]),
  ]);
}
