import { type ComputedRef, computed } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { sayDay } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import type { Fact } from '#ui/types.ts';
import type { organisations } from '../contract.ts';
import { compositionNames, organisationKindNames } from '../organisation.ts';
import { postNames } from '../post.ts';

export type Organisation = Response<typeof organisations.organisation>;

/** What is publicly or within one's scope known of an organisation, as facts with their labels. */
export function useFacts(organisation: () => Organisation | undefined): {
  facts: ComputedRef<Fact[]>;
  officers: ComputedRef<{ id: string; name: string; posts: string; since: string }[]>;
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
  /** One line a person, whatever posts they hold. */
  const officers = computed(() => {
    const byPerson = new Map<string, { id: string; name: string; posts: string; since: string }>();
    for (const held of organisation()?.posts ?? []) {
      const known = byPerson.get(held.personId);
      const post = say(postNames[held.post]);
      byPerson.set(held.personId, {
        id: held.personId,
        name: held.name,
        posts: known ? `${known.posts}${t('organisations.comma')}${post}` : post,
        since: t('organisations.since', { day: sayDay(held.from) }),
      });
    }
    return [...byPerson.values()];
  });
  return { facts, officers };
}
