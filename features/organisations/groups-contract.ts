import { z } from 'zod';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, DayText, Id } from '#platform/shared/contract/schemas.ts';
import { arrangeGroups, readGroups } from './policy.ts';
import { organisationSentences } from './sentences.ts';

const Member = z.object({ id: Id, personId: Id, name: z.string(), from: DayText });

/** The groups of a branch. To a member without a post only their own group has a list of names. */
export const GroupList = z
  .object({
    branch: z.object({ id: Id, name: z.string() }),
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        leaders: z.array(z.string()),
        /** The reader belongs to it. */ own: z.boolean(),
        /** Null where the reader sees the group's name only. */ members: z.array(Member).nullable(),
      }),
    ),
    /** Members of the branch in no group; for those who see all lists. */
    unplaced: z.array(z.object({ personId: Id, name: z.string() })),
    /** Spans that have ended, newest first; for those who see all lists. */
    earlier: z.array(Member.extend({ group: z.string(), to: DayText })),
    abilities: z.object({ arrange: Ability }),
  })
  .meta({ id: 'GroupList' });

export const groups = contract(organisationSentences, {
  listGroups: {
    method: 'GET',
    path: '/organisations/:organisationId/groups',
    summary: { zh: '党支部的党小组和编入的党员', en: 'The groups of a branch and who belongs to them' },
    policy: readGroups,
    output: GroupList,
    refusals: ['not_in_scope', 'not_a_branch'],
  },
  placeInGroup: {
    method: 'POST',
    path: '/organisations/:organisationId/group-members',
    summary: { zh: '编入党小组', en: 'Place members in a group' },
    policy: arrangeGroups,
    body: z.object({ personIds: z.array(Id).min(1).max(200), from: DayText }),
    output: GroupList,
    refusals: [
      'not_branch_officer',
      'not_a_group',
      'organisation_dissolved',
      'day_in_future',
      'day_before_founding',
      'person_not_here',
      'already_in_group',
      'span_reversed',
    ],
    example: { personIds: ['01980000-0000-7000-8000-000000000001'], from: '2026-11-20' },
  },
  leaveGroup: {
    method: 'POST',
    path: '/group-members/:groupMemberId/end',
    summary: { zh: '移出党小组', en: 'Take a member out of a group' },
    policy: arrangeGroups,
    body: z.object({ on: DayText }),
    output: GroupList,
    refusals: ['not_branch_officer', 'record_ended', 'day_in_future', 'span_reversed'],
    example: { on: '2026-11-24' },
  },
});
