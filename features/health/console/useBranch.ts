import { computed } from 'vue';
import { dayOf, lastDay } from '#platform/shared/day/day.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { sayDay, sayWindow } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import type { DutyRowProps, Finding } from '#ui/types.ts';
import { health } from '../contract.ts';
import { indicatorNames, indicatorStateNames } from '../names.ts';
import { rowsOf } from './reading.ts';
import { useFindingActs, whatOf } from './useFindings.ts';

const w = (key: string, values?: Record<string, unknown>) => t(`health.console.${key}`, values);
const dutyMarks = { met: 'met', answered: 'na', open: 'open', due: 'due', missed: 'missed', notApplicable: 'na' } as const;

/** A branch's health with what is due and what is missing, followed live. */
export function useBranch(branchId: () => string) {
  const live = ['meetings', 'findings', 'organisations', 'posts'];
  const period = useAddressValue('period');
  const branch = useAsk(health.getBranchHealth, () => ({ branchId: branchId(), period: period.value || undefined }), { live });
  const isOwn = () => session.me?.post?.organisationId === branchId();
  const duties = useAsk(health.branchDuties, () => ({ branchId: branchId() }), { live, enabled: isOwn });
  const acts = useFindingActs();
  const dutyRows = computed<(DutyRowProps & { id: string; phone: string })[]>(() =>
    (duties.data?.items ?? []).map((duty) => {
      const state = dutyMarks[duty.state];
      const planned = duty.meeting ? w('planned', { day: sayDay(dayOf(duty.meeting.startsAt)) }) : '';
      const act =
        (duty.button === 'plan' && duties.data?.abilities.plan.allowed) || duty.button === 'write' || duty.button === 'open'
          ? w(duty.button)
          : undefined;
      return {
        id: `${duty.indicator}${duty.window}`,
        state,
        word: say(indicatorStateNames[duty.state]),
        name: `${sayWindow(duty.window)}${language.value === 'en' ? ' ' : ''}${say(indicatorNames[duty.indicator])}`,
        rest: `${duty.state === 'open' || duty.state === 'due' ? w('dutyDay', { day: sayDay(duty.lastDay) }) : ''}${duty.state === 'open' || duty.state === 'due' ? planned : ''}`,
        ...(act ? { action: act, ...(duty.button === 'open' && duty.meeting ? { actionTo: `/meetings/${duty.meeting.id}` } : {}) } : {}),
        phone: duty.button === 'write' && duty.meeting ? `/meetings/${duty.meeting.id}/write` : `/meetings/plan?kind=${duty.kind}`,
      };
    }),
  );
  const findings = computed<Finding[]>(() =>
    (branch.data?.findings ?? []).map((one) => ({
      id: one.id,
      name: whatOf(one),
      what: one.reason ? w('reasonOf', { reason: one.reason }) : '',
      seen: w('seen', { day: sayDay(one.shownOn) }),
      article: say(one.article),
      state: 'missed' as const,
      ...(one.answer === 'returned' && one.remark ? { note: w('returned', { remark: one.remark }) } : one.waiting ? { note: w('waiting') } : {}),
      actions: [
        ...(one.abilities.answer.allowed && one.waiting ? [{ key: 'answer', label: w('see') }] : []),
        ...(one.abilities.record.allowed && one.kind && !one.waiting ? [{ key: 'record', label: w('recordIt') }] : []),
        ...(one.abilities.explain.allowed && !one.waiting ? [{ key: 'explain', label: w('explain') }] : []),
        ...(one.abilities.withdraw.allowed && one.waiting ? [{ key: 'withdraw', label: w('withdraw') }] : []),
      ],
    })),
  );
  function actOn(id: string, key: string): void {
    const finding = branch.data?.findings.find((one) => one.id === id);
    if (!finding) return;
    if (key === 'withdraw') void acts.withdraw.run({ findingId: id });
    // Planning and writing live in the phone client, which stands at the same address.
    else if (key === 'record')
      location.assign(`/meetings/record?kind=${finding.kind}&branch=${branchId()}${finding.window ? `&on=${lastDay(finding.window)}` : ''}`);
    else acts.begin(key === 'explain' ? 'explain' : 'answer', finding);
  }
  return { branch, isOwn: computed(isOwn), rows: computed(() => (branch.data ? rowsOf(branch.data) : [])), duties, dutyRows, findings, actOn, acts };
}
