import { computed, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import { type MenuEntry, menuGroups, type Reader, worksAbove, worksInBranch } from '#platform/web/desk/desk.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import type { MenuGroup } from '#ui/types.ts';
import { rooms } from './rooms.ts';

const entries: readonly MenuEntry[] = rooms.flatMap((room) => room.menu);

/** The menu by post: only what the post may do. */
export function useMenu(me: Ref<Reader | null | undefined>) {
  const route = useRoute();
  const groups = computed<MenuGroup[]>(() => {
    const reader = me.value;
    if (!reader) return [];
    return menuGroups
      .map((group) => {
        const items = entries.filter((entry) => entry.group === group && entry.for(reader)).sort((a, b) => a.order - b.order);
        return {
          ...(group === 'home' ? {} : { title: t(`app.group.${group}`) }),
          items: items.map((entry) => ({
            key: entry.key,
            label: t(entry.label),
            icon: entry.icon,
            to: typeof entry.to === 'string' ? entry.to : entry.to(reader),
          })),
        };
      })
      .filter((group) => group.items.length > 0);
  });
  return { groups, current: computed(() => route.meta.menu) };
}

/** Where a post begins its day: the level above at its overview, a branch at its own page. */
export function homeOf(reader: Reader): string {
  if (worksAbove(reader)) return '/overview';
  if (worksInBranch(reader) && reader.post) return `/branches/${reader.post.organisationId}`;
  if (reader.post?.kind === 'administrator') return '/accounts';
  return '/settings';
}
