import { QueryClient, useQuery, VueQueryPlugin } from '@tanstack/vue-query';
import { type App, type ComputedRef, computed, proxyRefs, ref, type ShallowUnwrapRef, shallowRef } from 'vue';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { ApiRefusal, type AskOptions, ask, NoNetwork } from '../api/api.ts';
import { timeOf } from '../i18n/dates.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLive } from '../live/live.ts';
import { copyOf, keepCopy } from '../offline/copies.ts';
import { session } from '../session/session.ts';

/** One client for a page: answers are asked again when the window comes back, and never thrown away for being late. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always', staleTime: 15_000, gcTime: 30 * 60_000 } },
});
export function installQueries(app: App): void {
  app.use(VueQueryPlugin, { queryClient: queries });
}

/** A sentence for whatever went wrong; a refusal brings its own from the server, in the reader's language. */
export function sentenceOf(cause: unknown): string {
  if (cause instanceof ApiRefusal) return cause.message;
  return t(cause instanceof NoNetwork ? 'platform.noNetwork' : 'platform.unexpected');
}

type Words = { title: string; text?: string; action?: string };
/** What a PageFrame takes: `<PageFrame v-bind="meeting.frame" @retry="meeting.reload">`. */
export type Frame = { state: 'loading' | 'empty' | 'error' | 'forbidden' | 'offline' | 'ready'; error?: Words; forbidden?: Words; offline?: string };
type Answer<T> = { readonly data: T; readonly at: string | null };

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
  const key = computed(() => [endpoint.path, session.me?.accountId ?? 'nobody', language.value, request()] as const);
  const query = useQuery<Answer<Response<E>>>({
    queryKey: key,
    enabled: computed(() => options.enabled?.() ?? true),
    queryFn: async ({ signal }) => {
      const question = `${endpoint.method} ${endpoint.path} ${JSON.stringify(request())}`;
      try {
        const data = await ask(endpoint, request(), { signal });
        void keepCopy(question, data);
        return { data, at: null };
      } catch (cause) {
        const copy = cause instanceof NoNetwork ? await copyOf<Response<E>>(question) : undefined;
        if (copy) return copy;
        throw cause;
      }
    },
    // A copy is shown while there is no network; the server itself may come back without the browser noticing.
    refetchInterval: (asked) => (asked.state.data?.at || asked.state.error instanceof NoNetwork ? 8_000 : false),
  });
  if (options.live) useLive(options.live, () => void query.refetch());

  const data = computed(() => query.data.value?.data);
  const frame = computed<Frame>(() => {
    const answer = query.data.value;
    const error = query.error.value;
    if (answer) {
      if (options.empty?.(answer.data)) return { state: 'empty' };
      return answer.at ? { state: 'offline', offline: t('platform.offlineCopy', { time: timeOf(answer.at) }) } : { state: 'ready' };
    }
    if (!error) return { state: 'loading' };
    if (error instanceof ApiRefusal && error.status === 401) return { state: 'loading' };
    if (error instanceof ApiRefusal && error.status === 403)
      return { state: 'forbidden', forbidden: { title: t('platform.forbidden'), text: error.message } };
    const title = t(
      error instanceof ApiRefusal && error.status < 500 ? (error.status === 404 ? 'platform.notFound' : 'platform.notNow') : 'platform.cannotLoad',
    );
    return {
      state: 'error',
      error: { title, text: error instanceof NoNetwork ? t('platform.cannotLoadText') : sentenceOf(error), action: t('platform.retry') },
    };
  });
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
