import { type InfiniteData, useInfiniteQuery } from '@tanstack/vue-query';
import { computed, proxyRefs } from 'vue';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import { ApiRefusal, ask } from '../api/api.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLive } from '../live/live.ts';
import { type Frame, sentenceOf } from '../query/query.ts';
import { session } from '../session/session.ts';

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };
type ItemOf<E extends Endpoint> = Response<E> extends { items: readonly (infer Item)[] } ? Item : never;

/** A keyset list read page by page, with the state of its page. */
export function useList<E extends Endpoint>(
  endpoint: E,
  request: () => Request<E>,
  options: { live?: readonly string[]; enabled?: () => boolean } = {},
) {
  const query = useInfiniteQuery<Page<ItemOf<E>>, Error, InfiniteData<Page<ItemOf<E>>>, readonly unknown[], string | null>({
    queryKey: computed(
      () => [endpoint.path, session.me?.accountId ?? 'nobody', session.me?.post?.id ?? '', language.value, 'pages', request()] as const,
    ),
    queryFn: ({ pageParam, signal }) =>
      ask(endpoint, { ...request(), ...(pageParam ? { cursor: pageParam } : {}) } as Request<E>, { signal }) as Promise<Page<ItemOf<E>>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: computed(() => options.enabled?.() ?? true),
  });
  if (options.live) useLive(options.live, () => void query.refetch());
  const pages = computed(() => query.data.value?.pages);
  const frame = computed<Frame>(() => {
    const error = query.error.value;
    if (pages.value) return { state: 'ready' };
    if (!error) return { state: 'loading' };
    if (error instanceof ApiRefusal && error.status === 403)
      return { state: 'forbidden', forbidden: { title: t('platform.forbidden'), text: error.message } };
    return { state: 'error', error: { title: t('platform.cannotLoad'), text: sentenceOf(error), action: t('platform.retry') } };
  });
  return Object.assign(
    proxyRefs({
      items: computed(() => (pages.value?.flatMap((page) => page.items) ?? []) as ItemOf<E>[]),
      first: computed(() => pages.value?.[0] as Response<E> | undefined),
      frame,
      isEmpty: computed(() => pages.value !== undefined && pages.value.every((page) => page.items.length === 0)),
      hasMore: computed(() => query.hasNextPage.value ?? false),
      loadingMore: computed(() => query.isFetchingNextPage.value),
    }),
    { more: () => void query.fetchNextPage(), reload: () => void query.refetch() },
  );
}
