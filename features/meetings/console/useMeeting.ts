import { computed } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { dayOf } from '#platform/shared/day/day.ts';
import { sayInstant } from '#platform/web/i18n/dates.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import type { TallyBarProps, ThreadStep } from '#ui/types.ts';
import { meetings } from '../contract.ts';
import { fullTitle } from '../title.ts';
import { twoTimes } from '../two-times.ts';

export type Meeting = Response<typeof meetings.getMeeting>;
const w = (key: string, values?: Record<string, unknown>) => t(`meetings.console.${key}`, values);

/** Finished with no network and received later: both times are told. */
function writtenAndReceived({ writtenAt, receivedAt }: Meeting['confirmation']): string {
  const times = twoTimes(writtenAt, receivedAt);
  return times ? w('writtenLater', { written: sayInstant(times.written), received: sayInstant(times.received) }) : '';
}

/** The way of a record from submitting to confirming, with the hours that are left. */
function stepsOf(meeting: Meeting): ThreadStep[] {
  const { confirmation, amendments } = meeting;
  const confirm: ThreadStep = {
    key: 'confirm',
    label: confirmation.confirmedAt ? w('confirmedAt') : w(confirmation.chairLeft ? 'chairLeft' : 'chairConfirms'),
    detail: confirmation.confirmedAt
      ? w('submittedBy', { name: confirmation.confirmedBy?.name ?? meeting.chair.name, at: sayInstant(confirmation.confirmedAt) })
      : !confirmation.chairLeft
        ? w('chairConfirmsText')
        : confirmation.deputy
          ? w('deputyConfirms', { name: confirmation.deputy.name, by: confirmation.deputy.namedBy ?? '' })
          : w('chairLeftText'),
    at: confirmation.confirmedAt ? 'past' : 'next',
  };
  if (!confirmation.submittedAt)
    return [{ key: 'submit', label: w('notYet'), detail: w('notYetText'), at: meeting.state === 'held' ? 'now' : 'next' }, confirm];
  const sameDay = dayOf(confirmation.submittedAt) === meeting.heldOn;
  const steps: ThreadStep[] = [
    {
      key: 'submit',
      label: w('submitted'),
      detail: [
        `${w('submittedBy', { name: meeting.recorder.name, at: sayInstant(confirmation.submittedAt) })}${sameDay ? `，${w('sameDay')}` : ''}`,
        writtenAndReceived(confirmation),
      ]
        .filter(Boolean)
        .join(language.value === 'en' ? '. ' : '。'),
      at: 'past',
    },
  ];
  const open = amendments.filter((one) => one.state === 'proposed').length;
  if (amendments.length > 0)
    steps.push({
      key: 'amendments',
      label: open > 0 ? w('amendmentsOpen', { n: amendments.length }) : w('amendmentsDone', { n: amendments.length }),
      at: open > 0 && !confirmation.confirmedAt ? 'now' : 'past',
    });
  const left = confirmation.amendmentsEndAt ? Math.ceil((Date.parse(confirmation.amendmentsEndAt) - Date.now()) / 3_600_000) : 0;
  steps.push({
    key: 'window',
    label: left > 0 && !confirmation.confirmedAt ? w('windowLeft', { n: left }) : w('windowOver'),
    detail: w('agreed', { n: confirmation.agreed, m: confirmation.present }),
    at: confirmation.confirmedAt ? 'past' : left > 0 && open === 0 ? 'now' : 'past',
  });
  if (!confirmation.confirmedAt && left <= 0) confirm.at = 'now';
  return [...steps, confirm];
}

function barOf(decision: Meeting['decisions'][number], first: boolean): TallyBarProps {
  const secret = decision.vote === 'admission' || decision.vote === 'conversion';
  const note =
    [secret ? w('secret') : '', decision.written ? w('written', { n: decision.written }) : ''].filter(Boolean).join('，') ||
    w('base', { base: decision.base, present: decision.present });
  return {
    ...(first ? { title: w('decisions') } : {}),
    matter: decision.matter,
    for: decision.yes,
    against: decision.no,
    abstained: decision.abstain,
    need: decision.votesNeeded,
    base: decision.base,
    state: decision.adopted ? 'met' : 'missed',
    word: decision.adopted ? w('adopted') : w('rejected'),
    note,
    words: { need: w('need', { n: decision.votesNeeded }) },
  };
}

/** One meeting with its record, followed live. */
export function useMeeting(id: () => string) {
  const meeting = useAsk(meetings.getMeeting, () => ({ meetingId: id() }), { live: ['meetings'] });
  return {
    meeting,
    printOut: () => window.print(),
    title: computed(() => (meeting.data ? fullTitle(meeting.data, language.value) : '')),
    hasMinutes: computed(() => ['recorded', 'confirmed'].includes(meeting.data?.state ?? '')),
    steps: computed(() => (meeting.data ? stepsOf(meeting.data) : [])),
    tallies: computed(() => (meeting.data?.decisions ?? []).map((decision, i) => ({ id: decision.id, bar: barOf(decision, i === 0) }))),
  };
}
