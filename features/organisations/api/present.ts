import type { Call } from '#platform/server/call/call.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { addYears } from '#platform/shared/day/day.ts';
import { nextCode } from '../code.ts';
import type { organisations } from '../contract.ts';
import { usualTermYears } from '../measures.ts';
import type { Composition, Department, OrganisationKind } from '../organisation.ts';
import { appointPost, changeTree, correctOrganisation, editDuties, keepStanding, readOpenWork, recordTerm } from '../policy.ts';
import { committeeOn, isCommitteePost, type Post, postsOf } from '../post.ts';
import { remarksOf } from '../remark.ts';
import { daysLeft, endOfTerm, isOverdue, standingReminder } from '../term.ts';
import { organisationMeasures } from './measures.ts';
import { organisationRepository } from './repository.ts';
import { countsOf, membersOfChildren } from './tree.ts';

type View = Output<typeof organisations.organisation>;
type TermRow = {
  id: string;
  number: number | null;
  startsOn: Day;
  years: number;
  lastDay: Day;
  extendedTo: Day | null;
  extensionDocument: string | null;
  endedOn: Day | null;
};

/** A term with what today makes of it. */
export function presentTerm(term: TermRow, today: Day): NonNullable<View['term']> {
  const over = term.endedOn !== null;
  return {
    id: term.id,
    number: term.number,
    startsOn: term.startsOn,
    years: term.years,
    lastDay: term.lastDay,
    extendedTo: term.extendedTo,
    extensionDocument: term.extensionDocument,
    endedOn: term.endedOn,
    endsOn: endOfTerm(term),
    daysLeft: daysLeft(term, today),
    overdue: !over && isOverdue(term, today),
    reminder: over ? null : standingReminder(term, today),
    remarks: term.extendedTo !== null && term.extendedTo > addYears(term.lastDay, 1) ? ['extension_over_a_year'] : [],
  };
}

/** One organisation as its page shows it. What the reader may do is said by the policies that guard the doors. */
export async function presentOrganisation(call: Call, id: string): Promise<View> {
  const repository = organisationRepository(call.tx);
  const row = await repository.byId(id);
  if (!row) return call.refuse('not_found');
  const kind = row.kind as OrganisationKind;
  const { actor, today } = call;
  const counts = await countsOf(call.tx, row.path);
  const posts = await repository.postsOf(id);
  const terms = (await repository.termsOf(id)).map((term) => presentTerm(term, today));
  const places = await repository.placesOf(row.path);
  const committee = committeeOn(
    posts.map((post) => ({ personId: post.personId, post: post.kind as Post, from: post.fromOn, to: post.toOn })),
    today,
  );
  // What was taken back before it began was never held.
  const held = posts.filter((post) => (post.toOn === null || post.toOn > today) && post.toOn !== post.fromOn);
  const order = postsOf({ kind, root: row.parentId === null });

  const measures = await organisationMeasures(call.tx);
  const spans = await repository.spansOf(id);
  const secretary = held.find((post) => post.kind === 'secretary' && post.fromOn <= today);
  const remarks = remarksOf(
    {
      kind,
      composition: row.composition as Composition | null,
      units: row.units,
      dissolved: row.dissolvedOn !== null,
      parentIsRoot: places.length === 2,
      fullMembers: counts.full,
      members: counts.full + counts.probationary,
      onCommittee: committee.size,
      committeeStands: spans.some((span) => span.fromOn <= today && (span.toOn === null || span.toOn >= today)),
      secretary: secretary ? { standingSince: secretary.convertedOn, from: secretary.fromOn } : null,
    },
    measures,
    today,
  );

  const postView = (post: (typeof posts)[number]) => ({
    id: post.id,
    personId: post.personId,
    name: post.name,
    post: post.kind as Post,
    from: post.fromOn,
    to: post.toOn,
    documentNumber: post.documentNumber,
    onCommittee: isCommitteePost(post.kind as Post),
  });
  const inOrder = [...held].sort((a, b) => order.indexOf(a.kind as Post) - order.indexOf(b.kind as Post) || (a.fromOn < b.fromOn ? -1 : 1));
  const subject = { path: row.path, kind };
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    name: row.name,
    kind,
    composition: row.composition as Composition | null,
    units: row.units,
    department: row.department as Department | null,
    parentId: row.parentId,
    nextCode: row.code === null ? null : nextCode(row.code, await repository.codesUnder(row.code)),
    places: places.map((place) => ({ ...place, kind: place.kind as OrganisationKind })),
    foundedOn: row.foundedOn,
    recordsSince: row.recordsSince,
    dissolvedOn: row.dissolvedOn,
    note: row.note,
    counts,
    remarks,
    posts: inOrder.map((post) => {
      const may = ability(appointPost, actor, { path: row.path, post: post.kind as Post });
      return {
        ...postView(post),
        abilities: { end: may, handOver: may, keep: post.toOn === null ? { allowed: false, code: 'post_not_ending' } : may },
      };
    }),
    possiblePosts: order.filter((post) => appointPost(actor, { path: row.path, post }).ok),
    earlierPosts: posts.filter((post) => post.toOn !== null && post.toOn <= today && post.toOn !== post.fromOn).map(postView),
    term: terms.find((term) => term.endedOn === null) ?? null,
    terms,
    usualTermYears: row.composition === 'temporary' ? null : usualTermYears(kind, measures),
    committeeSpans: spans.map((span) => ({ id: span.id, from: span.fromOn, to: span.toOn })),
    children: (await membersOfChildren(call.tx, id)).map((child) => ({
      ...child,
      kind: child.kind as OrganisationKind,
      composition: child.composition as Composition | null,
    })),
    duties: kind === 'department' ? await repository.dutiesOf(id) : [],
    abilities: {
      changeTree: ability(changeTree, actor, subject),
      correct: ability(correctOrganisation, actor, subject),
      recordTerm: ability(recordTerm, actor, subject),
      appoint: ability(appointPost, actor, { path: row.path, post: 'secretary' as Post }),
      recordOfficers: ability(appointPost, actor, { path: row.path, post: 'committeeMember' as Post }),
      manageGroups: ability(changeTree, actor, { path: row.path, kind: 'group' as OrganisationKind }),
      editDuties: ability(editDuties, actor, subject),
      keepStanding: ability(keepStanding, actor, subject),
      openWork: ability(readOpenWork, actor, subject),
    },
  };
}
