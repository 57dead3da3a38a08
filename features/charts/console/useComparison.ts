import { computed } from 'vue';
import { recordsLink } from '#features/meetings/records-link.ts';
import { COMPOSITIONS, compositionNames } from '#features/organisations/organisation.ts';
import type { Request, Response } from '#platform/shared/contract/contract.ts';
import { monthOf, quarterOf, shiftWindow, type Window, yearOf } from '#platform/shared/day/day.ts';
import { nameIn } from '#platform/web/desk/names.ts';
import { today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import type { CompareCell, CompareRowProps } from '#ui/types.ts';
import { charts } from '../contract.ts';
import { cardOf, worstOf } from './card.ts';

export type Comparison = Response<typeof charts.comparison>;
type Row = Comparison['items'][number];
export const periodKeys = ['this-year', 'this-quarter', 'this-month', 'last-month', 'last-quarter', 'last-year'] as const;

/** The window that a word means today. */
export function windowOfWord(word: string): Window {
  const day = today();
  switch (word) {
    case 'this-month':
      return monthOf(day);
    case 'last-month':
      return shiftWindow(monthOf(day), -1);
    case 'this-quarter':
      return quarterOf(day);
    case 'last-quarter':
      return shiftWindow(quarterOf(day), -1);
    case 'last-year':
      return shiftWindow(yearOf(day), -1);
    default:
      return yearOf(day);
  }
}

function cellOf(row: Row | undefined, period: string): CompareCell {
  if (!row) return { held: 0, due: 0, na: '—' };
  if (row.due === 0 && row.notApplicable)
    return { held: 0, due: 0, na: t('charts.console.notApplicable'), naWhy: t(`charts.console.why.${row.notApplicable}`) };
  return {
    held: row.met,
    due: row.due,
    to: recordsLink(row.records, period),
    ...(row.last ? { last: t('charts.console.last', { n: row.last.met }) } : {}),
  };
}

/** The branches of one school stand by kind, like beside like. */
function standsByKind(view: Comparison): boolean {
  return view.level === 'branch' && (!view.within || view.items.every((row) => row.organisation.parentId === view.within?.id));
}

/** Tree order; where they stand by kind, tree order within each. */
function ordered(view: Comparison): readonly Row[] {
  if (!standsByKind(view)) return view.items;
  const place = (row: Row) => COMPOSITIONS.findIndex((one) => one === row.organisation.composition);
  return [...view.items].sort((a, b) => place(a) - place(b));
}

/** A kind of branch, with where the middle half of its like lies in the whole university. */
function likeOf(view: Comparison, composition: string | null): string {
  const kind = nameIn(compositionNames, composition);
  const like = view.quartiles.find((one) => one.composition === composition);
  return like ? t('charts.console.like', { kind, range: [...new Set([percent(like.lower), percent(like.upper)])].join('–') }) : kind;
}

/** Comparisons of several kinds beside each other: like with like, tree order, held beside due. */
export function useComparison(requests: readonly (() => Request<typeof charts.comparison>)[]) {
  const answers = requests.map((request) => useAsk(charts.comparison, request, { live: ['meetings', 'findings', 'organisations'] }));
  const lead = computed(() => answers[0]?.data);
  const rows = computed<CompareRowProps[]>(() => {
    const first = lead.value;
    if (!first) return [];
    let group = '';
    return ordered(first).map((item) => {
      const one = item.organisation;
      const heading =
        first.level === 'branch' ? (first.within && one.parentId !== first.within.id ? (one.parentName ?? '') : likeOf(first, one.composition)) : '';
      const said = heading !== group ? heading : '';
      group = heading;
      return {
        name: one.name,
        ...(said ? { group: said } : {}),
        to: first.level === 'branch' ? `/branches/${one.id}` : `/organisations/${one.id}`,
        cells: answers.map((answer) =>
          cellOf(
            answer.data?.items.find((row) => row.organisation.id === one.id),
            answer.data?.period ?? first.period,
          ),
        ),
      };
    });
  });
  const heads = computed(() => [
    lead.value?.level === 'school' ? t('charts.console.school') : t('charts.console.branch'),
    ...answers.map((answer) => t('charts.console.headDue', { kind: t(`charts.console.kind.${answer.data?.kind ?? 'membersMeeting'}`) })),
  ]);
  /** Where the middle half of like branches lies, in shares of what was due. */
  const middle = computed(() => {
    const first = lead.value;
    if (!first) return [];
    if (standsByKind(first)) return first.quartiles.length ? [t('charts.console.likeMeans')] : [];
    return first.quartiles.map((one) =>
      `${one.composition ? nameIn(compositionNames, one.composition) : ''} ${t('charts.console.quartile', { lower: percent(one.lower), upper: percent(one.upper) })}`.trim(),
    );
  });
  const card = computed(() => cardOf(worstOf(answers.map((answer) => answer.frame)), rows.value.length === 0));
  const reload = () => {
    for (const answer of answers) answer.reload();
  };
  return { answers, lead, rows, heads, middle, card, reload };
}

/** A share in words beside a fraction, never alone. */
function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
