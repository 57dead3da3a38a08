import { routes } from '#platform/server/http/feature.ts';
import { members } from '../contract.ts';
import { decideCorrection, listCorrections, proposeCorrection, withdrawCorrection } from './corrections.ts';
import { decideExport, exportFile, listExports, requestExport } from './exports.ts';
import { afterImport, answerProposals, applyImport, beginImport, getImport, importRows, listImports, wrongRows } from './import/imports.ts';
import { confirmMyFile, getMember, listMembers, memberHistory, myFile, revealField, takeMyDataAway } from './members.ts';
import { dataStandard, dataStandardSchema, templateWorkbook } from './standard.ts';

export const memberRoutes = routes(members, {
  listMembers,
  getMember,
  memberHistory,
  revealField,
  myFile,
  confirmMyFile,
  takeMyDataAway,
  proposeCorrection,
  withdrawCorrection,
  listCorrections,
  decideCorrection,
  dataStandard,
  dataStandardSchema,
  templateWorkbook,
  listImports,
  beginImport,
  getImport,
  importRows,
  answerProposals,
  applyImport,
  wrongRows,
  afterImport,
  requestExport,
  listExports,
  decideExport,
  exportFile,
});
