/**
 * The code of the room: six digits, a new one every 30 seconds, each good for 60. Signing in shows that one was there;
 * no place or device is asked for. The key stays on the server, which alone makes and checks codes.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type MeetingState, OPENS_BEFORE_MINUTES } from './meeting.ts';

export const CODE_EVERY_MS = 30_000;
export const CODE_VALID_MS = 60_000;
const CODE_DIGITS = 6;
/** Codes of the last minutes are known as expired, so that the answer can say "look up again" instead of "wrong". */
const REMEMBERED_STEPS = 10;
/** Where no end is set, a meeting is taken to be over by then. */
const LONGEST_MS = 4 * 3_600_000;

/** HMAC-SHA-256 (or stronger) of a text under the meeting's own key. */
export type Hmac = (message: string) => Uint8Array;

/** Which code is shown at an instant, counted from the epoch. */
export function codeStep(now: number): number {
  return Math.floor(now / CODE_EVERY_MS);
}

/** How long the code now shown stays on the screen. */
export function nextCodeInMs(now: number): number {
  return CODE_EVERY_MS - (now % CODE_EVERY_MS);
}

/** The six digits of a step, cut from the HMAC as RFC 4226 §5.3 does. */
export function codeOfStep(hmac: Hmac, meetingId: string, step: number): string {
  const mac = hmac(`lianxin-sign-in/1\n${meetingId}\n${step}`);
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const at = view.getUint8(mac.byteLength - 1) & 0x0f;
  return String((view.getUint32(at) & 0x7fffffff) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
}

/** What the room's screen shows at an instant. */
export function codeAt(hmac: Hmac, meetingId: string, now: number): { code: string; nextInMs: number } {
  return { code: codeOfStep(hmac, meetingId, codeStep(now)), nextInMs: nextCodeInMs(now) };
}

/** Is this code good now: the one shown, or the one before it. */
export function checkCode(hmac: Hmac, meetingId: string, code: string, now: number): Outcome<void, 'code_wrong' | 'code_expired'> {
  const given = code.replace(/\s/g, '');
  const shown = codeStep(now);
  const good = CODE_VALID_MS / CODE_EVERY_MS;
  for (let back = 0; back < REMEMBERED_STEPS; back += 1) {
    if (codeOfStep(hmac, meetingId, shown - back) === given) return back < good ? done() : refused('code_expired');
  }
  return refused('code_wrong');
}

/** Signing in is open while people gather and the meeting runs, and closed once the minutes are submitted. */
export function signInOpen(
  meeting: { state: MeetingState; startsAt: string; endsAt?: string | null },
  now: number,
): Outcome<void, 'sign_in_closed' | 'meeting_not_announced' | 'meeting_cancelled'> {
  if (meeting.state === 'planned') return refused('meeting_not_announced');
  if (meeting.state === 'cancelled') return refused('meeting_cancelled');
  if (meeting.state !== 'announced' && meeting.state !== 'held') return refused('sign_in_closed');
  const starts = Date.parse(meeting.startsAt);
  const ends = meeting.endsAt ? Date.parse(meeting.endsAt) : starts + LONGEST_MS;
  return now < starts - OPENS_BEFORE_MINUTES * 60_000 || now > ends ? refused('sign_in_closed') : done();
}
