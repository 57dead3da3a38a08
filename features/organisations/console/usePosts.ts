import { computed, reactive, ref } from 'vue';
import { choicesOf } from '#platform/web/desk/names.ts';
import { today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useTell } from '#platform/web/query/query.ts';
import { organisations } from '../contract.ts';
import { type Post, postNames } from '../post.ts';
import type { Organisation } from './useOrganisation.ts';

type Held = Organisation['posts'][number];
type Kind = 'appoint' | 'endPost' | 'handOver' | 'keepPost';

/** Appointing, ending and handing over: one secretary at a time, the right goes with the day. */
export function usePosts(organisation: () => Organisation) {
  const act = ref<{ kind: Kind; row: Held | null } | null>(null);
  const draft = reactive({ personId: '', post: '', on: '', documentNumber: '', reason: '' });
  const close = () => void (act.value = null);
  const commands = {
    appoint: useTell(organisations.appoint, close),
    endPost: useTell(organisations.endPost, close),
    handOver: useTell(organisations.handOver, close),
    keepPost: useTell(organisations.endPost, close),
  };
  const posts = computed(() =>
    organisation().abilities.appoint.allowed || organisation().abilities.recordOfficers.allowed
      ? choicesOf<Post>(postNames, organisation().possiblePosts).value
      : [],
  );
  function begin(kind: Kind, row: Held | null = null): void {
    Object.assign(draft, { personId: '', post: posts.value[0]?.key ?? '', on: today(), documentNumber: '', reason: '' });
    commands[kind].clear();
    act.value = { kind, row };
  }
  const ready = computed(
    () =>
      draft.on !== '' &&
      (act.value?.kind === 'endPost' || act.value?.kind === 'keepPost' || draft.personId !== '') &&
      (act.value?.kind !== 'appoint' || draft.post !== ''),
  );
  async function send(): Promise<void> {
    const { kind, row } = act.value ?? {};
    if (kind === 'appoint')
      await commands.appoint.run({
        organisationId: organisation().id,
        personId: draft.personId,
        post: draft.post as Post,
        from: draft.on,
        documentNumber: draft.documentNumber,
      });
    else if (kind === 'endPost' && row) await commands.endPost.run({ postId: row.id, on: draft.on, reason: draft.reason });
    else if (kind === 'keepPost' && row) await commands.keepPost.run({ postId: row.id, on: null, reason: draft.reason });
    else if (kind === 'handOver' && row)
      await commands.handOver.run({
        postId: row.id,
        toPersonId: draft.personId,
        on: draft.on,
        documentNumber: draft.documentNumber,
        reason: draft.reason,
      });
  }
  const head = (key: string, rest: object = {}) => ({
    key,
    label: t(`organisations.console.${key === 'name' ? 'person' : key === 'to' ? 'until' : key}`),
    ...rest,
  });
  return {
    act,
    draft,
    posts,
    begin,
    ready,
    send,
    open: computed({ get: () => act.value !== null, set: (is) => is || close() }),
    command: computed(() => commands[act.value?.kind ?? 'appoint']),
    columns: computed(() => [
      head('name'),
      head('post'),
      head('from', { tight: true }),
      head('document'),
      { key: 'do', label: t('organisations.console.endPost'), silent: true, end: true, tight: true },
    ]),
    earlierColumns: computed(() => [head('name'), head('post'), head('from', { tight: true }), head('to', { tight: true })]),
  };
}
