import { firstDay, lastDay, type Window } from '#platform/shared/day/day.ts';

type Records = { branch?: string; within?: string; kind?: readonly string[]; from?: string; to?: string; state?: readonly string[] };

/** The page of the meetings behind a figure; a window of the figure narrows it. */
export function recordsLink(records: Records, window?: Window): string {
  const query = new URLSearchParams();
  const from = window ? firstDay(window) : records.from;
  const to = window ? lastDay(window) : records.to;
  for (const [name, value] of Object.entries({ branch: records.branch, within: records.within, kind: records.kind?.join(','), from, to, state: records.state?.join(',') })) if (value) query.set(name, value);
  return `/meetings?${query}`;
}
