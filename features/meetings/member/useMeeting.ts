import { type ComputedRef, computed } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { dayOf } from '#platform/shared/day/day.ts';
import { sayDayAndWeekday, timeOf } from '#platform/web/i18n/dates.ts';
import { language, say, sentence, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, type Frame, useAsk } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import { kindRules, type RecordableKind } from '../kind.ts';
import { meetingSentences } from '../sentences.ts';
import { fullTitle as titleIn } from '../title.ts';

export type Meeting = Response<typeof meetings.getMeeting>;
export type MeetingRow = Response<typeof meetings.listMeetings>['items'][number];

/** One meeting, asked again whenever something of it changes elsewhere. */
export function useMeeting(meetingId: () => string): Asked<typeof meetings.getMeeting> {
  return useAsk(meetings.getMeeting, () => ({ meetingId: meetingId() }), { live: ['meetings'] });
}

/**
 * The frame of a task's page. It belongs to those whose task it is: to others it is closed, with the reason. What only the state
 * of the meeting forbids leaves it open and is said beside the button.
 */
export function taskFrame(meeting: Asked<typeof meetings.getMeeting>, ability: 'edit' | 'takeRoll' | 'write'): Frame {
  const code = meeting.data?.abilities[ability].code;
  if (!meeting.data || (code !== 'not_recorder' && code !== 'not_secretary')) return meeting.frame;
  return { state: 'forbidden', forbidden: { title: t('platform.forbidden'), text: whyNot(meeting.data, code) } };
}

export const kindName = (kind: RecordableKind): string => say(kindRules[kind].name);
export const fullTitle = (meeting: { kind: RecordableKind; title: string }): string => titleIn(meeting, language.value);
export function placeOf(meeting: { place: string | null; online: boolean }): string {
  return meeting.place || (meeting.online ? t('meetings.online') : t('meetings.noPlace'));
}
/** 11 月 26 日 周四 19:00–20:10. */
export function whenOf(meeting: { startsAt: string; endsAt: string | null }): string {
  return `${sayDayAndWeekday(dayOf(meeting.startsAt))} ${timeOf(meeting.startsAt)}${meeting.endsAt ? `–${timeOf(meeting.endsAt)}` : ''}`;
}
/** Why an ability is not there, in words; the few sentences with figures take them from the meeting. */
export function whyNot(meeting: Meeting, code: string | undefined): string {
  const open = meeting.amendments.filter((one) => one.state === 'proposed').length;
  return sentence(meetingSentences, code, {
    open,
    agreed: meeting.confirmation.agreed,
    present: meeting.confirmation.present,
    hours: hoursLeft(meeting),
    most: 20,
  });
}
export function hoursLeft(meeting: Meeting, now = Date.now()): number {
  const end = meeting.confirmation.amendmentsEndAt;
  return end ? Math.max(0, Math.ceil((Date.parse(end) - now) / 3_600_000)) : 0;
}

/** The line under a record's title: its day, who came, where it stands. */
export function rowFacts(row: MeetingRow): string[] {
  const state = {
    planned: 'meetings.state.planned',
    announced: 'meetings.state.announced',
    held: 'meetings.state.held',
    recorded: 'meetings.state.recorded',
    confirmed: 'meetings.state.confirmed',
    cancelled: 'meetings.state.cancelled',
  }[row.state];
  const came =
    ['held', 'recorded', 'confirmed'].includes(row.state) && row.due > 0 ? [t('meetings.came', { present: row.present, due: row.due })] : [];
  return [
    row.state === 'announced' || row.state === 'planned' ? whenOf(row) : (sayDayAndWeekday(dayOf(row.startsAt)).split(' ')[0] ?? ''),
    ...came,
    t(state),
  ];
}

export function useFacts(meeting: () => Meeting | undefined): ComputedRef<{ label: string; text: string; to?: string; more?: string }[]> {
  return computed(() => {
    const m = meeting();
    if (!m) return [];
    const { due, present, onLeave, absent } = m.attendance;
    const held = ['held', 'recorded', 'confirmed'].includes(m.state);
    return [
      { label: t('meetings.facts.time'), text: whenOf(m) },
      { label: t('meetings.facts.place'), text: placeOf(m) },
      { label: t('meetings.facts.chair'), text: m.chair.name },
      { label: t('meetings.facts.recorder'), text: m.recorder.name },
      ...(m.lecturer ? [{ label: t('meetings.facts.lecturer'), text: m.lecturer.name }] : []),
      {
        label: t('meetings.facts.people'),
        text: held
          ? t('meetings.facts.attendance', { due, present, onLeave, absent })
          : t('meetings.facts.answers', { due, coming: m.roll.filter((row) => row.answer === 'coming').length }),
        to: `/meetings/${m.id}/people`,
        more: t('meetings.facts.list'),
      },
      ...(m.observers.length ? [{ label: t('meetings.facts.observers'), text: m.observers.join('、') }] : []),
    ];
  });
}
