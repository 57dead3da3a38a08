import { accountsConsole } from '#features/accounts/console/pages.ts';
import { auditConsole } from '#features/audit/console/pages.ts';
import { calendarConsole } from '#features/calendar/console/pages.ts';
import { chartsConsole } from '#features/charts/console/pages.ts';
import { healthConsole } from '#features/health/console/pages.ts';
import { meetingsConsole } from '#features/meetings/console/pages.ts';
import { membersConsole } from '#features/members/console/pages.ts';
import { noticesConsole } from '#features/notices/console/pages.ts';
import { organisationsConsole } from '#features/organisations/console/pages.ts';
import type { ConsoleRoom } from '#platform/web/desk/desk.ts';

/** The rooms that have pages in the console, in the order of its guides. */
export const rooms: readonly ConsoleRoom[] = [
  chartsConsole,
  healthConsole,
  accountsConsole,
  organisationsConsole,
  membersConsole,
  meetingsConsole,
  calendarConsole,
  noticesConsole,
  auditConsole,
];
