/**
 * The sentences in which the platform says no. One catalogue for each feature, used by the server and by both clients.
 * `kind` says what sort of no it is; `platform/server/http/status.ts` alone knows which HTTP status that means.
 */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'precondition_required'
  | 'too_large'
  | 'too_many'
  | 'unavailable';

export type Sentence = { readonly kind: RefusalKind; readonly zh: string; readonly en: string };
export type Sentences = Readonly<Record<string, Sentence>>;
export type Language = 'zh-CN' | 'en';

/** Declares a catalogue; its keys are the refusal codes of the feature. */
export function sentences<const T extends Sentences>(catalogue: T): T {
  return catalogue;
}

/** A sentence with its `{placeholders}` filled. */
export function say(sentence: Sentence, language: Language, params: Readonly<Record<string, string | number>> = {}): string {
  return (language === 'en' ? sentence.en : sentence.zh).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The codes that any endpoint may answer with. */
export const platformSentences = sentences({
  invalid_input: { kind: 'invalid', zh: '有几处填写需要修改，见各项说明。', en: 'Some fields need to be changed; see each of them.' },
  not_signed_in: { kind: 'unauthenticated', zh: '请先登录。', en: 'Please sign in first.' },
  not_allowed: {
    kind: 'forbidden',
    zh: '您现在的身份不能办这件事。需要时可以请书记代办。',
    en: 'You cannot do this in your present role. Your branch secretary may do it for you.',
  },
  start_code_only_sets_password: {
    kind: 'forbidden',
    zh: '您是用启用码登录的，请先设一个自己的密码。',
    en: 'You signed in with a start code. Please set a password of your own first.',
  },
  not_found: {
    kind: 'not_found',
    zh: '没有找到，可能已移走，或不在您能看的范围内。',
    en: 'Not found. It may have moved, or lie outside what you may see.',
  },
  changed_meanwhile: {
    kind: 'stale',
    zh: '这份内容刚才被别人改过。请看过新内容再改，您写的还在。',
    en: 'Someone changed this meanwhile. Look at the new content before you change it; what you wrote is kept.',
  },
  version_missing: {
    kind: 'precondition_required',
    zh: '请求里没有说明改的是哪一版（If-Match）。',
    en: 'The request does not say which version it changes (If-Match).',
  },
  key_used_for_another: {
    kind: 'invalid',
    zh: '同一个幂等键（Idempotency-Key）用在了不同的内容上。请换一个新键。',
    en: 'The same Idempotency-Key was sent with another body. Use a new key.',
  },
  too_many_requests: { kind: 'too_many', zh: '请求太密了，请 {seconds} 秒后再试。', en: 'Too many requests. Try again in {seconds} seconds.' },
  too_large: { kind: 'too_large', zh: '内容太大，最多 {megabytes} MB。', en: 'Too large: at most {megabytes} MB.' },
  busy: { kind: 'unavailable', zh: '服务器正忙，请稍后再试，您写的还在。', en: 'The server is busy. Try again shortly; what you wrote is kept.' },
  internal: {
    kind: 'unavailable',
    zh: '服务器没能完成这件事，内容没有改动。请再试一次；仍不行，请把编号 {request} 告诉管理员。',
    en: 'The server could not do this and changed nothing. Try again; if it persists, give the number {request} to the administrator.',
  },
});
export type PlatformCode = keyof typeof platformSentences;
