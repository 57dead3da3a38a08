import type { Call } from '#platform/server/call/call.ts';
import { routes } from '#platform/server/http/feature.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { meetings } from '../contract.ts';
import { mayReadMeeting } from '../policy.ts';
import { addAddendum, agreeToMinutes, confirmMinutes, decideAmendment, proposeAmendment } from './confirm-minutes.ts';
import { listMeetings, meetingMonth, waitingMeetings } from './list-meetings.ts';
import { minutesPdf } from './minutes-pdf.ts';
import { nameDeputy } from './name-deputy.ts';
import { addPhoto, getPhoto, removePhoto } from './photos.ts';
import { announceMeeting, cancelMeeting, editMeeting, planMeeting, prefillPlan } from './plan-meeting.ts';
import { presentMeeting, subjectOf } from './present.ts';
import { meetingRepository } from './repository.ts';
import { answerMeeting, holdMeeting, markPerson, signInCode, signInToMeeting, takeRoll } from './take-roll.ts';
import { recordDecision, recordMeeting, removeDecision, saveMinutes, submitMinutes } from './write-minutes.ts';

async function getMeeting(call: Call, { meetingId }: Input<typeof meetings.getMeeting>): Promise<Output<typeof meetings.getMeeting>> {
  const meeting = await meetingRepository(call.tx).byId(meetingId, call.today);
  call.permit(mayReadMeeting, meeting && subjectOf(meeting));
  return presentMeeting(call, meetingId);
}

export const meetingRoutes = routes(meetings, {
  listMeetings,
  meetingMonth,
  waitingMeetings,
  getMeeting,
  prefillPlan,
  planMeeting,
  recordMeeting,
  editMeeting,
  announceMeeting,
  cancelMeeting,
  answerMeeting,
  holdMeeting,
  takeRoll,
  markPerson,
  signInCode,
  signInToMeeting,
  saveMinutes,
  recordDecision,
  removeDecision,
  submitMinutes,
  proposeAmendment,
  decideAmendment,
  agreeToMinutes,
  confirmMinutes,
  nameDeputy,
  addAddendum,
  addPhoto,
  removePhoto,
  getPhoto,
  minutesPdf,
});
