import { reactive, watchEffect } from 'vue';

export type Theme = 'system' | 'light' | 'dark';
const KEPT = 'lianxin.modes';

function read(): { theme: Theme; elder: boolean } {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as { theme?: Theme; elder?: boolean };
    return { theme: kept.theme ?? 'system', elder: kept.elder ?? false };
  } catch {
    return { theme: 'system', elder: false };
  }
}

/** How this device shows the pages; kept on it, for an elder's phone stays an elder's phone whoever signs in. */
export const modes = reactive(read());

/** Sets the root's attributes, from which the tokens take their values. */
export function applyModes(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = () => {
    if (modes.theme === 'dark' || (modes.theme === 'system' && dark.matches)) root.dataset.theme = 'dark';
    else delete root.dataset.theme;
    if (modes.elder) root.dataset.mode = 'elder';
    else delete root.dataset.mode;
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', getComputedStyle(root).getPropertyValue('--sheet').trim());
  };
  watchEffect(() => {
    localStorage.setItem(KEPT, JSON.stringify({ theme: modes.theme, elder: modes.elder }));
    apply();
  });
  dark.addEventListener('change', apply);
}
