import { routes } from '#platform/server/http/feature.ts';
import { calendar as contract } from '../contract.ts';
import { calendar, previewCalendar, setCalendar, setVacationBranches } from './use-cases.ts';

export const calendarRoutes = routes(contract, { calendar, previewCalendar, setCalendar, setVacationBranches });
