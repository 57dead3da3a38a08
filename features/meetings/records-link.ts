import { firstDay, lastDay, type Window } from '#platform/shared/day/day.ts';

type Records = {
  readonly branch?: string | undefined;
  readonly within?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: readonly string[] | undefined;
};

/** The page of the meetings behind a figure, which both clients have at the same place; a window of the figure narrows it. */
export function recordsLink(records: Records, window?: Window): string {
  const from = window ? firstDay(window) : records.from;
  const to = window ? lastDay(window) : records.to;
  const values = { branch: records.branch, within: records.within, kind: records.kind?.join(','), from, to, state: records.state?.join(',') };
  const query = Object.entries(values).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return `/meetings?${query.join('&')}`;
}
