import { recordsLink } from '#features/meetings/records-link.ts';
import { postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { nameIn } from '#platform/web/desk/names.ts';
import { sayDay, sayWindow } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import type { IndicatorRowProps, State, StateLine, WindowCell, WindowKind } from '#ui/types.ts';
import type { health } from '../contract.ts';
import { firstMet, figureOf as said } from '../figure.ts';
import { indicatorNames, indicatorStateNames, reasonNames } from '../names.ts';

export type Branch = Response<typeof health.getBranchHealth>;
export type Indicator = Branch['indicators'][number];
type HealthWindow = Indicator['windows'][number];

/** How the branch's colour is drawn; green is met, amber due, red missed, grey not applicable. */
export const branchMarks = { green: 'met', amber: 'due', red: 'missed', grey: 'na' } as const satisfies Record<string, State>;
const marks: Record<Indicator['state'], State> = {
  met: 'met',
  open: 'open',
  due: 'due',
  missed: 'missed',
  notApplicable: 'na',
  notRecorded: 'notRecorded',
};
const order: readonly Indicator['state'][] = ['missed', 'due', 'open', 'met', 'notApplicable', 'notRecorded'];
const w = (key: string, values?: Record<string, unknown>) => t(`health.console.${key}`, values);
const listed = (windows: readonly HealthWindow[]) => windows.map((one) => sayWindow(one.window)).join(language.value === 'en' ? ', ' : '、');

function kindOf(one: { state: HealthWindow['state']; reason: string | null; history?: boolean }): WindowKind {
  if (one.state === 'notApplicable')
    return one.reason === 'vacation' ? 'vacation' : one.reason === 'beforeRecords' || one.reason === 'beforeFounding' ? 'before' : 'na';
  return one.state === 'missed' && one.history ? 'gap' : one.state;
}

function wordOf(kind: WindowKind, reason: string | null): string {
  if (kind === 'gap') return w('historyWord');
  if (kind === 'answered') return w('answered');
  if (reason) return nameIn(reasonNames, reason);
  return kind === 'met' || kind === 'open' || kind === 'due' || kind === 'missed'
    ? say(indicatorStateNames[kind])
    : say(indicatorStateNames.notApplicable);
}

function cellsOf(one: Indicator, records: Branch['records'][string] | undefined): WindowCell[] {
  const all = [
    ...one.windows.map((window) => ({ ...window, running: false })),
    ...(one.running ? [{ ...one.running, history: false, running: true }] : []),
  ];
  return all.map((window) => {
    const kind = kindOf(window);
    return {
      key: window.window,
      label: sayWindow(window.window, true),
      kind,
      sentence: w('cell', { window: sayWindow(window.window, window.window.includes('Q')), state: wordOf(kind, window.reason) }),
      running: window.running,
      ...(records ? { to: recordsLink(records, window.window) } : {}),
    };
  });
}

/** The rest of the sentence that begins with the state. */
function restOf(one: Indicator): string | undefined {
  const { facts, running } = one;
  if (one.state === 'notApplicable') return facts.reason ? nameIn(reasonNames, facts.reason) : undefined;
  if (one.id === 'term' && facts.daysLeft !== undefined && facts.lastDay)
    return w(facts.daysLeft < 0 ? 'termOver' : 'termTo', { day: sayDay(facts.lastDay) });
  if (one.id === 'committee_complete' && facts.missingPosts?.length)
    return w('vacant', { posts: facts.missingPosts.map((post) => nameIn(postNames, post)).join('、') });
  const first = firstMet(one);
  if (first) return w('firstRecord', { window: sayWindow(first) });
  if (one.id === 'data_complete' && facts.unconfirmed) return w('unconfirmed', { n: facts.unconfirmed });
  if (one.id === 'party_lectures' && one.state === 'met' && facts.secretaryLectures !== undefined)
    return w('lectures', { n: facts.secretaryLectures });
  const missed = one.windows.filter((window) => window.state === 'missed' && !window.history);
  if (one.state === 'missed' && missed.length > 0) return w('missedWindows', { windows: listed(missed) });
  if (one.state === 'open' && running) return w('byDay', { day: sayDay(running.lastDay) });
  if (one.state === 'due' && running) return w('byDay', { day: sayDay(running.lastDay) });
  return undefined;
}

function linesOf(one: Indicator): StateLine[] {
  const lines: StateLine[] = [];
  const { running } = one;
  if (running && one.state === 'missed' && (running.state === 'due' || running.state === 'open'))
    lines.push({
      state: running.state,
      word: say(indicatorStateNames[running.state]),
      rest: `${sayWindow(running.window)}${language.value === 'en' ? ', ' : '，'}${w('byDay', { day: sayDay(running.lastDay) })}`,
    });
  const past = one.windows.filter((window) => window.state === 'missed' && window.history);
  if (past.length > 0) lines.push({ rest: w('history', { windows: listed(past) }) });
  return lines;
}

/** The figure, and what it opens: the records behind it, the people whose files lack something, or the branch with its posts and term. */
function figureOf({ organisation, records }: Branch, one: Indicator): Pick<IndicatorRowProps, 'figure' | 'figureTo'> {
  if (one.state === 'notApplicable') return {};
  const at = records[one.id];
  if (one.id === 'term' && one.facts.daysLeft !== undefined)
    return {
      figure: w(one.facts.daysLeft < 0 ? 'daysOver' : 'days', { n: Math.abs(one.facts.daysLeft) }),
      figureTo: `/organisations/${organisation.id}`,
    };
  const figure = said(one);
  if (!figure) return {};
  const figureTo = at
    ? recordsLink(at)
    : one.id === 'data_complete'
      ? `/members?within=${organisation.id}&missing=true`
      : one.id === 'committee_complete'
        ? `/organisations/${organisation.id}`
        : undefined;
  return { figure, ...(figureTo ? { figureTo } : {}) };
}

/** The indicators of a branch as rows, what is missing first. */
export function rowsOf(branch: Branch): (IndicatorRowProps & { id: Indicator['id'] })[] {
  return [...branch.indicators]
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map((one) => {
      const records = branch.records[one.id];
      const rest = restOf(one);
      return {
        id: one.id,
        state: marks[one.state],
        word: say(indicatorStateNames[one.state]),
        name: say(indicatorNames[one.id]),
        article: say(one.article),
        cells: one.state === 'met' || one.state === 'notApplicable' ? [] : cellsOf(one, records),
        lines: linesOf(one),
        ...(rest ? { rest } : {}),
        ...figureOf(branch, one),
      };
    });
}
