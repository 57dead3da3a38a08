import type { Response as Answer, Endpoint, Request } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';

/** A refusal as a page meets it: a code, its sentence in the reader's language, and what is wrong with which field. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fields: readonly { path: string; code: string; message: string }[];
  constructor(problem: { status: number; code: string; detail: string; params?: Record<string, string | number>; errors?: ApiRefusal['fields'] }) {
    super(problem.detail);
    this.name = 'ApiRefusal';
    this.status = problem.status;
    this.code = problem.code;
    this.params = problem.params ?? {};
    this.fields = problem.errors ?? [];
  }
}

/** No answer came: the network is gone, or the server. What was written stays on the phone. */
export class NoNetwork extends Error {}

export type AskOptions = { readonly version?: number; readonly key?: string; readonly file?: File; readonly signal?: AbortSignal };

let language = 'zh-CN';
let onSignedOut: () => void = () => undefined;

export function configureApi(options: { language?: string; onSignedOut?: () => void }): void {
  language = options.language ?? language;
  onSignedOut = options.onSignedOut ?? onSignedOut;
}

/** The address of an endpoint with its path and query filled, for links and downloads. */
export function addressOf<E extends Endpoint>(endpoint: E, request: Request<E>): string {
  const values = { ...(request as Record<string, unknown>) };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    delete values[name];
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const name of Object.keys(endpoint.query?.shape ?? {})) {
    const value = values[name];
    if (value !== undefined && value !== null && value !== '') query.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** Asks one endpoint of a contract; its types come from the contract and from nowhere else. */
export async function ask<E extends Endpoint>(endpoint: E, request: Request<E>, options: AskOptions = {}): Promise<Answer<E>> {
  const body = endpoint.body
    ? Object.fromEntries(Object.entries(request as Record<string, unknown>).filter(([name]) => name in (endpoint.body?.shape ?? {})))
    : undefined;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language };
  if (endpoint.method === 'POST') headers['idempotency-key'] = options.key ?? newId();
  if (endpoint.ifMatch) headers['if-match'] = `"${options.version}"`;
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', signal: options.signal ?? null };
  if (endpoint.upload && options.file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body ?? {})) if (value !== undefined && value !== null) form.set(name, String(value));
    form.set('file', options.file);
    init.body = form;
  } else if (body) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  let response: globalThis.Response;
  try {
    response = await fetch(addressOf(endpoint, request), init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new NoNetwork('no network', { cause });
  }
  if (response.status === 204) return undefined as Answer<E>;
  if (response.ok) return (await response.json()) as Answer<E>;
  const problem = response.headers.get('content-type')?.includes('problem+json')
    ? await response.json()
    : // What stands between us and the server has answered (502 at a restart): its words are not for readers.
      { status: response.status, code: 'busy', detail: '' };
  if (problem.code === 'not_signed_in') onSignedOut();
  throw new ApiRefusal(problem);
}
