import { useIntervalFn } from '@vueuse/core';
import { computed, reactive, watch } from 'vue';
import { jobs } from '#features/jobs/contract.ts';
import { isFinished } from '#features/jobs/job.ts';
import { compositionNames } from '#features/organisations/organisation.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { choicesOf } from '#platform/web/desk/names.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import type { Count } from '#ui/types.ts';
import { members } from '../contract.ts';

export type Import = Response<typeof members.getImport>;
export type Proposal = Import['proposals'][number];
type Composition = keyof typeof compositionNames;
export const OUTCOMES = ['new', 'changed', 'same', 'warned', 'wrong'] as const;
type Outcome = (typeof OUTCOMES)[number];
/** What stays as it is need not be read; it is listed when its figure is pressed. */
const TELLING: Outcome[] = ['new', 'changed', 'warned', 'wrong'];
export const importMarks = { checking: 'open', checked: 'due', applying: 'open', applied: 'met', cancelled: 'na', failed: 'missed' } as const;

/** About how long it still takes, as people say it. */
function timeLeft(seconds: number): string {
  return seconds < 60 ? t('members.console.seconds', { n: Math.max(1, seconds) }) : t('members.console.minutes', { n: Math.ceil(seconds / 60) });
}

/** One import from its check to what comes after it. Its work goes on without the page. */
export function useImport(importId: string) {
  const view = useAsk(members.getImport, () => ({ importId }), { live: ['jobs'] });
  const running = computed(() => view.data?.state === 'checking' || view.data?.state === 'applying');
  const job = useAsk(jobs.job, () => ({ jobId: view.data?.jobId ?? '' }), { live: ['jobs'], enabled: () => running.value && !!view.data?.jobId });
  watch(
    () => job.data && isFinished(job.data.state),
    (over) => over && view.reload(),
  );
  // Whoever may not see the task itself, and a stream that fell silent, still learn the end.
  useIntervalFn(() => running.value && (view.reload(), job.reload()), 4000);

  const outcome = useAddressValue('outcome');
  const rows = useList(members.importRows, () => ({ importId, outcome: outcome.value ? [outcome.value as Outcome] : TELLING, limit: 100 }), {
    enabled: () => view.data != null && view.data.counts !== null,
  });
  watch(
    () => view.data?.state,
    (now, before) => {
      if (before === undefined || now === before) return;
      rows.reload();
      // What follows stands at the head of the page; the button that led here stands at its foot.
      scrollTo({ top: 0 });
    },
  );
  const counts = computed<Count[]>(() =>
    OUTCOMES.map((key) => ({
      key,
      label: t(`members.console.outcome.${key}`),
      note: t(`members.console.outcomeNote.${key}`),
      figure: view.data?.counts?.[key] ?? 0,
      ...looks[key],
    })),
  );

  const progress = computed(() => {
    const now = job.data;
    if (!now?.total) return { done: 0, total: 1, text: t('members.console.begins') };
    if (now.cancelAsked) return { done: now.done, total: now.total, text: t('members.console.cancelling') };
    const text = t(`members.console.${view.data?.state === 'applying' ? 'applying' : 'checking'}`, { done: now.done, total: now.total });
    return {
      done: now.done,
      total: now.total,
      text: text + (now.remainingSeconds === null ? '' : t('members.console.left', { time: timeLeft(now.remainingSeconds) })),
    };
  });
  const reload = () => (view.reload(), job.reload());
  const cancel = useTell(jobs.cancelJob, reload);

  const answers = reactive<Record<string, Composition>>({});
  watch(
    () => view.data?.proposals,
    (list) => {
      for (const one of list ?? []) answers[one.code] ??= (one.answer ?? one.composition ?? 'mixed') as Composition;
    },
    { immediate: true },
  );
  const unsettled = computed(() => view.data?.proposals.filter((one) => one.answer === null) ?? []);
  const settle = useTell(members.answerProposals);
  const apply = useTell(members.applyImport, reload);
  const taken = computed(() => {
    const c = view.data?.counts;
    return c ? c.new + c.changed + c.warned : 0;
  });
  const next = useAsk(members.afterImport, () => ({ importId }), { enabled: () => view.data?.state === 'applied' });
  return {
    view,
    running,
    job,
    progress,
    cancel,
    outcome,
    rows,
    counts,
    answers,
    unsettled,
    settle,
    apply,
    taken,
    next,
    whyNot: computed(() =>
      unsettled.value.length > 0 ? 'proposalsFirst' : taken.value > 0 ? null : view.data?.counts?.wrong ? 'nothing' : 'allSame',
    ),
    compositions: choicesOf(compositionNames),
    stop: () => job.data && cancel.run({ jobId: job.data.id }),
    sendAnswers: () => view.data && settle.run({ importId, answers: { ...answers } }, { version: view.data.version }),
    start: () => apply.run({ importId }),
    step: computed(
      () => (view.data?.state === 'applied' ? 'done' : view.data?.state === 'applying' ? 'import' : 'diff') as 'diff' | 'import' | 'done',
    ),
    title: computed(() =>
      t(
        `members.console.${({ checking: 'checkingTitle', checked: 'seeDiff', applying: 'applyingTitle', applied: 'appliedTitle', cancelled: 'stoppedTitle', failed: 'stoppedTitle' } as const)[view.data?.state ?? 'checking']}`,
      ),
    ),
  };
}

const looks: Record<Outcome, Pick<Count, 'icon' | 'state'>> = {
  new: { icon: 'plus' },
  changed: { icon: 'move' },
  same: { icon: 'check' },
  warned: { state: 'due' },
  wrong: { state: 'missed' },
};
