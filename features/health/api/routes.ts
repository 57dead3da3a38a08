import { routes } from '#platform/server/http/feature.ts';
import { health } from '../contract.ts';
import { branchDuties } from './duties.ts';
import { answerFinding, explainFinding, withdrawReason } from './explain-finding.ts';
import { getBranchHealth } from './get-health.ts';
import { getFinding, listBranchFindings, listFindings } from './list-findings.ts';
import { branchHealthCsv, listBranchHealth } from './list-health.ts';
import { changeHealthSettings, getHealthSettings } from './settings.ts';

export const healthRoutes = routes(health, {
  listBranchHealth,
  branchHealthCsv,
  getBranchHealth,
  branchDuties,
  listBranchFindings,
  listFindings,
  getFinding,
  explainFinding,
  withdrawReason,
  answerFinding,
  getHealthSettings,
  changeHealthSettings,
});
