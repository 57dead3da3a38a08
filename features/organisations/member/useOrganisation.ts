import { type ComputedRef, computed } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { sayDay } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import type { Fact } from '#ui/types.ts';
import type { organisations } from '../contract.ts';
import { compositionNames, organisationKindNames } from '../organisation.ts';
import { postNames, standsAmong } from '../post.ts';

export type Organisation = Response<typeof organisations.organisation>;

/** What is publicly or within one's scope known of an organisation, as facts with their labels. */
export function useFacts(organisation: () => Organisation | undefined): {
  facts: ComputedRef<Fact[]>;
  inOffice: ComputedRef<{ key: 'officers' | 'staff'; people: { id: string; name: string; posts: string; since: string }[] }[]>;
} {
  const facts = computed(() => {
    const o = organisation();
    if (!o) return [];
    const { full, probationary, branches } = o.counts;
    return [
      {
        label: t('organisations.facts.kind'),
        text: [say(organisationKindNames[o.kind]), o.composition ? say(compositionNames[o.composition]) : '']
          .filter(Boolean)
          .join(t('organisations.comma')),
      },
      { label: t('organisations.facts.members'), text: t('organisations.facts.membersOf', { full, probationary }) },
      ...(branches > 1 ? [{ label: t('organisations.facts.branches'), text: t('organisations.facts.n', { n: branches }) }] : []),
      ...(o.foundedOn ? [{ label: t('organisations.facts.founded'), text: sayDay(o.foundedOn) }] : []),
      ...(o.term
        ? [
            {
              label: t('organisations.facts.term'),
              text: t(o.term.daysLeft < 0 ? 'organisations.facts.termOver' : 'organisations.facts.termTo', { day: sayDay(o.term.endsOn) }),
            },
          ]
        : []),
    ];
  });
  /** One line a person in each, whatever posts they hold. */
  const inOffice = computed(() => {
    return (['officers', 'staff'] as const).flatMap((key) => {
      const byPerson = new Map<string, { id: string; name: string; posts: string; since: string }>();
      for (const one of (organisation()?.posts ?? []).filter(({ post }) => standsAmong(post) === key)) {
        const known = byPerson.get(one.personId);
        const post = say(postNames[one.post]);
        byPerson.set(one.personId, {
          id: one.personId,
          name: one.name,
          posts: known ? `${known.posts}${t('organisations.comma')}${post}` : post,
          since: t('organisations.since', { day: sayDay(one.from) }),
        });
      }
      return byPerson.size > 0 ? [{ key, people: [...byPerson.values()] }] : [];
    });
  });
  return { facts, inOffice };
}
