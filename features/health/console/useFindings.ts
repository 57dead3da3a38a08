import { computed, reactive, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { sayWindow } from '#platform/web/i18n/dates.ts';
import { say } from '#platform/web/i18n/i18n.ts';
import { useTell } from '#platform/web/query/query.ts';
import { health } from '../contract.ts';
import { findingWords } from '../finding-words.ts';

export type FindingRow = Response<typeof health.getFinding>;
export const whatOf = (finding: Pick<FindingRow, 'indicator' | 'window'>) =>
  say(findingWords[finding.indicator])
    .replace('{window}', finding.window ? sayWindow(finding.window) : '')
    .replace(/^./, (first) => first.toUpperCase());

/** The acts on a finding: a branch explains or takes its words back, the level above accepts or returns them. */
export function useFindingActs() {
  const act = ref<{ kind: 'explain' | 'answer'; finding: FindingRow } | null>(null);
  const draft = reactive({ text: '' });
  const close = () => void (act.value = null);
  const explain = useTell(health.explainFinding, close);
  const answer = useTell(health.answerFinding, close);
  const withdraw = useTell(health.withdrawReason);
  function begin(kind: 'explain' | 'answer', finding: FindingRow): void {
    draft.text = kind === 'explain' && finding.answer === 'returned' ? (finding.reason ?? '') : '';
    explain.clear();
    answer.clear();
    act.value = { kind, finding };
  }
  return {
    act,
    draft,
    begin,
    close,
    explain,
    answer,
    withdraw,
    open: computed({ get: () => act.value !== null, set: (is) => is || close() }),
    sendReason: () => act.value && explain.run({ findingId: act.value.finding.id, reason: draft.text }),
    sendAnswer: (said: 'accepted' | 'returned') => act.value && answer.run({ findingId: act.value.finding.id, answer: said, remark: draft.text }),
  };
}
