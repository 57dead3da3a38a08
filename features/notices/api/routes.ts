import { routes } from '#platform/server/http/feature.ts';
import { notices } from '../contract.ts';
import { live } from './live.ts';
import { listNotices, readAllNotices, readNotice, unreadNotices } from './read-notices.ts';

export const noticeRoutes = routes(notices, { listNotices, unreadNotices, readNotice, readAllNotices, live });
