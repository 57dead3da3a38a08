import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, DayText, Id, Instant, listOf, pageOf, Paging } from '#platform/shared/contract/schemas.ts';
import { voteGrounds } from './attendance.ts';
import { fiveBuildings, recordableKinds, voteKinds } from './kind.ts';
import { meetingOrigins, meetingStates } from './meeting.ts';
import { mayAttendMeeting, mayConfirmMeeting, mayPlanMeeting, mayReadMeeting, mayRecordMeeting } from './policy.ts';
import { meetingSentences } from './sentences.ts';

const Kind = z.enum(recordableKinds);
const State = z.enum(meetingStates);
const Vote = z.enum(voteKinds);
const Count = z.number().int().min(0).max(5000);
const Named = z.object({ id: Id, name: z.string() });
const MonthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' }).meta({ example: '2026-11' });
const Title = z.string().trim().min(1).max(100);
const Reason = z.string().trim().max(200);
const FiveBuildings = z.array(z.enum(fiveBuildings)).max(3);

export const MeetingRow = z
  .object({
    id: Id, kind: Kind, title: z.string(), state: State, startsAt: z.string(), endsAt: z.string().nullable(), place: z.string().nullable(), online: z.boolean(),
    present: z.number().int(), due: z.number().int(), agreed: z.number().int(), late: z.boolean(), branch: Named,
    /** False for a line that can be seen but not opened (an announced lecture, to an activist). */
    readable: z.boolean(),
  })
  .meta({ id: 'MeetingRow' });

const Tally = z.object({ yes: Count, no: Count, abstain: Count });
export const DecisionView = z.object({ id: Id, matter: z.string(), vote: Vote, subject: Named.nullable(), base: Count, present: Count, written: Count, yes: Count, no: Count, abstain: Count, votesNeeded: Count, adopted: z.boolean() }).meta({ id: 'Decision' });
export const RollRow = z
  .object({
    personId: Id, name: z.string(), category: z.string(), isDue: z.boolean(), mayVote: z.boolean(),
    /** Grounds and reasons are personal: null for all but the committee, the recorder and the person. */
    notDueGround: z.enum(voteGrounds).nullable(), reason: z.string().nullable(),
    answer: z.enum(['coming', 'leave']).nullable(), status: z.enum(['present', 'leave', 'absent']).nullable(), via: z.enum(['tap', 'code']).nullable(), signedAt: z.string().nullable(), afterVotes: z.boolean(), agreed: z.boolean(),
  })
  .meta({ id: 'RollRow' });
const Myself = z.object({ due: z.boolean(), mayVote: z.boolean(), answer: z.enum(['coming', 'leave']).nullable(), reason: z.string().nullable(), status: z.enum(['present', 'leave', 'absent']).nullable(), signedAt: z.string().nullable(), agreed: z.boolean() });
export const AmendmentView = z.object({ id: Id, itemId: Id.nullable(), itemTitle: z.string().nullable(), person: Named, text: z.string(), state: z.enum(['proposed', 'accepted', 'declined']), reason: z.string().nullable(), proposedAt: z.string(), decidedAt: z.string().nullable() }).meta({ id: 'Amendment' });

export const MeetingView = z
  .object({
    id: Id, version: z.number().int(), kind: Kind, title: z.string(), state: State, startsAt: z.string(), endsAt: z.string().nullable(), heldOn: z.string(), place: z.string().nullable(), online: z.boolean(),
    branch: Named, chair: Named, recorder: Named, lecturer: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
    fiveBuildings: z.array(z.enum(fiveBuildings)), observers: z.array(z.string()), cancelReason: z.string().nullable(), announcedAt: z.string().nullable(),
    /** The other record of one occasion: a theme day with its lecture. */
    occasion: z.object({ id: Id, kind: Kind, title: z.string() }).nullable(),
    items: z.array(z.object({ id: Id, title: z.string(), points: z.string() })),
    roll: z.array(RollRow),
    attendance: z.object({ due: Count, present: Count, onLeave: Count, absent: Count, excused: Count, excusedPresent: Count, observers: Count }),
    /** For each vote this kind knows: enough in the room now? */
    quorums: z.array(z.object({ vote: Vote, base: Count, present: Count, needed: Count, met: z.boolean(), votesNeeded: Count })),
    decisions: z.array(DecisionView),
    nextSteps: z.array(z.object({ id: Id, text: z.string(), ownerName: z.string().nullable(), dueOn: z.string().nullable() })),
    amendments: z.array(AmendmentView),
    addenda: z.array(z.object({ id: Id, person: Named, text: z.string(), at: z.string() })),
    photos: z.array(z.object({ id: Id, caption: z.string() })),
    confirmation: z.object({
      submittedAt: z.string().nullable(), receivedAt: z.string().nullable(), writtenAt: z.string().nullable(), amendmentsEndAt: z.string().nullable(), agreed: Count, present: Count,
      late: z.boolean(), punctuality: z.enum(['onTime', 'late', 'imported']).nullable(), lateFrom: z.string(), origin: z.enum(meetingOrigins), confirmedAt: z.string().nullable(), confirmedBy: Named.nullable(), sha256: z.string().nullable(),
    }),
    myself: Myself.nullable(),
    /** What the minutes still lack, by place in the form. */
    missing: z.array(z.object({ field: z.string(), path: z.string() })),
    abilities: z.object({
      edit: Ability, announce: Ability, cancel: Ability, takeRoll: Ability, hold: Ability, showCode: Ability, write: Ability, submit: Ability, decideAmendments: Ability, addPhoto: Ability,
      answer: Ability, signIn: Ability, agree: Ability, amend: Ability, confirm: Ability, addAddendum: Ability,
    }),
  })
  .meta({ id: 'Meeting' });

/** A name on the roll as it is tapped. Leaving someone out of a vote's base needs the consent of the level above and a vote. */
const RollEntry = z.object({
  personId: Id, status: z.enum(['present', 'leave', 'absent']), reason: Reason.optional(), afterVotes: z.boolean().optional(),
  notDue: z.object({ ground: z.enum(voteGrounds), consentOfLevelAbove: z.boolean(), votedByMeeting: z.boolean() }).nullish(),
});
const Item = z.object({ title: z.string().trim().min(1).max(200), points: z.string().max(20_000).default('') });
const NextStep = z.object({ text: z.string().trim().min(1).max(300), ownerName: z.string().trim().max(50).nullish(), dueOn: DayText.nullish() });
const DecisionBody = z.object({
  matter: z.string().trim().min(1).max(300), vote: Vote, subjectId: Id.nullish(), tally: Tally,
  /** Of the tally, what came in writing before the meeting, and from whom. */
  written: Tally.nullish(), opinions: z.array(z.object({ personId: Id, receivedAt: Instant })).max(500).optional(), secret: z.boolean().optional(),
});
const Observers = z.array(z.string().trim().min(1).max(50)).max(100);
const Record = {
  endsAt: Instant.nullish(), observers: Observers.optional(), fiveBuildings: FiveBuildings.optional(), items: z.array(Item).max(30),
  roll: z.array(RollEntry).max(1000), decisions: z.array(DecisionBody).max(50).default([]), nextSteps: z.array(NextStep).max(50).default([]), writtenAt: Instant.nullish(),
};
const plan = {
  kind: Kind, title: Title, startsAt: Instant, endsAt: Instant.nullish(), place: z.string().trim().max(100).nullish(), online: z.boolean().optional(), chairId: Id, recorderId: Id,
  lecturerId: Id.nullish(), lecturerName: z.string().trim().max(50).nullish(), fiveBuildings: FiveBuildings.optional(), occasionId: Id.nullish(),
};
const example = { branchId: '01980000-0000-7000-8000-000000000001', kind: 'membersMeeting', title: '讨论年度工作', startsAt: '2026-11-26T19:00:00+08:00', place: '明理楼 302', chairId: '01980000-0000-7000-8000-000000000002', recorderId: '01980000-0000-7000-8000-000000000003', agenda: [{ title: '听取支部委员会工作报告' }] };

const gone = ['meeting_cancelled', 'meeting_confirmed'] as const;
const planning = ['not_secretary', 'kind_not_open', 'place_missing', 'ends_before_start', 'chair_not_member', 'recorder_not_member', 'no_committee', 'branch_dissolved', 'not_a_branch', 'meeting_id_taken', 'occasion_not_joined'] as const;
const rolling = ['not_recorder', ...gone, 'meeting_not_announced', 'meeting_recorded', 'starts_in_future', 'person_not_on_roll', 'reason_missing', 'ground_not_listed', 'consent_missing', 'meeting_vote_missing'] as const;
const deciding = ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded', 'vote_not_in_this_kind', 'duplicate_matter', 'one_candidate_at_a_time', 'ballot_not_secret', 'no_committee', 'no_quorum', 'tally_incomplete', 'written_not_counted', 'too_many_votes', 'person_not_on_roll'] as const;
const submitting = [...rolling, ...deciding, 'meeting_not_held', 'minutes_incomplete', 'committee_too_few', 'ends_before_start'] as const;

export const PHOTO_MAX_BYTES = 15_000_000;
const M = '/meetings/:meetingId' as const;

export const meetings = contract(meetingSentences, {
  listMeetings: {
    method: 'GET', path: '/meetings', summary: { zh: '会议列表', en: 'List meetings' }, policy: signedIn,
    query: Paging.extend({ branch: Id.optional(), kind: listOf(Kind), from: DayText.optional(), to: DayText.optional(), month: MonthText.optional(), state: listOf(State), order: z.enum(['newest', 'oldest']).default('newest') }), output: pageOf(MeetingRow), refusals: [],
  },
  meetingMonth: {
    method: 'GET', path: '/meetings/month', summary: { zh: '一个月的会议，供月历用', en: 'The meetings of a month, for the calendar' }, policy: signedIn,
    query: z.object({ month: MonthText, branch: Id.optional() }), output: z.object({ month: z.string(), firstDay: z.string(), lastDay: z.string(), items: z.array(MeetingRow) }), refusals: [],
  },
  waitingMeetings: {
    method: 'GET', path: '/meetings/waiting', summary: { zh: '等我办的会议', en: 'Meetings that wait for me' }, policy: signedIn,
    output: z.object({ items: z.array(z.object({ waits: z.enum(['answer', 'announce', 'takeRoll', 'submit', 'agree', 'decideAmendments', 'confirm']), meeting: MeetingRow })) }), refusals: [],
  },
  getMeeting: { method: 'GET', path: M, summary: { zh: '一次会议的全部记录', en: 'The whole record of a meeting' }, policy: mayReadMeeting, output: MeetingView, refusals: [] },
  prefillPlan: {
    method: 'GET', path: '/branches/:branchId/meeting-plan', summary: { zh: '计划会议时先填好的内容', en: 'What a plan begins with' }, policy: mayPlanMeeting, query: z.object({ kind: Kind }), refusals: ['not_secretary', 'not_a_branch', 'branch_dissolved'],
    output: z.object({
      branch: Named, kind: Kind, title: z.string(), agenda: z.array(z.object({ title: z.string() })), agendaFrom: z.enum(['last', 'template']), last: z.object({ id: Id, title: z.string(), startsAt: z.string() }).nullable(),
      place: z.string().nullable(), online: z.boolean(), chairId: Id.nullable(), recorderId: Id.nullable(), hasCommittee: z.boolean(),
      members: z.array(z.object({ id: Id, name: z.string(), category: z.string(), onCommittee: z.boolean(), post: z.string().nullable() })),
    }),
  },
  planMeeting: {
    method: 'POST', path: '/meetings', summary: { zh: '计划一次会议', en: 'Plan a meeting' }, policy: mayPlanMeeting, output: MeetingView, refusals: [...planning, 'starts_in_past'], example,
    body: z.object({ id: Id.optional(), branchId: Id, ...plan, agenda: z.array(z.object({ title: Item.shape.title })).min(1).max(30) }),
  },
  recordMeeting: {
    method: 'POST', path: '/meetings/record', summary: { zh: '开过，补记录：一次登记并提交', en: 'Enter a meeting after the event and submit its minutes' }, policy: mayPlanMeeting, output: MeetingView, refusals: [...planning, ...submitting],
    body: z.object({ id: Id.optional(), branchId: Id, ...plan, ...Record }), example: { ...example, startsAt: '2026-11-20T19:00:00+08:00', items: [{ title: '学习', points: '集中学习，交流体会。' }], roll: [], agenda: undefined },
  },
  editMeeting: {
    method: 'PATCH', path: M, summary: { zh: '修改计划', en: 'Change the plan' }, policy: mayRecordMeeting, ifMatch: true, output: MeetingView,
    refusals: ['not_recorder', ...gone, 'meeting_recorded', 'meeting_not_held', 'place_missing', 'ends_before_start', 'starts_in_past', 'starts_in_future', 'chair_not_member', 'recorder_not_member'],
    body: z.object({ title: Title.optional(), startsAt: Instant.optional(), endsAt: Instant.nullish(), place: plan.place, online: z.boolean().optional(), chairId: Id.optional(), recorderId: Id.optional(), lecturerId: Id.nullish(), lecturerName: plan.lecturerName, fiveBuildings: FiveBuildings.optional(), agenda: z.array(z.object({ title: Item.shape.title })).min(1).max(30).optional() }),
  },
  announceMeeting: { method: 'POST', path: `${M}/announce`, summary: { zh: '发会议通知', en: 'Announce a meeting' }, policy: mayRecordMeeting, output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_planned', 'no_committee'] },
  cancelMeeting: { method: 'POST', path: `${M}/cancel`, summary: { zh: '取消会议，写明理由', en: 'Cancel a meeting, with its reason' }, policy: mayRecordMeeting, body: z.object({ reason: z.string().trim().max(300) }), output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_already_held', 'reason_missing'], example: { reason: '与学校活动冲突，改到下周。' } },
  answerMeeting: { method: 'PUT', path: `${M}/answer`, summary: { zh: '回复：到会或请假', en: 'Answer: coming, or leave' }, policy: mayAttendMeeting, body: z.object({ answer: z.enum(['coming', 'leave']), reason: Reason.optional() }), output: MeetingView, refusals: ['not_in_branch', ...gone, 'meeting_not_announced', 'answer_closed', 'person_not_on_roll', 'reason_missing'], example: { answer: 'leave', reason: '实习在外地' } },
  holdMeeting: { method: 'POST', path: `${M}/hold`, summary: { zh: '开会', en: 'Open the meeting' }, policy: mayRecordMeeting, output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_announced', 'starts_in_future', 'no_committee', 'committee_too_few'] },
  takeRoll: { method: 'PUT', path: `${M}/roll`, summary: { zh: '点名：整份名单', en: 'Take the roll' }, policy: mayRecordMeeting, ifMatch: true, body: z.object({ roll: z.array(RollEntry).min(1).max(1000), observers: Observers.optional() }), output: MeetingView, refusals: [...rolling] },
  markPerson: { method: 'PATCH', path: `${M}/roll/:personId`, summary: { zh: '点名：一个人', en: 'Mark one name on the roll' }, policy: mayRecordMeeting, body: RollEntry.omit({ personId: true }), output: MeetingView, refusals: [...rolling], example: { status: 'present' } },
  signInCode: { method: 'GET', path: `${M}/sign-in-code`, summary: { zh: '会场签到码', en: 'The code of the room' }, policy: mayRecordMeeting, output: z.object({ code: z.string(), nextInMs: z.number().int(), validForMs: z.number().int(), /** For the QR code: the page of the phone that signs in with this code. */ link: z.string(), signedIn: Count, due: Count }), refusals: ['not_recorder', 'sign_in_closed', 'meeting_not_announced', 'meeting_cancelled'] },
  signInToMeeting: { method: 'POST', path: `${M}/sign-in`, summary: { zh: '用签到码签到', en: 'Sign in with the code of the room' }, policy: mayAttendMeeting, body: z.object({ code: z.string().trim().min(1).max(12) }), output: MeetingView, refusals: ['not_in_branch', 'sign_in_closed', 'meeting_not_announced', 'meeting_cancelled', 'person_not_on_roll', 'code_wrong', 'code_expired', 'too_many_codes'], example: { code: '204816' } },
  saveMinutes: { method: 'PUT', path: `${M}/minutes`, summary: { zh: '保存会议记录草稿', en: 'Save the draft of the minutes' }, policy: mayRecordMeeting, ifMatch: true, body: z.object({ items: z.array(Item).max(30), nextSteps: z.array(NextStep).max(50).default([]), observers: Observers.optional(), fiveBuildings: FiveBuildings.optional(), endsAt: Instant.nullish() }), output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded', 'ends_before_start'] },
  recordDecision: { method: 'POST', path: `${M}/decisions`, summary: { zh: '记表决结果', en: 'Record a decision' }, policy: mayRecordMeeting, body: DecisionBody, output: MeetingView, refusals: [...deciding], example: { matter: '通过年度工作计划', vote: 'ordinary', tally: { yes: 8, no: 1, abstain: 1 } } },
  removeDecision: { method: 'DELETE', path: `${M}/decisions/:decisionId`, summary: { zh: '撤去记错的表决', en: 'Take back a decision entered by mistake' }, policy: mayRecordMeeting, output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded'] },
  submitMinutes: { method: 'POST', path: `${M}/submit`, summary: { zh: '提交会议记录', en: 'Submit the minutes' }, policy: mayRecordMeeting, body: z.object({ record: z.object(Record).optional(), writtenAt: Instant.nullish() }), output: MeetingView, refusals: [...submitting], example: {} },
  proposeAmendment: { method: 'POST', path: `${M}/amendments`, summary: { zh: '提修改意见', en: 'Propose an amendment' }, policy: mayAttendMeeting, body: z.object({ itemId: Id.nullish(), text: z.string().trim().min(1).max(2000) }), output: MeetingView, refusals: ['not_in_branch', ...gone, 'meeting_not_recorded', 'not_attendee', 'amendment_window_over'], example: { text: '第二项讨论请补上志愿服务的时间。' } },
  decideAmendment: {
    method: 'PUT', path: `${M}/amendments/:amendmentId`, summary: { zh: '处理修改意见', en: 'Accept or decline an amendment' }, policy: mayRecordMeeting, output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_recorded', 'amendment_decided', 'reason_missing', 'person_not_on_roll'],
    body: z.object({ accepted: z.boolean(), reason: z.string().trim().max(300), /** The new text of the item, and corrections of the roll, where accepted. */ points: z.string().max(20_000).optional(), roll: z.array(RollEntry.omit({ notDue: true })).max(1000).optional() }),
  },
  agreeToMinutes: { method: 'POST', path: `${M}/agree`, summary: { zh: '同意会议记录', en: 'Agree to the minutes' }, policy: mayAttendMeeting, output: MeetingView, refusals: ['not_in_branch', ...gone, 'meeting_not_recorded', 'not_attendee', 'amendment_window_over'] },
  confirmMinutes: { method: 'POST', path: `${M}/confirm`, summary: { zh: '确认会议记录，即定稿', en: 'Confirm the minutes, which freezes them' }, policy: mayConfirmMeeting, output: MeetingView, refusals: ['not_chair', ...gone, 'meeting_not_recorded', 'amendment_open', 'too_early_to_confirm'] },
  addAddendum: { method: 'POST', path: `${M}/addenda`, summary: { zh: '写补充记录', en: 'Add an addendum' }, policy: mayRecordMeeting, body: z.object({ text: z.string().trim().min(1).max(5000) }), output: MeetingView, refusals: ['not_recorder', 'meeting_not_confirmed', 'meeting_cancelled'], example: { text: '补充：会后两位同志交来书面材料。' } },
  addPhoto: { method: 'POST', path: `${M}/photos`, summary: { zh: '放一张照片', en: 'Add a photo' }, policy: mayRecordMeeting, upload: { maxBytes: PHOTO_MAX_BYTES }, body: z.object({ caption: z.string().trim().max(100).default('') }), output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded', 'file_not_picture', 'too_many_photos'] },
  removePhoto: { method: 'DELETE', path: `${M}/photos/:fileId`, summary: { zh: '撤下一张照片', en: 'Remove a photo' }, policy: mayRecordMeeting, output: MeetingView, refusals: ['not_recorder', ...gone, 'meeting_not_held', 'meeting_recorded'] },
  getPhoto: { method: 'GET', path: `${M}/photos/:fileId`, summary: { zh: '看一张照片', en: 'A photo' }, policy: mayReadMeeting, output: z.void(), download: { mediaType: 'image/webp' }, refusals: [] },
  minutesPdf: { method: 'GET', path: `${M}/minutes.pdf`, summary: { zh: '会议记录（PDF）', en: 'The minutes as PDF' }, policy: mayReadMeeting, output: z.void(), download: { mediaType: 'application/pdf' }, refusals: ['meeting_not_held', 'meeting_cancelled'] },
});
