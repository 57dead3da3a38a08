import { computed, ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { say } from '#platform/shared/sentences/sentences.ts';
import { ask } from '#platform/web/api/api.ts';
import { language, setLanguage, t } from '#platform/web/i18n/i18n.ts';
import { queries, useTell } from '#platform/web/query/query.ts';
import { type SignedIn, session, signedInAs } from '#platform/web/session/session.ts';
import { acceptPassword } from '../account.ts';
import { accounts } from '../contract.ts';
import { accountSentences } from '../sentences.ts';

/** What is wrong with a password before it is sent, by the same rule as on the server. */
export function passwordFault(password: string, again: string, username: string): { password?: string; again?: string } {
  const answer = password ? acceptPassword(password, username) : null;
  return {
    ...(answer && !answer.ok ? { password: say(accountSentences[answer.code], language.value, answer.params) } : {}),
    ...(again && again !== password ? { again: t('accounts.console.notSame') } : {}),
  };
}

/** Sign-in, and the first password of one who came with a start code. */
export function useSignIn() {
  const route = useRoute();
  const router = useRouter();
  const form = ref({ username: '', password: '', fresh: '', again: '' });
  const needsPassword = computed(() => session.me?.mustSetPassword === true);
  /** The code just typed is not asked for again; after the page was loaded anew it is. */
  const codeTyped = ref(false);

  async function goOn(): Promise<void> {
    const back = typeof route.query.back === 'string' && route.query.back.startsWith('/') ? route.query.back : '/';
    await router.replace(back);
  }
  const signIn = useTell(accounts.signIn, async (me: SignedIn) => {
    queries.clear();
    codeTyped.value = true;
    await signedInAs(me);
    await setLanguage(me.language);
    if (!me.mustSetPassword) await goOn();
  });
  const choosePassword = useTell(accounts.changePassword, async () => {
    await signedInAs(await ask(accounts.me, {}));
    await goOn();
  });
  const faults = computed(() => passwordFault(form.value.fresh, form.value.again, form.value.username));
  const mayChoose = computed(() => form.value.fresh !== '' && form.value.fresh === form.value.again && !faults.value.password);
  return {
    form,
    needsPassword,
    codeTyped,
    signIn,
    choosePassword,
    faults,
    mayChoose,
    enter: () => signIn.run({ username: form.value.username, password: form.value.password }),
    choose: () => choosePassword.run({ current: form.value.password, password: form.value.fresh }),
  };
}
