import { computed, reactive, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { members } from '../contract.ts';

type File = Response<typeof members.getMember>;
export type Field = File['fields'][number];
type Sealed = 'idNumber' | 'phone';

/** One person's file and the reading of its sealed numbers. A number is seen in this page only, until it is left or hidden. */
export function usePerson(personId: string) {
  const file = useAsk(members.getMember, () => ({ personId }), { live: ['members'] });
  const history = useList(members.memberHistory, () => ({ personId, limit: 20 }));
  const seen = reactive<Partial<Record<string, string>>>({});
  const asked = ref<Field | null>(null);
  const reason = ref('');
  const reveal = useTell(members.revealField);
  const open = computed({ get: () => asked.value !== null, set: (is) => is || (asked.value = null) });
  function begin(field: Field): void {
    reveal.clear();
    reason.value = '';
    asked.value = field;
  }
  async function see(): Promise<void> {
    const field = asked.value;
    if (!field) return;
    const answer = await reveal.run({ personId, field: field.key as Sealed, reason: reason.value.trim() });
    if (!answer.ok) return;
    seen[field.key] = answer.value.value ?? t('members.console.none');
    asked.value = null;
  }
  const named = (one: { zh: string; en: string }) => (language.value === 'en' ? one.en : one.zh);
  const span = (fromOn: string, toOn: string | null) =>
    toOn ? t('members.console.span', { from: fromOn, to: toOn }) : t('members.console.since', { from: fromOn });
  return { file, history, seen, asked, reason, reveal, open, begin, see, hide: (key: string) => void delete seen[key], named, span };
}
