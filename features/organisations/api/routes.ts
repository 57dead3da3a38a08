import { routes } from '#platform/server/http/feature.ts';
import { organisations } from '../contract.ts';
import { correct, dissolve, found, move, rename } from './change-tree.ts';
import { listDuties, setDuties } from './duties.ts';
import { changeMeasures, measures } from './measures.ts';
import { merge, split } from './merge-split.ts';
import { openWork } from './open-work.ts';
import { appoint, endPost, handOver } from './posts.ts';
import { changes, listOrganisations, organisation } from './read.ts';
import { endException, endSuspension, recordException, recordSuspension, standing } from './standing.ts';
import { endCommittee, extendTerm, formCommittee, setTerm } from './terms.ts';

export const organisationRoutes = routes(organisations, {
  listOrganisations,
  organisation,
  changes,
  openWork,
  found,
  rename,
  move,
  merge,
  split,
  dissolve,
  correct,
  measures,
  changeMeasures,
  setTerm,
  extendTerm,
  formCommittee,
  endCommittee,
  appoint,
  endPost,
  handOver,
  listDuties,
  setDuties,
  standing,
  recordException,
  endException,
  recordSuspension,
  endSuspension,
});
