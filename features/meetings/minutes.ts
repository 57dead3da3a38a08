/** What minutes must hold, what makes them frozen text, and how those present agree to them or propose changes. */
import { canonicalText } from '#platform/shared/canonical/canonical.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { Attendee, VoteGround } from './attendance.ts';
import { type FiveBuilding, type MeetingKind, meetingKinds, type VoteKind } from './kind.ts';
import { afterStep, type MeetingOrigin, type MeetingState, type StepRefusal } from './meeting.ts';
import type { Decision, Tally } from './vote.ts';

export type MinutesDraft = {
  readonly kind?: string | null;
  readonly startsAt?: string | null;
  readonly chairId?: string | null;
  readonly recorderId?: string | null;
  readonly roll?: readonly Pick<Attendee, 'present' | 'observer'>[] | null;
  readonly agenda?: readonly { readonly title?: string | null; readonly content?: string | null }[] | null;
  readonly decisions?: readonly { readonly matter?: string | null; readonly tally?: Partial<Tally> | null }[] | null;
};

export type MandatoryField = 'kind' | 'date' | 'chair' | 'recorder' | 'roll' | 'agenda' | 'tally';
/** `path` names the place in the draft, such as `decisions.0.tally`. */
export type Missing = { readonly field: MandatoryField; readonly path: string };

const blank = (text: string | null | undefined) => (text ?? '').trim() === '';
const isCount = (n: number | undefined) => Number.isSafeInteger(n) && (n as number) >= 0;

/** What is still missing, in the order of the form. Photos and files are never mandatory. */
export function missingIn(draft: MinutesDraft): Missing[] {
  const missing: Missing[] = [];
  if (!meetingKinds.some((kind) => kind === draft.kind)) missing.push({ field: 'kind', path: 'kind' });
  if (blank(draft.startsAt) || Number.isNaN(Date.parse(draft.startsAt ?? ''))) missing.push({ field: 'date', path: 'startsAt' });
  if (blank(draft.chairId)) missing.push({ field: 'chair', path: 'chairId' });
  if (blank(draft.recorderId)) missing.push({ field: 'recorder', path: 'recorderId' });
  if (!draft.roll?.some((a) => a.present && !a.observer)) missing.push({ field: 'roll', path: 'roll' });

  const agenda = draft.agenda ?? [];
  if (!agenda.some((item) => !blank(item.title) && !blank(item.content))) {
    const unwritten = agenda.findIndex((item) => !blank(item.title));
    missing.push({ field: 'agenda', path: unwritten < 0 ? 'agenda' : `agenda.${unwritten}.content` });
  }
  for (const [i, { tally }] of (draft.decisions ?? []).entries()) {
    if (!tally || !isCount(tally.yes) || !isCount(tally.no) || !isCount(tally.abstain))
      missing.push({ field: 'tally', path: `decisions.${i}.tally` });
  }
  return missing;
}

/** Submitting the minutes: a held meeting with all that is mandatory becomes recorded. */
export function submitMinutes(state: MeetingState, draft: MinutesDraft): Outcome<MeetingState, StepRefusal | 'minutes_incomplete'> {
  const next = afterStep(state, 'record');
  if (!next.ok) return next;
  const missing = missingIn(draft).length;
  return missing === 0 ? next : refused('minutes_incomplete', { missing });
}

/** Everything that confirming freezes. Names are kept as they were that day, beside the ids. */
export type FrozenMinutes = {
  readonly meetingId: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly place: string | null;
  readonly online: boolean;
  readonly chair: Named;
  readonly recorder: Named;
  /** A person from elsewhere has a name only. */
  readonly lecturer: { readonly personId: string | null; readonly name: string } | null;
  readonly roll: readonly (Named & {
    readonly presence: 'present' | 'leave' | 'absent' | 'excused';
    readonly observer: boolean;
    readonly mayVote: boolean;
    readonly reason: string | null;
    /** The ground on which a member was left out of the base. */
    readonly notDueOn: VoteGround | null;
    /** Came only after the votes. */
    readonly afterVotes: boolean;
  })[];
  readonly agenda: readonly { readonly title: string; readonly content: string }[];
  readonly decisions: readonly (Pick<Decision, 'tally' | 'written' | 'base' | 'present' | 'adopted'> & {
    readonly matter: string;
    readonly vote: VoteKind;
    /** Whom an admission or a conversion is about. */
    readonly subject: Named | null;
    /** Null where it was not kept how the vote was taken, or how the written ones were cast. */
    readonly secret: boolean | null;
    readonly writtenTally: Tally | null;
  })[];
  readonly nextSteps: readonly { readonly what: string; readonly owner: string | null; readonly by: string | null }[];
  readonly fiveBuildings: readonly FiveBuilding[];
  readonly origin: MeetingOrigin;
  readonly receivedAt: string;
  readonly writtenAt: string | null;
  /** SHA-256 of photos and papers, in hexadecimal. */
  readonly attachments: readonly string[];
};
type Named = { readonly personId: string; readonly name: string };
type FrozenRollEntry = FrozenMinutes['roll'][number];

/** How the frozen roll says where somebody was: who was not due is excused, unless there. */
export function presenceOf(status: string | null, isDue: boolean): FrozenRollEntry['presence'] {
  if (status === 'present') return 'present';
  if (!isDue) return 'excused';
  return status === 'leave' ? 'leave' : 'absent';
}

/** Observers have names only; they stand on the roll with the rest of those who were in the room. */
export function observersOnRoll(names: readonly string[]): FrozenRollEntry[] {
  return names.map((name) => ({
    personId: '',
    name,
    presence: 'present',
    observer: true,
    mayVote: false,
    reason: null,
    notDueOn: null,
    afterVotes: false,
  }));
}

const instant = (text: string) => new Date(text).toISOString();
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The forms of the frozen text. Each stays as it was: what was frozen in an earlier one is verified in that one. */
type MinutesFormat = 'lianxin-minutes/1' | 'lianxin-minutes/2';
/** The second form adds the lecturer, grounds and late arrivals of the roll, and of a decision whom it is about and how it was taken. */
const NOW: MinutesFormat = 'lianxin-minutes/2';

/**
 * The text that is hashed when the chair confirms: RFC 8785 JSON of exactly these fields, instants in UTC, the roll by
 * person, classes and attachments in order. The order of agenda, decisions and next steps is the meeting's own, and kept.
 */
export function canonicalMinutes(minutes: FrozenMinutes, format: MinutesFormat = NOW): string {
  const named = ({ personId, name }: Named) => ({ personId, name });
  const tally = ({ yes, no, abstain }: Tally) => ({ yes, no, abstain });
  const second = format !== 'lianxin-minutes/1';
  return canonicalText({
    format,
    meetingId: minutes.meetingId,
    branchId: minutes.branchId,
    branchName: minutes.branchName,
    kind: minutes.kind,
    title: minutes.title,
    startsAt: instant(minutes.startsAt),
    endsAt: minutes.endsAt === null ? null : instant(minutes.endsAt),
    place: minutes.place,
    online: minutes.online,
    chair: named(minutes.chair),
    recorder: named(minutes.recorder),
    ...(second ? { lecturer: minutes.lecturer && { personId: minutes.lecturer.personId, name: minutes.lecturer.name } } : {}),
    roll: minutes.roll
      .map((a) => ({
        ...named(a),
        presence: a.presence,
        observer: a.observer,
        mayVote: a.mayVote,
        reason: a.reason,
        ...(second ? { notDueOn: a.notDueOn, afterVotes: a.afterVotes } : {}),
      }))
      .sort((a, b) => byText(a.personId, b.personId)),
    agenda: minutes.agenda.map(({ title, content }) => ({ title, content })),
    decisions: minutes.decisions.map((d) => ({
      matter: d.matter,
      vote: d.vote,
      base: d.base,
      present: d.present,
      tally: tally(d.tally),
      written: d.written,
      adopted: d.adopted,
      ...(second ? { subject: d.subject && named(d.subject), secret: d.secret, writtenTally: d.writtenTally && tally(d.writtenTally) } : {}),
    })),
    nextSteps: minutes.nextSteps.map(({ what, owner, by }) => ({ what, owner, by })),
    fiveBuildings: [...minutes.fiveBuildings].sort(byText),
    origin: minutes.origin,
    receivedAt: instant(minutes.receivedAt),
    writtenAt: minutes.writtenAt === null ? null : instant(minutes.writtenAt),
    attachments: [...minutes.attachments].sort(byText),
  });
}

/** Frozen minutes are never changed: what comes later is an addendum, and only they take one. */
export function mayAddAddendum(state: MeetingState): Outcome<void, 'meeting_not_confirmed' | 'meeting_cancelled'> {
  if (state === 'cancelled') return refused('meeting_cancelled');
  return state === 'confirmed' ? done() : refused('meeting_not_confirmed');
}
