import { expect, test } from 'vitest';
import { twoTimes } from './two-times.ts';

test.each([
  { why: 'half an hour later', written: '2026-11-26T20:10:00+08:00', received: '2026-11-26T20:40:00+08:00', both: true },
  { why: 'a minute later', written: '2026-11-26T20:10:30+08:00', received: '2026-11-26T20:11:30+08:00', both: true },
  { why: 'at once, over the turn of a minute', written: '2026-11-26T20:10:59+08:00', received: '2026-11-26T20:11:02+08:00', both: false },
  { why: 'by a phone whose clock runs ahead', written: '2026-11-26T20:50:00+08:00', received: '2026-11-26T20:40:00+08:00', both: false },
  { why: 'with no time of its own', written: null, received: '2026-11-26T20:40:00+08:00', both: false },
])('a record received $why: $both', ({ written, received, both }) => {
  expect(twoTimes(written, received)).toEqual(both ? { written, received } : null);
});
