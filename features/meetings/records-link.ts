import { firstDay, lastDay, type Window } from '#platform/shared/day/day.ts';

type Records = {
  readonly branch?: string | undefined;
  readonly within?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly composition?: readonly string[] | undefined;
  readonly counted?: boolean | undefined;
};

/** The page of the meetings behind a figure, which both clients have at the same place; a window of the figure narrows it. */
export function recordsLink(records: Records, window?: Window): string {
  const from = window ? firstDay(window) : records.from;
  const to = window ? lastDay(window) : records.to;
  const { branch, within, kind, state, composition, counted } = records;
  const listed = { kind: kind?.join(','), state: state?.join(','), composition: composition?.join(',') };
  const values = { branch, within, from, to, ...listed, counted: counted ? 'true' : undefined };
  const query = Object.entries(values).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return `/meetings?${query.join('&')}`;
}
