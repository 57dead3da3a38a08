import { type ComputedRef, computed } from 'vue';
import { type Post, postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { firstDay, lastDay } from '#platform/shared/day/day.ts';
import { sayDay, sayWindow } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import type { IndicatorRowProps, State, StateLine, WindowCell, WindowKind } from '#ui/types.ts';
import { health } from '../contract.ts';
import { figureOf as counted, firstMet } from '../figure.ts';
import { branchStateNames, type IndicatorReason, indicatorNames, reasonNames } from '../names.ts';

type Health = Response<typeof health.getBranchHealth>;
type Indicator = Health['indicators'][number];
type Window = Indicator['windows'][number];
type Query = Health['records'][string];

const marks: Record<Indicator['state'], State> = {
  met: 'met',
  open: 'open',
  due: 'due',
  missed: 'missed',
  notApplicable: 'na',
  notRecorded: 'notRecorded',
};
const order: readonly Indicator['state'][] = ['missed', 'due', 'open', 'met', 'notApplicable', 'notRecorded'];
const reasonWord = (reason: string | null | undefined) => (reason && reason in reasonNames ? say(reasonNames[reason as IndicatorReason]) : '');

/** The list of meetings behind a figure, as an address of this client. */
function addressOf(query: Query | undefined, window?: string): string | undefined {
  if (!query) return undefined;
  const values: [string, string | undefined][] = [
    ['branch', query.branch],
    ['kind', query.kind?.join(',')],
    ['from', window ? firstDay(window) : query.from],
    ['to', window ? lastDay(window) : query.to],
    ['state', query.state?.join(',')],
  ];
  return `/meetings?${new URLSearchParams(values.filter((pair): pair is [string, string] => !!pair[1]))}`;
}

function kindOf(window: { state: Window['state']; reason: string | null; history?: boolean }): WindowKind {
  if (window.state === 'missed') return window.history ? 'gap' : 'missed';
  if (window.state === 'notApplicable')
    return window.reason === 'vacation' ? 'vacation' : window.reason === 'beforeRecords' || window.reason === 'beforeFounding' ? 'before' : 'na';
  return window.state;
}

function cellsOf(indicator: Indicator, query: Query | undefined): WindowCell[] {
  const cell = (window: { window: string; state: Window['state']; reason: string | null; history?: boolean }, running: boolean): WindowCell => {
    const kind = kindOf(window);
    const quarter = window.window.includes('Q');
    const label = running && quarter ? t('health.thisQuarter') : sayWindow(window.window, true);
    return {
      key: window.window,
      kind,
      running,
      label,
      // What is read out begins with what is seen.
      sentence: [
        quarter ? label : sayWindow(window.window),
        t(`health.cell.${kind}`),
        window.state === 'notApplicable' ? reasonWord(window.reason) : '',
      ]
        .filter(Boolean)
        .join(t('health.comma')),
      ...(addressOf(query, window.window) ? { to: addressOf(query, window.window) as string } : {}),
    };
  };
  return [...indicator.windows.map((window) => cell(window, false)), ...(indicator.running ? [cell(indicator.running, true)] : [])];
}

/** 2、8 月 in Chinese, where they are all months of this year's count. */
function joined(windows: readonly Window[]): string {
  const months = windows.every((window) => /^\d{4}-\d\d$/.test(window.window));
  if (language.value === 'en' || !months || windows.length < 2) return windows.map((window) => sayWindow(window.window)).join(t('health.and'));
  return `${windows.map((window) => Number(window.window.slice(5))).join(t('health.and'))}月`;
}

/** Everything said of an indicator, the worse first; the first line gives the state. */
function linesOf(indicator: Indicator): StateLine[] {
  const lines: StateLine[] = [];
  const missed = indicator.windows.filter((window) => window.state === 'missed' && !window.history);
  const gaps = indicator.windows.filter((window) => window.state === 'missed' && window.history);
  const running = indicator.running;
  if (missed.length) lines.push({ state: 'missed', word: t('health.states.missed'), rest: t('health.noRecord', { windows: joined(missed) }) });
  if (running?.state === 'due') lines.push({ state: 'due', word: t('health.states.due'), rest: t('health.by', { day: sayDay(running.lastDay) }) });
  if (running?.state === 'open') lines.push({ state: 'open', word: t('health.states.open'), rest: t('health.by', { day: sayDay(running.lastDay) }) });
  if (gaps.length && indicator.state !== 'met') lines.push({ rest: t('health.history', { windows: joined(gaps) }) });
  if (lines.length) return lines;
  return [{ state: marks[indicator.state], word: t(`health.states.${indicator.state}`), rest: restOf(indicator) }];
}

function restOf({ id, state, numerator, denominator, facts, windows, running }: Indicator): string {
  const ratio = numerator !== null && denominator ? (numerator / denominator).toFixed(2) : '';
  if (state === 'notApplicable') return reasonWord(facts.reason ?? windows.at(-1)?.reason);
  if (id === 'term' && facts.lastDay) return t((facts.daysLeft ?? 0) < 0 ? 'health.termOver' : 'health.termTo', { day: sayDay(facts.lastDay) });
  if (id === 'committee_complete' && facts.missingPosts?.length)
    return t('health.posts', {
      posts: facts.missingPosts.map((post) => (post in postNames ? say(postNames[post as Post]) : post)).join(t('health.and')),
    });
  if (id === 'attendance') return t('health.attendance', { ratio });
  if (id === 'data_complete')
    return [ratio, facts.unconfirmed ? t('health.unconfirmed', { n: facts.unconfirmed }) : ''].filter(Boolean).join(t('health.comma'));
  if (id === 'party_lectures' && facts.secretaryLectures) return t('health.lectures', { n: facts.secretaryLectures });
  const first = firstMet({ state, numerator, denominator, running });
  if (first) return t('health.firstRecord', { window: sayWindow(first) });
  const vacations = windows.filter((window) => window.reason === 'vacation');
  return vacations.length ? t('health.vacation', { windows: joined(vacations) }) : '';
}

function figureOf(indicator: Indicator): Pick<IndicatorRowProps, 'figure'> {
  const { daysLeft } = indicator.facts;
  if (indicator.id === 'term' && daysLeft !== undefined)
    return { figure: t(daysLeft < 0 ? 'health.daysOver' : 'health.daysLeft', { n: Math.abs(daysLeft) }) };
  const figure = counted(indicator);
  return figure ? { figure } : {};
}

export type Row = IndicatorRowProps & { key: string };
export type HealthPage = {
  asked: Asked<typeof health.getBranchHealth>;
  state: ComputedRef<{ mark: State; word: string; reasons: string } | null>;
  rows: ComputedRef<Row[]>;
  later: ComputedRef<string>;
};

/** A branch's health as a list with its reasons: no sum, no rank; each figure opens its records. */
export function useHealth(branchId: () => string): HealthPage {
  const asked = useAsk(health.getBranchHealth, () => ({ branchId: branchId() }), {
    live: ['meetings', 'findings', 'organisations', 'posts', 'members'],
  });
  const state = computed(() => {
    const data = asked.data;
    if (!data) return null;
    const word = say(branchStateNames[data.state]);
    const count = data.reasons.length;
    const mark = ({ green: 'met', amber: 'due', red: 'missed', grey: 'na' } as const)[data.state];
    return {
      mark,
      word: count ? t('health.because', { word, n: count }) : word,
      reasons: data.reasons
        .map((id) => reasonOf(data.indicators.find((one) => one.id === id)))
        .filter(Boolean)
        .join(t('health.semicolon')),
    };
  });
  const rows = computed(() => {
    const data = asked.data;
    if (!data) return [];
    return [...data.indicators]
      .filter((one) => one.state !== 'notRecorded')
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      .map((indicator): Row => {
        const [first, ...lines] = linesOf(indicator);
        const open = indicator.state === 'missed' || indicator.state === 'due' || indicator.state === 'open';
        const finding = data.findings.find((one) => one.indicator === indicator.id && one.state === 'open');
        const query = data.records[indicator.id];
        const kind = query?.kind?.[0];
        const act =
          finding && (data.abilities.explain.allowed || data.abilities.record.allowed)
            ? { action: t('health.mend'), actionTo: `/findings/${finding.id}` }
            : indicator.running?.state === 'due' && kind && data.abilities.plan.allowed
              ? { action: t('health.plan'), actionTo: `/meetings/plan?kind=${kind}&branch=${branchId()}` }
              : {};
        return {
          key: indicator.id,
          state: marks[indicator.state],
          name: say(indicatorNames[indicator.id]),
          ...(first?.word ? { word: first.word } : {}),
          ...(first?.rest ? { rest: first.rest } : {}),
          ...figureOf(indicator),
          ...(addressOf(query)
            ? { figureTo: addressOf(query) as string }
            : indicator.id === 'term' || indicator.id === 'committee_complete'
              ? { figureTo: `/organisations/${branchId()}` }
              : indicator.id === 'data_complete' && data.abilities.explain.allowed
                ? { figureTo: `/branches/${branchId()}/incomplete` }
                : {}),
          ...(open ? { lines, cells: cellsOf(indicator, query), article: say(indicator.article) } : {}),
          ...act,
        };
      });
  });
  const later = computed(() =>
    (asked.data?.indicators ?? [])
      .filter((one) => one.state === 'notRecorded')
      .map((one) => say(indicatorNames[one.id]))
      .join(t('health.and')),
  );
  return { asked, state, rows, later };
}

function reasonOf(indicator: Indicator | undefined): string {
  if (!indicator) return '';
  const [first] = linesOf(indicator);
  const figure = figureOf(indicator).figure;
  return t('health.reason', { what: say(indicatorNames[indicator.id]), why: indicator.id === 'term' && figure ? figure : (first?.rest ?? '') });
}
