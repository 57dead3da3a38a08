/** The part of the organisations' contract on who need not attend, and whose vote rests. */
import { z } from 'zod';
import { contract } from '#platform/shared/contract/contract.ts';
import { DayText, Id } from '#platform/shared/contract/schemas.ts';
import { keepStanding } from './policy.ts';
import { organisationSentences } from './sentences.ts';

export const AttendanceExceptionView = z
  .object({
    id: Id,
    personId: Id,
    name: z.string(),
    ground: z.enum(['abroad', 'longLeave', 'ageOrIllness']),
    reason: z.string(),
    from: DayText,
    to: DayText.nullable(),
  })
  .meta({ id: 'AttendanceException' });
export const VotingSuspensionView = z
  .object({
    id: Id,
    personId: Id,
    name: z.string(),
    ground: z.enum(['onPartyProbation', 'detained', 'otherwiseSuspended']),
    from: DayText,
    to: DayText.nullable(),
  })
  .meta({ id: 'VotingSuspension' });
const Standing = z.object({ exceptions: z.array(AttendanceExceptionView), suspensions: z.array(VotingSuspensionView) });

export const standingEndpoints = contract(organisationSentences, {
  standing: {
    method: 'GET',
    path: '/organisations/:organisationId/standing',
    summary: { zh: '不计入应到的党员和暂停表决权的党员', en: 'Who need not attend, and whose vote rests' },
    policy: keepStanding,
    output: Standing,
    refusals: ['not_in_scope'],
  },
  recordException: {
    method: 'POST',
    path: '/organisations/:organisationId/attendance-exceptions',
    summary: { zh: '登记不计入应到', en: 'Record that a member need not attend' },
    policy: keepStanding,
    body: z.object({
      personId: Id,
      ground: AttendanceExceptionView.shape.ground,
      reason: z.string().trim().min(1).max(200),
      from: DayText,
      to: DayText.nullable().default(null),
    }),
    output: Standing,
    refusals: ['not_in_scope', 'not_a_branch', 'person_not_here', 'span_reversed', 'exception_overlaps'],
  },
  endException: {
    method: 'POST',
    path: '/attendance-exceptions/:exceptionId/end',
    summary: { zh: '结束不计入应到', en: 'End such a record' },
    policy: keepStanding,
    body: z.object({ on: DayText }),
    output: Standing,
    refusals: ['not_in_scope', 'record_ended', 'span_reversed'],
  },
  recordSuspension: {
    method: 'POST',
    path: '/organisations/:organisationId/voting-suspensions',
    summary: { zh: '登记暂停表决权', en: "Record that a member's vote rests" },
    policy: keepStanding,
    body: z.object({ personId: Id, ground: VotingSuspensionView.shape.ground, from: DayText, to: DayText.nullable().default(null) }),
    output: Standing,
    refusals: ['not_in_scope', 'not_a_branch', 'person_not_here', 'span_reversed', 'exception_overlaps'],
  },
  endSuspension: {
    method: 'POST',
    path: '/voting-suspensions/:suspensionId/end',
    summary: { zh: '恢复表决权', en: 'End such a suspension' },
    policy: keepStanding,
    body: z.object({ on: DayText }),
    output: Standing,
    refusals: ['not_in_scope', 'record_ended', 'span_reversed'],
  },
});
