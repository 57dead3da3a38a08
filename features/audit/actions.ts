/** Names of the acts that the audit keeps, as `noun.verb`; an act without a name is shown by its code. */
export const actionWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'session.begin': { zh: '登录', en: 'Signed in' },
};
