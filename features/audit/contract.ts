import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { DayText, Id, Instant, Paging, pageOf } from '#platform/shared/contract/schemas.ts';
import { readAudit } from './policy.ts';
import { auditSentences } from './sentences.ts';

export const AuditEntryView = z
  .object({
    id: Id,
    at: Instant,
    actorId: Id.nullable(),
    actorName: z.string(),
    /** The post acted in: organisation and post code; null for a plain member or a system actor. */
    post: z.object({ organisation: z.string(), kind: z.string() }).nullable(),
    /** Verb and noun, for example `meeting.confirm`. */
    action: z.string(),
    subjectKind: z.string(),
    subjectId: Id.nullable(),
    organisation: z.object({ id: Id, name: z.string() }).nullable(),
    about: z.object({ id: Id, name: z.string() }).nullable(),
    reason: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

export const audit = contract(auditSentences, {
  listAudit: {
    method: 'GET',
    path: '/audit',
    summary: { zh: '操作记录：谁在什么时候做了什么', en: 'Who did what, and when' },
    policy: readAudit,
    query: Paging.extend({
      organisation: Id.optional(),
      person: Id.optional(),
      about: Id.optional(),
      action: z.string().max(60).optional(),
      from: DayText.optional(),
      to: DayText.optional(),
    }),
    output: pageOf(AuditEntryView),
    refusals: ['not_audit_reader'],
  },
  listAboutMe: {
    method: 'GET',
    path: '/me/audit',
    summary: { zh: '谁看过、改过我的资料', en: 'Who looked at or changed my data' },
    policy: signedIn,
    query: Paging,
    output: pageOf(AuditEntryView),
    refusals: [],
  },
});
