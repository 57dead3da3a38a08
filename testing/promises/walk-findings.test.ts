import { afterAll, beforeAll, expect, test } from 'vitest';
import { health } from '#features/health/contract.ts';
import { answer, closes, explain, type ReasonState, withdraw } from '#features/health/finding.ts';
import { healthFeature } from '#features/health/index.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { foundUniversity, type University } from '../people.ts';
import { type Model, no, type Walker, walkAbout } from '../walk.ts';
import { openWorld, type World } from '../world.ts';

/** 缺项: the branch gives a reason (待采纳), takes it back; the level above accepts or returns it; a record closes what is left. */
const long = process.env.LIANXIN_TRIALS === '1';
type State = 'open' | 'waiting' | 'returned' | 'accepted' | 'closed';
type Said = 'explain' | 'explainWithoutWords' | 'withdraw' | 'accept' | 'return' | 'returnWithoutRemark';

/** `accepted`: what has no window stays open although its reason was accepted. */
const modelOf = (accepted: 'accepted' | 'closed'): Model<State, Said> => {
  const explained = no('already_explained');
  const answered = no('already_answered');
  const closed = no('finding_closed');
  const of = (open: State | { no: string }, waiting: State | { no: string }, returned: State | { no: string }, after: { no: string }) => ({
    open,
    waiting,
    returned,
    accepted: accepted === 'accepted' ? after : null,
    closed,
  });
  return {
    explain: of('waiting', explained, 'waiting', explained),
    explainWithoutWords: of(no('reason_missing'), explained, no('reason_missing'), explained),
    withdraw: of(no('no_reason_to_withdraw'), 'open', no('no_reason_to_withdraw'), no('no_reason_to_withdraw')),
    accept: of(no('not_explained'), accepted, answered, answered),
    return: of(no('not_explained'), 'returned', answered, answered),
    returnWithoutRemark: of(no('not_explained'), no('remark_missing'), answered, answered),
  };
};
const model = modelOf('closed');
const plainModel = modelOf('accepted');
const stateOf = ({ state, reason, answer: given }: ReasonState): State =>
  state === 'closed' ? 'closed' : reason === null ? 'open' : given === null ? 'waiting' : given;

/** The rules alone, driven as the use-cases drive them. */
function byTheRules(window: string): Walker<State, Said | 'mended'> {
  let finding: ReasonState = { state: 'open', reason: null, answer: null };
  const say = (command: Said) => {
    switch (command) {
      case 'explain':
      case 'explainWithoutWords': {
        const said = explain(finding, command === 'explain' ? '党员在外实习' : ' ');
        if (!said.ok) return said.code;
        finding = { ...finding, reason: said.value.reason, answer: null };
        return null;
      }
      case 'withdraw': {
        const said = withdraw(finding);
        if (!said.ok) return said.code;
        finding = { ...finding, reason: null };
        return null;
      }
      default: {
        const given = command === 'accept' ? 'accepted' : 'returned';
        const said = answer(finding, given, command === 'return' ? '请写明日期' : '');
        if (!said.ok) return said.code;
        finding = { ...finding, answer: given, state: closes(given, window) ? 'closed' : 'open' };
        return null;
      }
    }
  };
  return {
    look: () => ({ ...finding, state: stateOf(finding) }),
    send(command) {
      if (command !== 'mended') return say(command);
      finding = { ...finding, state: 'closed' };
      return null;
    },
  };
}

const MENDED = { open: 'closed', waiting: 'closed', returned: 'closed', accepted: 'closed', closed: 'closed' } as const;
test('the rules go only the ways of the model, and every one of them', async () => {
  const walks = { count: long ? 5000 : 500, steps: 12 };
  await walkAbout('findings, rules', { ...model, mended: { ...MENDED, accepted: null } }, walks, () => byTheRules('2026-Q3'));
  await walkAbout('findings without a window, rules', { ...plainModel, mended: MENDED }, walks, () => byTheRules(''));
});

let world: World;
let university: University;
let secretary: Client;
let organiser: Client;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  secretary = await university.as('secretary');
  organiser = await university.as('organiser');
});
afterAll(() => world?.close());

async function inTheApi(indicator: string, timeWindow: string): Promise<Walker<State, Said | 'night' | 'recordFound'>> {
  const { db } = world;
  const findingId = newId();
  await db.deleteFrom('findings').execute();
  await db.deleteFrom('activityCounts').execute();
  await db.insertInto('findings').values({ id: findingId, branchId: university.branch.id, indicator, timeWindow, shownOn: '2026-11-01' }).execute();
  const night = () => healthFeature.atMidnight?.(world.running.services, '2026-11-24');
  const say = (command: Said) => {
    switch (command) {
      case 'explain':
        return secretary.ask(health.explainFinding, { findingId, reason: '党员在外实习' });
      case 'explainWithoutWords':
        return secretary.ask(health.explainFinding, { findingId, reason: ' ' });
      case 'withdraw':
        return secretary.ask(health.withdrawReason, { findingId });
      default:
        return organiser.ask(health.answerFinding, {
          findingId,
          answer: command === 'accept' ? 'accepted' : 'returned',
          remark: command === 'return' ? '请写明日期' : '',
        });
    }
  };
  return {
    async look() {
      const { body } = await secretary.ask(health.getFinding, { findingId });
      const { abilities: _, ...rest } = body;
      return { ...rest, state: stateOf(body) };
    },
    async send(command) {
      if (command === 'night' || command === 'recordFound') {
        const counts = { counted: 1, held: 1, confirmed: 1, occasions: 1, due: 5, present: 5 };
        if (command === 'recordFound')
          await db
            .insertInto('activityCounts')
            .values({ branchId: university.branch.id, month: '2026-09-01', kind: 'membersMeeting', ...counts })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        await night();
        return null;
      }
      const answered = await say(command);
      expect(answered.status).toBeLessThan(500);
      return answered.problem?.code ?? null;
    },
  };
}

/** At night what is still missed stays as it is, and what was recorded after all, or is complete again, is closed. */
const NIGHT = { open: 'open', waiting: 'waiting', returned: 'returned', accepted: 'accepted', closed: 'closed' } as const;
test('a finding goes only the ways of the model, and every one of them', async () => {
  const walks = { count: long ? 1000 : 20, steps: 8 };
  const nights = { night: { ...NIGHT, accepted: null }, recordFound: { ...MENDED, accepted: null } };
  await walkAbout('findings', { ...model, ...nights }, walks, () => inTheApi('members_meetings', '2026-Q3'));
  await walkAbout<State, Said | 'night'>('findings without a window', { ...plainModel, night: MENDED }, walks, () =>
    inTheApi('committee_complete', ''),
  );
}, 3_600_000);
