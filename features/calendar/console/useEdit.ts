import { computed, reactive, ref, watch } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { firstDay, lastDay } from '#platform/shared/day/day.ts';
import { choicesOf } from '#platform/web/desk/names.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { DAY_KINDS, type DayKind, dayKindNames, isVacationMonth, teachingDaysOf } from '../calendar.ts';
import { calendar } from '../contract.ts';
import { dayKinds, legend, monthList, monthName } from './months.ts';

type Effect = Response<typeof calendar.previewCalendar>;
type Vacation = { name: string; from: string; to: string };

/** A year of the calendar while it is being changed. Nothing is saved before its effect was seen and its basis written. */
export function useEdit(year: string, done: () => void) {
  const view = useAsk(calendar.calendar, () => ({ year }));
  const vacations = ref<Vacation[]>([]);
  const own = computed<Vacation[]>(
    () => view.data?.vacations.filter((one) => one.from >= firstDay(year)).map(({ name, from, to }) => ({ name, from, to })) ?? [],
  );
  // What is being written is not replaced when the answer is asked again.
  watch(
    () => view.data?.version,
    (version) => version !== undefined && (vacations.value = own.value.map((one) => ({ ...one }))),
    { immediate: true },
  );
  const mended = reactive(new Map<string, { kind: DayKind; name: string }>());
  const fill = ref(false);
  const basis = ref('');
  const effect = ref<Effect | null>(null);

  const days = computed(() => {
    const laid = new Map((effect.value?.days ?? view.data?.days ?? []).map((one) => [one.day, one.kind as DayKind]));
    for (const [day, set] of mended) laid.set(day, set.kind);
    return laid;
  });
  const months = computed(() =>
    monthList(
      (view.data?.months ?? []).map(({ month }) => {
        const taught = teachingDaysOf(month, days.value);
        return { month, teachingDays: taught, vacation: isVacationMonth(taught) };
      }),
    ),
  );
  const vacationsChanged = computed(() => JSON.stringify(vacations.value) !== JSON.stringify(own.value));
  const changed = computed(() => fill.value || mended.size > 0 || vacationsChanged.value);
  const whole = computed(() => vacations.value.every((one) => one.name.trim() !== '' && one.from !== '' && one.to !== ''));
  const body = () => ({
    year,
    fill: fill.value,
    ...(vacationsChanged.value ? { vacations: vacations.value } : {}),
    days: [...mended].map(([day, set]) => ({ day, kind: set.kind, name: set.name || null })),
  });

  const preview = useTell(calendar.previewCalendar, (answer) => void (effect.value = answer));
  const save = useTell(calendar.setCalendar, done);
  const asking = ref(false);
  async function see(): Promise<void> {
    save.clear();
    basis.value ||= view.data?.basis ?? '';
    if ((await preview.run(body())).ok) asking.value = true;
  }

  const at = ref<{ day: string; kind: DayKind; name: string } | null>(null);
  function begin(day: string): void {
    if (day < firstDay(year) || day > lastDay(year)) return;
    const set = mended.get(day) ?? view.data?.days.find((one) => one.day === day);
    at.value = { day, kind: set?.kind ?? 'teaching', name: set?.name ?? '' };
  }
  function take(): void {
    if (at.value) mended.set(at.value.day, { kind: at.value.kind, name: at.value.name.trim() });
    at.value = null;
  }
  function leaveDay(): void {
    if (at.value) mended.delete(at.value.day);
    at.value = null;
  }
  const setting = useTell(calendar.setVacationBranches);
  const rests = (key: 'mixed' | 'joint') =>
    computed({
      get: () => view.data?.vacationBranches[key] ?? false,
      set: (is: boolean) => {
        const now = view.data?.vacationBranches;
        if (now) void setting.run({ mixed: now.mixed, joint: now.joint, [key]: is }, { version: now.version });
      },
    });
  return {
    view,
    vacations,
    mended,
    fill,
    basis,
    effect,
    months,
    kinds: computed(() => dayKinds([...days.value].map(([day, kind]) => ({ day, kind })))),
    words: computed(() => legend('editHint')),
    changed,
    whole,
    preview,
    save,
    asking,
    see,
    at,
    begin,
    take,
    leaveDay,
    setting,
    mixed: rests('mixed'),
    joint: rests('joint'),
    dayOpen: computed({ get: () => at.value !== null, set: (is) => is || (at.value = null) }),
    kindChoices: choicesOf(dayKindNames, [...DAY_KINDS]),
    send: () => view.data && save.run({ ...body(), basis: basis.value.trim() }, { version: view.data.version }),
    undo: () => {
      mended.clear();
      fill.value = false;
      effect.value = null;
      vacations.value = own.value.map((one) => ({ ...one }));
    },
    turned: computed(
      () =>
        effect.value?.turned.map((one) =>
          t(`calendar.console.${one.becomesVacation ? 'becomes' : 'ceases'}`, {
            month: monthName(one.month),
            before: one.before ?? t('calendar.console.unset'),
            after: one.after ?? t('calendar.console.unset'),
          }),
        ) ?? [],
    ),
  };
}
