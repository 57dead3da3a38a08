import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, reactive, ref, type ShallowRef, shallowRef } from 'vue';
import type { Endpoint, Request, Response, Words } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { PageState, StateWords } from '#ui/types.ts';
import { ApiRefusal, type AskOptions, ask, NoNetwork } from '../api/api.ts';
import { useLive } from '../live/live.ts';
import { language, say } from './words.ts';

const words = {
  notOpened: { zh: '没能打开这一页', en: 'This page could not be opened' },
  noAnswer: { zh: '服务器没有回应，您填的还在。', en: 'The server did not answer. What you wrote is kept.' },
  notForYou: { zh: '这一页不在您现在的职务范围内', en: 'This page is outside your present post' },
  noNetwork: { zh: '没能提交，网络断了。您写的还在，联网后请再试一次。', en: 'Not sent: the network is gone. What you wrote is kept; try again when it is back.' },
} as const satisfies Record<string, Words>;

/** What went wrong, as a sentence for the reader. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiRefusal) return error.fields.length > 0 ? error.fields.map((field) => field.message).join(' ') : error.message;
  if (error instanceof NoNetwork) return say(words.noNetwork);
  throw error;
}

function stateOf(query: { isPending: boolean; error: unknown; data: unknown }, asked: boolean): PageState {
  if (query.data !== undefined) return 'ready';
  if (!asked) return 'loading';
  if (query.error) return query.error instanceof ApiRefusal && (query.error.status === 403 || query.error.status === 404) ? 'forbidden' : 'error';
  return 'loading';
}

function wordsOf(error: unknown): { error: StateWords; forbidden: StateWords } {
  const text = error instanceof ApiRefusal ? error.message : say(words.noAnswer);
  return { error: { title: say(words.notOpened), text }, forbidden: { title: say(words.notForYou), text } };
}

type QuestionOptions = { readonly topics?: readonly string[]; readonly every?: number; readonly fresh?: number };

/** Asks an endpoint and keeps its answer; `null` asks nothing yet. When one of the topics changes elsewhere it asks anew. */
export function useQuestion<E extends Endpoint>(endpoint: E, request: () => Request<E> | null, options: QuestionOptions = {}) {
  const client = useQueryClient();
  const key = computed(() => [endpoint.path, endpoint.method, request(), language.value] as const);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(endpoint, request() as Request<E>, { signal }).then((answer) => answer as Response<E> & NonNullable<unknown>),
    enabled: computed(() => request() !== null),
    placeholderData: (before: unknown) => before as never,
    refetchInterval: options.every ?? false,
    staleTime: options.fresh ?? 5_000,
    retry: (count, error) => error instanceof NoNetwork && count < 2,
  });
  if (options.topics) useLive(options.topics, () => void client.invalidateQueries({ queryKey: [endpoint.path] }));
  return reactive({
    state: computed(() => stateOf({ isPending: query.isPending.value, error: query.error.value, data: query.data.value }, request() !== null)),
    data: computed(() => query.data.value as Response<E> | undefined),
    words: computed(() => wordsOf(query.error.value)),
    updating: computed(() => query.isFetching.value),
    at: computed(() => query.dataUpdatedAt.value),
    reload: () => void query.refetch(),
  });
}

type PageAnswer = { items: readonly unknown[]; nextCursor: string | null };
type ItemOf<E extends Endpoint> = Response<E> extends { items: readonly (infer Item)[] } ? Item : never;

/** A keyset list, read page by page. */
export function useList<E extends Endpoint>(endpoint: E, request: () => Request<E> | null, options: QuestionOptions = {}) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: computed(() => [endpoint.path, 'list', request(), language.value] as const),
    queryFn: ({ pageParam, signal }) => ask(endpoint, { ...(request() as Request<E>), ...(pageParam ? { cursor: pageParam } : {}) }, { signal }) as Promise<PageAnswer>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: computed(() => request() !== null),
    placeholderData: (before: unknown) => before as never,
    staleTime: options.fresh ?? 5_000,
    retry: (count, error) => error instanceof NoNetwork && count < 2,
  });
  if (options.topics) useLive(options.topics, () => void client.invalidateQueries({ queryKey: [endpoint.path] }));
  const pages = computed(() => query.data.value?.pages as PageAnswer[] | undefined);
  return reactive({
    state: computed<PageState>(() => stateOf({ isPending: query.isPending.value, error: query.error.value, data: pages.value }, request() !== null)),
    items: computed(() => (pages.value?.flatMap((page) => page.items) ?? []) as ItemOf<E>[]),
    first: computed(() => pages.value?.[0] as Response<E> | undefined),
    words: computed(() => wordsOf(query.error.value)),
    hasMore: computed(() => query.hasNextPage.value),
    loadingMore: computed(() => query.isFetchingNextPage.value),
    more: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  });
}

/** A command: busy while it runs, its refusal as a sentence. After a lost network the same key is sent again, so that nothing is done twice. */
export function useCommand<E extends Endpoint>(endpoint: E, options: { readonly touches?: readonly Endpoint[] } = {}) {
  const client = useQueryClient();
  const busy = ref(false);
  const refusal: ShallowRef<string | null> = shallowRef(null);
  const fields = shallowRef<Readonly<Record<string, string>>>({});
  let key = newId();
  /** The answer, or undefined when it was refused; the sentence then stands in `refusal`. */
  async function run(request: Request<E>, asking: AskOptions = {}): Promise<{ value: Response<E> } | undefined> {
    busy.value = true;
    refusal.value = null;
    fields.value = {};
    try {
      const value = await ask(endpoint, request, { key, ...asking });
      key = newId();
      for (const touched of options.touches ?? []) void client.invalidateQueries({ queryKey: [touched.path] });
      return { value };
    } catch (error) {
      if (error instanceof ApiRefusal) {
        key = newId();
        fields.value = Object.fromEntries(error.fields.map((field) => [field.path, field.message]));
      }
      refusal.value = sentenceOf(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  const clear = () => {
    refusal.value = null;
    fields.value = {};
  };
  return reactive({ run, clear, busy, refusal, fields });
}

/** Makes every answer of these endpoints be asked anew. */
export function useRefresh(): (...endpoints: readonly Endpoint[]) => void {
  const client = useQueryClient();
  return (...endpoints) => {
    for (const endpoint of endpoints) void client.invalidateQueries({ queryKey: [endpoint.path] });
  };
}
