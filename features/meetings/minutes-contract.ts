/** The part of the meetings' contract from the draft of the minutes on. */
import { z } from 'zod';
import { contract } from '#platform/shared/contract/contract.ts';
import { Id, Instant } from '#platform/shared/contract/schemas.ts';
import { mayAttendMeeting, mayConfirmMeeting, mayDecideAmendment, mayNameDeputy, mayReadMeeting, mayRecordMeeting } from './policy.ts';
import { deciding, gone, submitting } from './refusals.ts';
import { DecisionBody, FiveBuildings, Item, MeetingView, NextStep, Observers, RollEntry, recordParts, Tally } from './schemas.ts';
import { meetingSentences } from './sentences.ts';

export const PHOTO_MAX_BYTES = 15_000_000;
const M = '/meetings/:meetingId' as const;

export const minutesEndpoints = contract(meetingSentences, {
  saveMinutes: {
    method: 'PUT',
    path: `${M}/minutes`,
    summary: { zh: '保存会议记录草稿', en: 'Save the draft of the minutes' },
    policy: mayRecordMeeting,
    ifMatch: true,
    body: z.object({
      items: z.array(Item).max(30),
      nextSteps: z.array(NextStep).max(50).default([]),
      observers: Observers.optional(),
      fiveBuildings: FiveBuildings.optional(),
      endsAt: Instant.nullish(),
    }),
    output: MeetingView,
    refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded', 'ends_before_start'],
  },
  recordDecision: {
    method: 'POST',
    path: `${M}/decisions`,
    summary: { zh: '记表决结果', en: 'recordParts a decision' },
    policy: mayRecordMeeting,
    body: DecisionBody,
    output: MeetingView,
    refusals: [...deciding],
    example: { matter: '通过年度工作计划', vote: 'ordinary', tally: { yes: 8, no: 1, abstain: 1 } },
  },
  removeDecision: {
    method: 'DELETE',
    path: `${M}/decisions/:decisionId`,
    summary: { zh: '撤去记错的表决', en: 'Take back a decision entered by mistake' },
    policy: mayRecordMeeting,
    output: MeetingView,
    refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded'],
  },
  submitMinutes: {
    method: 'POST',
    path: `${M}/submit`,
    summary: { zh: '提交会议记录', en: 'Submit the minutes' },
    policy: mayRecordMeeting,
    ifMatch: true,
    body: z.object({ record: z.object(recordParts).optional(), writtenAt: Instant.nullish() }),
    output: MeetingView,
    refusals: [...submitting],
    example: {},
  },
  proposeAmendment: {
    method: 'POST',
    path: `${M}/amendments`,
    summary: { zh: '提修改意见', en: 'Propose an amendment' },
    policy: mayAttendMeeting,
    body: z.object({ itemId: Id.nullish(), text: z.string().trim().min(1).max(2000) }),
    output: MeetingView,
    refusals: ['not_in_branch', ...gone, 'meeting_not_recorded', 'not_attendee', 'amendment_window_over'],
    example: { text: '第二项讨论请补上志愿服务的时间。' },
  },
  decideAmendment: {
    method: 'PUT',
    path: `${M}/amendments/:amendmentId`,
    summary: { zh: '处理修改意见', en: 'Accept or decline an amendment' },
    policy: mayDecideAmendment,
    output: MeetingView,
    refusals: [
      'not_decider',
      'own_amendment',
      ...gone,
      'meeting_not_recorded',
      'amendment_decided',
      'amendment_changes_nothing',
      'reason_missing',
      'person_not_on_roll',
      'tally_incomplete',
      'written_not_counted',
      'too_many_votes',
    ],
    body: z.object({
      accepted: z.boolean(),
      reason: z.string().trim().max(300),
      /** Where accepted, what of the record becomes otherwise. The item is that of the proposal, unless another is named. */
      itemId: Id.nullish(),
      points: z.string().max(20_000).optional(),
      roll: z
        .array(RollEntry.omit({ notDue: true }))
        .max(1000)
        .optional(),
      decisions: z
        .array(z.object({ id: Id, tally: Tally }))
        .max(50)
        .optional(),
      nextSteps: z.array(NextStep).max(50).optional(),
    }),
  },
  agreeToMinutes: {
    method: 'POST',
    path: `${M}/agree`,
    summary: { zh: '同意会议记录', en: 'Agree to the minutes' },
    policy: mayAttendMeeting,
    output: MeetingView,
    refusals: ['not_in_branch', ...gone, 'meeting_not_recorded', 'not_attendee', 'amendment_window_over'],
  },
  confirmMinutes: {
    method: 'POST',
    path: `${M}/confirm`,
    summary: { zh: '确认会议记录，即定稿', en: 'Confirm the minutes, which freezes them' },
    policy: mayConfirmMeeting,
    output: MeetingView,
    refusals: ['not_chair', ...gone, 'meeting_not_recorded', 'amendment_open', 'too_early_to_confirm'],
  },
  nameDeputy: {
    method: 'POST',
    path: `${M}/deputy`,
    summary: { zh: '主持人已离开的，上级指定代为确认的人', en: 'The level above names who confirms for a chair who has left' },
    policy: mayNameDeputy,
    body: z.object({ personId: Id, reason: z.string().trim().max(300) }),
    output: MeetingView,
    refusals: ['not_level_above', ...gone, 'meeting_not_recorded', 'chair_still_here', 'deputy_not_member', 'deputy_already_named', 'reason_missing'],
    example: { personId: '01980000-0000-7000-8000-000000000001', reason: '原主持人已转出，请代为确认。' },
  },
  addAddendum: {
    method: 'POST',
    path: `${M}/addenda`,
    summary: { zh: '写补充记录', en: 'Add an addendum' },
    policy: mayRecordMeeting,
    body: z.object({ text: z.string().trim().min(1).max(5000) }),
    output: MeetingView,
    refusals: ['not_recorder', 'meeting_not_confirmed', 'meeting_cancelled'],
    example: { text: '补充：会后两位同志交来书面材料。' },
  },
  addPhoto: {
    method: 'POST',
    path: `${M}/photos`,
    summary: { zh: '放一张照片', en: 'Add a photo' },
    policy: mayRecordMeeting,
    upload: { maxBytes: PHOTO_MAX_BYTES },
    body: z.object({ caption: z.string().trim().max(100).default('') }),
    output: MeetingView,
    refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded', 'file_not_picture', 'too_many_photos'],
  },
  removePhoto: {
    method: 'DELETE',
    path: `${M}/photos/:fileId`,
    summary: { zh: '撤下一张照片', en: 'Remove a photo' },
    policy: mayRecordMeeting,
    output: MeetingView,
    refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded'],
  },
  getPhoto: {
    method: 'GET',
    path: `${M}/photos/:fileId`,
    summary: { zh: '看一张照片', en: 'A photo' },
    policy: mayReadMeeting,
    output: z.void(),
    download: { mediaType: 'image/webp' },
    refusals: [],
  },
  minutesPdf: {
    method: 'GET',
    path: `${M}/minutes.pdf`,
    summary: { zh: '会议记录（PDF）', en: 'The minutes as PDF' },
    policy: mayReadMeeting,
    output: z.void(),
    download: { mediaType: 'application/pdf' },
    refusals: ['meeting_not_held', 'meeting_cancelled'],
  },
});
