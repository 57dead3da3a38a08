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
  edit: { planned: ['planned'], announced: ['announced'], held: ['held'] },
  decide: { announced: ['announced'], held: ['held'] },
  undecide: { announced: ['announced'], held: ['held'] },
  addPhoto: { announced: ['announced'], held: ['held'] },
  removePhoto: { announced: ['announced'], held: ['held'] },
  amend: { recorded: ['recorded'] },
  accept: { recorded: ['recorded'] },
  decline: { recorded: ['recorded'] },
};
const commands = Object.keys(model);
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const moments = ['2026-11-24T10:00:00+08:00', '2026-11-26T19:00:00+08:00', '2026-11-26T21:00:00+08:00', '2026-12-08T09:00:00+08:00'] as const;

let scene: MeetingScene;
let secretary: Client;
/** Who proposes is not who decides. */
let member: Client;
let recorder: Client;
const reached = new Set<string>();
const counted = { walks: 0, steps: 0, refused: 0 };

beforeAll(async () => {
  scene = await openMeetingScene();
  secretary = await scene.university.as('secretary');
  member = await scene.university.as('member');
  recorder = await scene.university.as('officer');
});
afterAll(async () => {
  console.log(
    `walks: ${counted.walks} random walks, ${counted.steps} steps, ${counted.refused} refused and nothing changed; ${reached.size} transitions and steps reached`,
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
    case 'edit':
      return secretary.ask(meetings.editMeeting, { meetingId, title: `改了的题目${version}` }, { version });
    case 'decide':
      return secretary.ask(meetings.recordDecision, { meetingId, matter: '通过年度计划', vote: 'ordinary', tally: { yes: 4, no: 0, abstain: 0 } });
    case 'undecide':
      return secretary.ask(meetings.removeDecision, { meetingId, decisionId: (await view(secretary, meetingId)).decisions[0]?.id ?? meetingId });
    case 'addPhoto':
      return secretary.ask(meetings.addPhoto, { meetingId, caption: '会场' }, { file: { name: 'a.png', bytes: PICTURE } });
    case 'removePhoto':
      return secretary.ask(meetings.removePhoto, { meetingId, fileId: (await view(secretary, meetingId)).photos[0]?.id ?? meetingId });
    case 'amend':
      return member.ask(meetings.proposeAmendment, {
        meetingId,
        itemId: (await view(secretary, meetingId)).items[0]?.id ?? null,
        text: '请补上时间。',
      });
    case 'accept':
    case 'decline': {
      const amendmentId = (await view(secretary, meetingId)).amendments.find((one) => one.state === 'proposed')?.id ?? meetingId;
      return recorder.ask(meetings.decideAmendment, {
        meetingId,
        amendmentId,
        accepted: command === 'accept',
        reason: '照实补正',
        points: '同意计划，补充时间。',
      });
    }
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
      reached.add(`${state} ${command}`);
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
    ['edit', 1],
    ['announce', 1],
    ['edit', 1],
    ['hold', 0],
    ['edit', 1],
    ['takeRoll', 1],
    ['saveMinutes', 1],
    ['decide', 1],
    ['undecide', 1],
    ['addPhoto', 1],
    ['removePhoto', 1],
    ['submit', 1],
    ['amend', 1],
    ['decline', 1],
    ['amend', 1],
    ['accept', 1],
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
    'planned edit',
    'announced edit',
    'held edit',
    'held takeRoll',
    'held saveMinutes',
    'held decide',
    'held undecide',
    'held addPhoto',
    'held removePhoto',
    'recorded amend',
    'recorded decline',
    'recorded accept',
    'recorded agree',
    'confirmed addAddendum',
  ])
    expect([...reached], move).toContain(move);
}, 3_600_000);
