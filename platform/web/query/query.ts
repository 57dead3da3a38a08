import { QueryClient, useQuery, VueQueryPlugin } from '@tanstack/vue-query';
import { type App, type ComputedRef, computed, proxyRefs, ref, type ShallowUnwrapRef, shallowRef } from 'vue';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { ApiRefusal, type AskOptions, ask, NoNetwork } from '../api/api.ts';
import { language } from '../i18n/i18n.ts';
import { useLive } from '../live/live.ts';
import { copyOf, forgetCopy, keepCopy } from '../offline/copies.ts';
import { shelf } from '../offline/store.ts';
import { session } from '../session/session.ts';
import { type Frame, frameOf, sentenceOf } from './frame.ts';
import { comesBack, isWithdrawn } from './standing.ts';

export type { Frame } from './frame.ts';
export { pageOf } from './frame.ts';

/** One client for a page: answers are asked again when the window comes back, and never thrown away for being late. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always', staleTime: 15_000, gcTime: 30 * 60_000 } },
});
export function installQueries(app: App): void {
  app.use(VueQueryPlugin, { queryClient: queries });
}

/** An answer, and when a copy of it was kept; null for one that has just come. */
export type Answer<T> = { readonly data: T; readonly at: string | null };

/** Who reads is part of every question: nothing that one person or post could see is shown to another. */
export function readerKey(): readonly [string, string, string] {
  return [session.me?.accountId ?? 'nobody', session.me?.post?.id ?? '', language.value];
}

/** Asks a question; without a network the copy that was kept on this device answers, where its client keeps copies. */
export async function answerTo<E extends Endpoint>(endpoint: E, request: Request<E>, signal: AbortSignal): Promise<Answer<Response<E>>> {
  const question = `${session.me?.post?.id ?? ''} ${endpoint.method} ${endpoint.path} ${JSON.stringify(request)}`;
  const of = shelf();
  try {
    const data = await ask(endpoint, request, { signal });
    void keepCopy(question, data, of);
    return { data, at: null };
  } catch (cause) {
    if (isWithdrawn(cause)) void forgetCopy(question);
    const copy = cause instanceof NoNetwork ? await copyOf<Response<E>>(question) : undefined;
    if (copy) return copy;
    throw cause;
  }
}

/** Each page keeps its own time, so that not all of them ask in the same moment. */
const PAUSE_MS = 7_000 + Math.random() * 3_000;
/** While no answer comes it is asked again; the server may come back without the browser noticing. */
export const againIn = (isCopy: boolean, error: unknown): number | false => (isCopy || comesBack(error) ? PAUSE_MS : false);

export type Asked<E extends Endpoint> = ShallowUnwrapRef<{
  data: ComputedRef<Response<E> | undefined>;
  frame: ComputedRef<Frame>;
  /** The refusal's code, for pages that say more than its sentence. */
  code: ComputedRef<string | undefined>;
  fetching: ComputedRef<boolean>;
}> & { reload: () => void };

export type AskedOptions<E extends Endpoint> = {
  /** Topics of live events on which to ask again. */
  live?: readonly string[];
  enabled?: () => boolean;
  empty?: (data: Response<E>) => boolean;
};

/** Asks a question for as long as the page is open: its answer, and which of the page's states it means. */
export function useAsk<E extends Endpoint>(endpoint: E, request: () => Request<E>, options: AskedOptions<E> = {}): Asked<E> {
  const key = computed(() => [endpoint.path, ...readerKey(), request()] as const);
  const query = useQuery<Answer<Response<E>>>({
    queryKey: key,
    enabled: computed(() => options.enabled?.() ?? true),
    queryFn: ({ signal }) => answerTo(endpoint, request(), signal),
    refetchInterval: (asked) => againIn(!!asked.state.data?.at, asked.state.error),
  });
  if (options.live) useLive(options.live, () => void query.refetch());

  const answer = computed(() => (isWithdrawn(query.error.value) ? undefined : query.data.value));
  const data = computed(() => answer.value?.data);
  const frame = computed<Frame>(() =>
    frameOf({
      has: answer.value !== undefined,
      isEmpty: answer.value !== undefined && options.empty?.(answer.value.data) === true,
      copyAt: answer.value?.at ?? null,
      readAt: query.dataUpdatedAt.value,
      error: query.error.value,
    }),
  );
  const code = computed(() => (query.error.value instanceof ApiRefusal ? query.error.value.code : undefined));
  return Object.assign(proxyRefs({ data, frame, code, fetching: computed(() => query.isFetching.value) }), {
    reload: () => void query.refetch(),
  }) as Asked<E>;
}

export type Told<E extends Endpoint> = ShallowUnwrapRef<{
  busy: ComputedRef<boolean>;
  /** Why it was refused, in the reader's language; null after a success. */
  refusal: ComputedRef<string | null>;
  code: ComputedRef<string | null>;
  /** What is wrong with which field, by its path. */
  fields: ComputedRef<Readonly<Record<string, string>>>;
}> & {
  run: (request: Request<E>, options?: AskOptions) => Promise<Outcome<Response<E>, string>>;
  clear: () => void;
};

/** Something to do: runs once at a time, says why not, and has every open question asked again after it. */
export function useTell<E extends Endpoint>(endpoint: E, after?: (answer: Response<E>) => void | Promise<void>): Told<E> {
  const busy = ref(false);
  const failure = shallowRef<unknown>(null);
  /** A second try of the same content carries the same key, so that a lost answer does not become a second effect. */
  let tried: { content: string; key: string } | null = null;

  async function run(request: Request<E>, options: AskOptions = {}): Promise<Outcome<Response<E>, string>> {
    if (busy.value) return refused('busy');
    busy.value = true;
    failure.value = null;
    const content = JSON.stringify([request, options.version ?? null]);
    if (tried?.content !== content) tried = { content, key: options.key ?? newId() };
    try {
      const answer = await ask(endpoint, request, { key: tried.key, ...options });
      tried = null;
      await queries.invalidateQueries();
      await after?.(answer);
      return done(answer) as Outcome<Response<E>, string>;
    } catch (cause) {
      failure.value = cause;
      if (!(cause instanceof NoNetwork)) tried = null;
      return refused(cause instanceof ApiRefusal ? cause.code : cause instanceof NoNetwork ? 'no_network' : 'unexpected');
    } finally {
      busy.value = false;
    }
  }
  return Object.assign(
    proxyRefs({
      busy: computed(() => busy.value),
      refusal: computed(() => (failure.value ? sentenceOf(failure.value) : null)),
      code: computed(() => (failure.value instanceof ApiRefusal ? failure.value.code : null)),
      fields: computed(() =>
        Object.fromEntries((failure.value instanceof ApiRefusal ? failure.value.fields : []).map((field) => [field.path, field.message])),
      ),
    }),
    {
      run,
      clear: () => {
        failure.value = null;
      },
    },
  ) as Told<E>;
}
