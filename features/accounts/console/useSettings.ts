import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { language, setLanguage, t } from '#platform/web/i18n/i18n.ts';
import { modes, type Theme } from '#platform/web/modes/modes.ts';
import { queries, useAsk, useTell } from '#platform/web/query/query.ts';
import { leaveDevice, session } from '#platform/web/session/session.ts';
import { accounts } from '../contract.ts';
import { passwordFault } from './useSignIn.ts';

/** One's own settings: language and theme of this computer, password, and where one is signed in. */
export function useSettings() {
  const router = useRouter();
  const keepLanguage = useTell(accounts.setLanguage);
  /** A choice made while the one before is on its way is kept after it. */
  async function keep(): Promise<void> {
    const kept = language.value;
    if (!keepLanguage.busy && (await keepLanguage.run({ language: kept })).ok && kept !== language.value) await keep();
  }
  const chosenLanguage = computed({
    get: () => language.value as string,
    set: (chosen) => {
      const next = chosen === 'en' ? 'en' : 'zh-CN';
      void setLanguage(next).then(keep);
    },
  });
  const theme = computed({ get: () => modes.theme as string, set: (chosen) => (modes.theme = chosen as Theme) });

  const password = ref({ current: '', fresh: '', again: '' });
  const changed = ref(false);
  const faults = computed(() => passwordFault(password.value.fresh, password.value.again, session.me?.username ?? ''));
  const mayChange = computed(
    () => password.value.current !== '' && password.value.fresh !== '' && password.value.fresh === password.value.again && !faults.value.password,
  );
  const changePassword = useTell(accounts.changePassword, () => {
    password.value = { current: '', fresh: '', again: '' };
    changed.value = true;
  });

  const sessions = useAsk(accounts.listSessions, () => ({}));
  const endSession = useTell(accounts.endSession);
  const everywhere = useTell(accounts.signOutEverywhere, async () => {
    queries.clear();
    await leaveDevice();
    await router.replace({ name: 'sign-in' });
  });
  return {
    languages: [
      { key: 'zh-CN', label: '简体中文' },
      { key: 'en', label: 'English' },
    ],
    chosenLanguage,
    themes: computed(() => [
      { key: 'system', label: t('accounts.console.system') },
      { key: 'light', label: t('accounts.console.light') },
      { key: 'dark', label: t('accounts.console.dark') },
    ]),
    theme,
    password,
    faults,
    mayChange,
    changed,
    changePassword,
    sessions,
    endSession,
    everywhere,
    change: () => changePassword.run({ current: password.value.current, password: password.value.fresh }),
    leaveAll: () => everywhere.run({}),
    sessionColumns: computed(() => [
      { key: 'device', label: t('accounts.console.device') },
      { key: 'createdAt', label: t('accounts.console.since'), tight: true },
      { key: 'seenAt', label: t('accounts.console.seen'), tight: true },
      { key: 'do', label: t('accounts.console.endSession'), end: true, silent: true, tight: true },
    ]),
  };
}
