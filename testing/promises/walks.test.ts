import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetings } from '#features/meetings/contract.ts';
import type { Client } from '../client.ts';
import { type MeetingScene, openMeetingScene, view } from '../meeting-scene.ts';

/** Random walks through the life of a meeting against a small model: every step that the model knows is reached, every other is refused and leaves all as it was. */
const WALKS = process.env.LIANXIN_TRIALS === '1' ? 5000 : 60;

type State = 'planned' | 'announced' | 'held' | 'recorded' | 'confirmed' | 'cancelled';
/** Where each command may lead from a state; what is not here must be refused. A command may also be refused by its own rules: too early, not complete. */
const model: Readonly<Record<string, Partial<Record<State, readonly State[]>>>> = {
  announce: { planned: ['announced'] },
  cancel: { planned: ['cancelled'], announced: ['cancelled'] },
  hold: { announced: ['held'] },
  takeRoll: { announced: ['announced', 'held'], held: ['held'] },
  saveMinutes: { held: ['held'] },
  submit: { announced: ['recorded'], held: ['recorded'] },
  agree: { recorded: ['recorded'] },
  confirm: { recorded: ['confirmed'] },
  addAddendum: { confirmed: ['confirmed'] },
};
const commands = Object.keys(model);
const moments = ['2026-11-24T10:00:00+08:00', '2026-11-26T19:00:00+08:00', '2026-11-26T21:00:00+08:00', '2026-12-08T09:00:00+08:00'] as const;

let scene: MeetingScene;
let secretary: Client;
const reached = new Set<string>();
const counted = { walks: 0, steps: 0, refused: 0 };

beforeAll(async () => {
  scene = await openMeetingScene();
  secretary = await scene.university.as('secretary');
});
afterAll(async () => {
  console.log(
    `walks: ${counted.walks} random walks, ${counted.steps} steps, ${counted.refused} refused and nothing changed; ${reached.size} transitions reached`,
  );
  await scene?.close();
});

async function step(command: string, meetingId: string, version: number) {
  const { recordOf, allPresent, items } = scene;
  switch (command) {
    case 'announce':
      return secretary.ask(meetings.announceMeeting, { meetingId });
    case 'cancel':
      return secretary.ask(meetings.cancelMeeting, { meetingId, reason: '主讲人出差' });
    case 'hold':
      return secretary.ask(meetings.holdMeeting, { meetingId });
    case 'takeRoll':
      return secretary.ask(meetings.takeRoll, { meetingId, roll: allPresent() }, { version });
    case 'saveMinutes':
      return secretary.ask(meetings.saveMinutes, { meetingId, items }, { version });
    case 'submit':
      return secretary.ask(meetings.submitMinutes, { meetingId, record: recordOf() as never }, { version });
    case 'agree':
      return secretary.ask(meetings.agreeToMinutes, { meetingId });
    case 'confirm':
      return secretary.ask(meetings.confirmMinutes, { meetingId });
    default:
      return secretary.ask(meetings.addAddendum, { meetingId, text: '补充一条。' });
  }
}

async function walk(steps: readonly (readonly [string, number])[]): Promise<void> {
  let moment = 0;
  scene.at(moments[0]);
  const meeting = await scene.planned();
  let { state, version } = meeting as { state: State; version: number };
  for (const [command, later] of steps) {
    moment = Math.min(moments.length - 1, moment + (later === 0 ? 1 : 0));
    scene.at(moments[moment] as string);
    const answer = await step(command, meeting.id, version);
    const after = await view(secretary, meeting.id);
    const what = `${state} —${command}→ ${after.state} (${answer.status} ${answer.problem?.code ?? ''})`;
    counted.steps += 1;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status < 300) {
      expect(model[command]?.[state] ?? [], what).toContain(after.state);
      expect(after.version, what).toBeGreaterThanOrEqual(version);
      reached.add(`${state}→${after.state}`);
    } else {
      expect({ state: after.state, version: after.version }, what).toEqual({ state, version });
      counted.refused += 1;
    }
    state = after.state as State;
    version = after.version;
  }
  counted.walks += 1;
}

test('a meeting goes only the ways of the model, and every one of them', async () => {
  const life = fc.array(fc.tuple(fc.constantFrom(...commands), fc.integer({ min: 0, max: 3 })), { minLength: 4, maxLength: 9 });
  // Half of the walks begin with what is usually done, so that the far states are walked about in as well.
  const usual = fc.integer({ min: 1, max: 4 }).map((length) =>
    (
      [
        ['announce', 1],
        ['hold', 0],
        ['submit', 1],
        ['confirm', 0],
      ] as [string, number][]
    ).slice(0, length),
  );
  const walks = fc.oneof(
    life,
    fc.tuple(usual, life).map(([first, rest]) => [...first, ...rest]),
  );
  for (const steps of fc.sample(walks, { numRuns: WALKS, seed: 20261124 })) await walk(steps);
  await walk([
    ['announce', 1],
    ['hold', 0],
    ['takeRoll', 1],
    ['submit', 1],
    ['agree', 1],
    ['confirm', 0],
    ['confirm', 0],
    ['confirm', 0],
    ['addAddendum', 1],
  ]);
  for (const move of [
    'planned→announced',
    'planned→cancelled',
    'announced→cancelled',
    'announced→held',
    'held→recorded',
    'recorded→confirmed',
    'confirmed→confirmed',
  ])
    expect([...reached], move).toContain(move);
}, 3_600_000);
