import { sentence } from '#platform/web/i18n/i18n.ts';
import { isPersonVote, type PersonVote } from '../candidate.ts';
import type { RecordableKind, VoteKind } from '../kind.ts';
import { meetingSentences } from '../sentences.ts';
import { baseOf, countedOpinions, decide, type Tally } from '../vote.ts';
import { matterOf } from './candidates.ts';
import { attendeesOf, type Person } from './roll.ts';

/** A written opinion as it is entered: from whom, and when the branch had it. */
export type DraftOpinion = { personId: string; date: string; time: string };
export type DraftDecision = {
  matter: string;
  vote: VoteKind;
  subjectId: string;
  /** Counted in the room; with what came in writing it makes the tally. */
  yes: string;
  no: string;
  abstain: string;
  secret: boolean;
  opinions: DraftOpinion[];
  writtenYes: string;
  writtenNo: string;
  writtenAbstain: string;
};
export const emptyDecision = (vote: VoteKind): DraftDecision => ({
  matter: '',
  vote,
  subjectId: '',
  yes: '',
  no: '',
  abstain: '',
  secret: false,
  opinions: [],
  writtenYes: '',
  writtenNo: '',
  writtenAbstain: '',
});
/** A draft from before written opinions could be entered has no place for them. */
export const fullDecision = (decision: DraftDecision): DraftDecision => ({ ...emptyDecision(decision.vote), ...decision });

/** The decision that a plan foresees for a candidate, with nothing counted yet. */
export const decisionFor = ({ person, vote }: { person: { id: string; name: string }; vote: PersonVote }): DraftDecision => ({
  ...emptyDecision(vote),
  subjectId: person.id,
  matter: matterOf(vote, person.name),
});

const number = (text: string | undefined) => Number(text || 0);
export function writtenOf(d: DraftDecision): Tally {
  return isPersonVote(d.vote)
    ? { yes: number(d.writtenYes), no: number(d.writtenNo), abstain: number(d.writtenAbstain) }
    : { yes: 0, no: 0, abstain: 0 };
}
/** All votes, those in the room and those in writing. */
export function tallyOf(d: DraftDecision): Tally {
  const written = writtenOf(d);
  return { yes: number(d.yes) + written.yes, no: number(d.no) + written.no, abstain: number(d.abstain) + written.abstain };
}
export const isCounted = (d: DraftDecision): boolean => [d.yes, d.no, d.abstain].some((one) => one !== '');
const opinionsOf = (d: DraftDecision) =>
  isPersonVote(d.vote)
    ? (d.opinions ?? [])
        .filter((one) => one.date && one.time)
        .map(({ personId, date, time }) => ({ personId, receivedAt: `${date}T${time}:00+08:00` }))
    : [];

/** The decision as the contract takes it. */
export function decisionBody(d: DraftDecision) {
  const opinions = opinionsOf(d);
  return {
    matter: d.matter,
    vote: d.vote,
    tally: tallyOf(d),
    secret: d.secret,
    ...(isPersonVote(d.vote) && d.subjectId ? { subjectId: d.subjectId } : {}),
    ...(opinions.length ? { opinions, written: writtenOf(d) } : {}),
  };
}

type Situation = { kind: RecordableKind; startsAt: string; people: readonly Person[]; others?: readonly string[] };
function outcomeOf(d: DraftDecision, { kind, startsAt, people, others = [] }: Situation) {
  return decide(
    { kind, state: 'held', startsAt, roll: attendeesOf(people), opinions: opinionsOf(d), decidedMatters: others },
    { vote: d.vote, matter: d.matter, tally: tallyOf(d), written: writtenOf(d), secret: d.secret, candidateIds: d.subjectId ? [d.subjectId] : [] },
  );
}
/** Why a decision cannot stand as it is, by the same rule as the server's; empty where it can. */
export function whyNotDecided(d: DraftDecision, situation: Situation): string {
  const answer = outcomeOf(d, situation);
  return answer.ok ? '' : sentence(meetingSentences, answer.code, answer.params);
}
export function adopted(d: DraftDecision, situation: Situation): boolean | null {
  const answer = outcomeOf(d, situation);
  return answer.ok ? answer.value.adopted : null;
}
/** Those whose opinion in writing can count: of the base, and not in the room. */
export function mayWrite(vote: VoteKind, people: readonly Person[]): Person[] {
  const away = new Set(baseOf(attendeesOf(people), vote).flatMap((one) => (one.present ? [] : [one.personId])));
  return people.filter((one) => away.has(one.id));
}
/** How many of the opinions entered count. */
export function countedOf(d: DraftDecision, { startsAt, people }: Pick<Situation, 'startsAt' | 'people'>): string[] {
  return countedOpinions({ roll: attendeesOf(people), opinions: opinionsOf(d), startsAt }, d.vote);
}
