import { routes } from '#platform/server/http/feature.ts';
import { audit } from '../contract.ts';
import { listAboutMe, listAudit } from './use-cases.ts';

export const auditRoutes = routes(audit, { listAudit, listAboutMe });
