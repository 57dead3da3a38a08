import { type ComputedRef, computed } from 'vue';
import { health } from '#features/health/contract.ts';
import { findingWords } from '#features/health/finding-words.ts';
import { meetings } from '#features/meetings/contract.ts';
import { fullTitle } from '#features/meetings/title.ts';
import { type Post, postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { addYears, yearsBetween } from '#platform/shared/day/day.ts';
import { sayInstant, sayWindow, today } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, type Frame, pageOf, useAsk } from '#platform/web/query/query.ts';
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
  /** The state of what waits, and whether any of it may be old. */
  frame: ComputedRef<Frame>;
  /** Why what waits in one's post could not be read, while the rest is there. */
  missing: ComputedRef<string>;
  waiting: ComputedRef<Waiting[]>;
  facts: ComputedRef<string[]>;
  reload: () => void;
};

/** More than this of one sort are counted, not listed. */
const LISTED = 3;
const MANY = 50;

/** What waits in the post in which one acts: corrections to decide, findings to explain, exports that wait for a second person. */
function useDuty() {
  const post = () => session.me?.post ?? null;
  const inBranch = () => post()?.organisationKind === 'branch' || post()?.organisationKind === 'directBranch';
  const corrections = useAsk(members.listCorrections, () => ({ limit: MANY }), { live: ['members'], enabled: () => post() !== null });
  const exports = useAsk(members.listExports, () => ({ limit: MANY }), { live: ['exports'], enabled: () => post() !== null });
  const findings = useAsk(health.listBranchFindings, () => ({ branchId: post()?.organisationId ?? '', state: 'open' as const, limit: MANY }), {
    live: ['findings', 'meetings'],
    enabled: inBranch,
  });
  const waiting = computed<Waiting[]>(() => {
    const toDecide = (corrections.data?.items ?? []).filter((one) => one.abilities.decide.allowed);
    const toExplain = (findings.data?.items ?? []).filter((one) => one.abilities.explain.allowed && !one.waiting);
    const second = (exports.data?.items ?? []).filter((one) => one.state === 'waiting' && one.abilities.decide.allowed);
    const what = (one: (typeof toExplain)[number]) => say(findingWords[one.indicator]).replace('{window}', one.window ? sayWindow(one.window) : '');
    return [
      ...(toDecide.length
        ? [{ key: 'corrections', title: t('members.waits.corrections'), text: names(toDecide.map((one) => one.person.name)), to: '/corrections' }]
        : []),
      ...(toExplain.length > LISTED
        ? [
            {
              key: 'findings',
              title: t('members.waits.findings', { n: toExplain.length }),
              text: toExplain.slice(0, 2).map(what).join(t('members.comma')),
              to: `/health/${post()?.organisationId}`,
            },
          ]
        : toExplain.map((one) => ({ key: one.id, title: t('members.waits.finding'), text: what(one), to: `/findings/${one.id}` }))),
      ...(second.length
        ? [{ key: 'exports', title: t('members.waits.exports'), text: names(second.map((one) => one.askedBy)), to: '/exports' }]
        : []),
    ];
  });
  return { asked: [corrections, findings, exports] as const, waiting };
}

/** The first of them by name, and how many there are. */
function names(all: readonly string[]): string {
  const each = [...new Set(all)];
  return each.length > LISTED
    ? t('members.andMore', { names: each.slice(0, LISTED).join(t('members.listComma')), n: all.length })
    : each.join(t('members.listComma'));
}

/** Who I am, and what waits for me. */
export function useMe(): MePage {
  const isPerson = () => !!session.me?.branch;
  const file = useAsk(members.myFile, () => ({}), { live: ['members'], enabled: isPerson });
  const asked = useAsk(meetings.waitingMeetings, () => ({}), { live: ['meetings'] });
  const duty = useDuty();
  const waiting = computed(() => [
    ...(asked.data?.items ?? []).map(({ waits, meeting }) => ({
      key: `${waits}/${meeting.id}`,
      title: t(`members.waits.${waits}`),
      text: `${fullTitle(meeting, language.value)}${t('members.comma')}${sayInstant(meeting.startsAt)}`,
      to: waits === 'takeRoll' ? `/meetings/${meeting.id}/roll` : waits === 'submit' ? `/meetings/${meeting.id}/write` : `/meetings/${meeting.id}`,
    })),
    ...duty.waiting.value,
  ]);
  const facts = computed(() => {
    const me = session.me;
    const posts = [...new Set((me?.posts ?? []).map((post) => say(postNames[post.kind as Post])))];
    return [me?.category ? categoryName(me.category) : '', ...posts, standingOf(file.data?.standingSince ?? null)].filter(Boolean);
  });
  const all = [asked, file, ...duty.asked];
  const frame = computed<Frame>(() =>
    pageOf(
      asked.frame,
      [file, ...duty.asked].map((one) => one.frame),
    ),
  );
  const missing = computed(() => {
    const failed = [file, ...duty.asked].find((one) => one.frame.state === 'error' || one.frame.state === 'forbidden')?.frame;
    return failed?.error?.text ?? failed?.forbidden?.text ?? '';
  });
  return {
    file,
    frame,
    missing,
    waiting,
    facts,
    reload: () => {
      for (const one of all) if (one === asked || one.frame.state !== 'loading') one.reload();
    },
  };
}
