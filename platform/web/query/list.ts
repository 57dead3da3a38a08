import { type InfiniteData, useInfiniteQuery } from '@tanstack/vue-query';
import { computed, proxyRefs } from 'vue';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import { useLive } from '../live/live.ts';
import { type Frame, frameOf } from './frame.ts';
import { type Answer, againIn, answerTo, readerKey } from './query.ts';
import { isWithdrawn } from './standing.ts';

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };
type ItemOf<E extends Endpoint> = Response<E> extends { items: readonly (infer Item)[] } ? Item : never;

export type List<E extends Endpoint> = ReturnType<typeof useList<E>>;

/** A keyset list read page by page, with the state of its page. */
export function useList<E extends Endpoint>(
  endpoint: E,
  request: () => Request<E>,
  options: { live?: readonly string[]; enabled?: () => boolean /** The page has words of its own for an empty list. */; empty?: true } = {},
) {
  const query = useInfiniteQuery<Answer<Page<ItemOf<E>>>, Error, InfiniteData<Answer<Page<ItemOf<E>>>>, readonly unknown[], string | null>({
    queryKey: computed(() => [endpoint.path, ...readerKey(), 'pages', request()] as const),
    queryFn: ({ pageParam, signal }) =>
      answerTo(endpoint, { ...request(), ...(pageParam ? { cursor: pageParam } : {}) } as Request<E>, signal) as Promise<Answer<Page<ItemOf<E>>>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.data.nextCursor,
    enabled: computed(() => options.enabled?.() ?? true),
    refetchInterval: (asked) => againIn(!!asked.state.data?.pages.some((page) => page.at), asked.state.error),
  });
  if (options.live) useLive(options.live, () => void query.refetch());
  const answers = computed(() => (isWithdrawn(query.error.value) ? undefined : query.data.value?.pages));
  const pages = computed(() => answers.value?.map((answer) => answer.data));
  const isEmpty = computed(() => pages.value?.every((page) => page.items.length === 0) ?? false);
  const frame = computed<Frame>(() =>
    frameOf({
      has: answers.value !== undefined,
      isEmpty: options.empty === true && isEmpty.value,
      copyAt: answers.value?.find((answer) => answer.at)?.at ?? null,
      readAt: query.dataUpdatedAt.value,
      error: query.error.value,
    }),
  );
  return Object.assign(
    proxyRefs({
      items: computed(() => (pages.value?.flatMap((page) => page.items) ?? []) as ItemOf<E>[]),
      first: computed(() => pages.value?.[0] as Response<E> | undefined),
      frame,
      isEmpty,
      hasMore: computed(() => query.hasNextPage.value ?? false),
      loadingMore: computed(() => query.isFetchingNextPage.value),
    }),
    { more: () => void query.fetchNextPage(), reload: () => void query.refetch() },
  );
}
