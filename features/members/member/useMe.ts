import { type ComputedRef, computed } from 'vue';
import { meetings } from '#features/meetings/contract.ts';
import { fullTitle } from '#features/meetings/title.ts';
import { type Post, postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { addYears, yearsBetween } from '#platform/shared/day/day.ts';
import { sayInstant, today } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { labelOf, PERSON_CATEGORIES } from '../code-tables.ts';
import { members } from '../contract.ts';

export type File = Response<typeof members.myFile>;
export const categoryName = (category: string): string => labelOf(PERSON_CATEGORIES, category, language.value === 'en' ? 'en' : 'zh');

/** 党龄: whole years and months since the end of probation. */
export function standingOf(since: string | null): string {
  if (!since) return '';
  const now = today();
  const years = yearsBetween(since, now);
  const anniversary = addYears(since, years);
  const months =
    (Number(now.slice(0, 4)) - Number(anniversary.slice(0, 4))) * 12 +
    Number(now.slice(5, 7)) -
    Number(anniversary.slice(5, 7)) -
    (now.slice(8) < anniversary.slice(8) ? 1 : 0);
  return years ? t(months ? 'members.standing' : 'members.standingYears', { years, months }) : t('members.standingMonths', { months });
}

type Waiting = { key: string; title: string; text: string; to: string };
export type MePage = {
  file: Asked<typeof members.myFile>;
  asked: Asked<typeof meetings.waitingMeetings>;
  waiting: ComputedRef<Waiting[]>;
  facts: ComputedRef<string[]>;
};

/** Who I am, and what waits for me. */
export function useMe(): MePage {
  const isPerson = () => !!session.me?.branch;
  const file = useAsk(members.myFile, () => ({}), { live: ['members'], enabled: isPerson });
  const asked = useAsk(meetings.waitingMeetings, () => ({}), { live: ['meetings'] });
  const waiting = computed(() =>
    (asked.data?.items ?? []).map(({ waits, meeting }) => ({
      key: `${waits}/${meeting.id}`,
      title: t(`members.waits.${waits}`),
      text: `${fullTitle(meeting, language.value)}${t('members.comma')}${sayInstant(meeting.startsAt)}`,
      to: waits === 'takeRoll' ? `/meetings/${meeting.id}/roll` : waits === 'submit' ? `/meetings/${meeting.id}/write` : `/meetings/${meeting.id}`,
    })),
  );
  const facts = computed(() => {
    const me = session.me;
    const posts = [...new Set((me?.posts ?? []).map((post) => say(postNames[post.kind as Post])))];
    return [me?.category ? categoryName(me.category) : '', ...posts, standingOf(file.data?.standingSince ?? null)].filter(Boolean);
  });
  return { file, asked, waiting, facts };
}
