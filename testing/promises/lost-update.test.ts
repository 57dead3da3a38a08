import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetings } from '#features/meetings/contract.ts';
import { members } from '#features/members/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import type { Answer, Client } from '../client.ts';
import { openStage, type Stage } from '../stage.ts';

/** Hundreds of editors of one thing. Each reads, changes what it read and sends it back; nobody's change may vanish under another's. */
const long = process.env.LIANXIN_TRIALS === '1';
const CLIENTS = long ? 500 : 40;
const ROUNDS = long ? 1 : 2;

let stage: Stage;
const counted = { edits: 0, won: 0, told: 0, turnedAway: 0, overwritten: 0 };

beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(async () => {
  console.log(
    `lost update: ${CLIENTS} editors at once, ${counted.edits} edits: ${counted.won} stood, ${counted.told} were told of the version that stands (${counted.turnedAway} came again because too many were there), ${counted.overwritten} silently overwritten`,
  );
  await stage?.close();
});

async function readCalmly<E extends Endpoint>(client: Client, endpoint: E, request: Request<E>): Promise<Response<E>> {
  for (;;) {
    const { status, body } = await client.ask(endpoint, request);
    if (status === 200) return body;
    expect(status).toBe(503);
    await wait(20 + Math.random() * 200);
  }
}

type Edited = {
  readonly endpoint: Endpoint;
  /** The request that adds one's own word to what was read. */
  readonly change: (read: { readonly words: readonly string[] }, word: string) => Record<string, unknown>;
  readonly read: () => Promise<{ words: readonly string[]; version: number }>;
  readonly clients: readonly Client[];
  readonly rounds?: number;
};

/** A text that everybody adds a character of their own to: a silent overwriting would lose a word that was acknowledged. */
async function crowd({ endpoint, change, read, clients, rounds = ROUNDS }: Edited): Promise<void> {
  const before = await read();
  const acknowledged: string[] = [];
  const versions: number[] = [];
  await Promise.all(
    clients.map(async (client, number) => {
      for (let round = 0; round < rounds; round += 1) {
        const seen = await read();
        const word = String.fromCodePoint(0x4e01 + number * ROUNDS + round);
        const answer: Answer<unknown> = await client.ask(endpoint, change(seen, word) as never, { version: seen.version });
        if (answer.status < 300) {
          counted.edits += 1;
          acknowledged.push(word);
          versions.push(seen.version);
          continue;
        }
        // One too many at once: nothing was done, and they try again.
        if (answer.status === 503) {
          counted.turnedAway += 1;
          round -= 1;
          await wait(20 + Math.random() * 200);
          continue;
        }
        expect([answer.status, answer.problem?.code]).toEqual([412, 'changed_meanwhile']);
        // Both versions: the one that was sent stands in the request, the one that stands in the answer.
        expect(Number(answer.problem?.params.version)).toBeGreaterThan(seen.version);
        counted.edits += 1;
        counted.told += 1;
      }
    }),
  );
  const after = await read();
  const lost = acknowledged.filter((word) => !after.words.includes(word));
  counted.won += acknowledged.length;
  counted.overwritten += lost.length;
  expect(lost, 'acknowledged and gone').toEqual([]);
  expect(after.words.length - before.words.length, 'every word that stands was acknowledged').toBe(acknowledged.length);
  expect(new Set(versions).size, 'no version was changed twice').toBe(versions.length);
  expect(acknowledged.length).toBeGreaterThan(0);
}

const crowdOf = async (who: 'secretary' | 'department') => {
  const client = await stage.scene.university.as(who);
  return Array.from({ length: CLIENTS }, () => client);
};

test('the draft of the minutes', async () => {
  const { id } = await stage.scene.held();
  const clients = await crowdOf('secretary');
  const [reader] = clients as [Client, ...Client[]];
  await crowd({
    endpoint: meetings.saveMinutes,
    clients,
    read: async () => {
      const { items, version } = await readCalmly(reader, meetings.getMeeting, { meetingId: id });
      return { words: [...(items[0]?.points ?? '')], version };
    },
    change: ({ words }, word) => ({ meetingId: id, items: [{ title: '讨论年度计划', points: [...words, word].join('') }] }),
  });
}, 900_000);

test('the plan of a meeting', async () => {
  stage.world.clock.set('2026-11-24T10:00:00+08:00');
  const { id } = await stage.scene.planned({ agenda: [{ title: '一' }] });
  const clients = await crowdOf('secretary');
  const [reader] = clients as [Client, ...Client[]];
  await crowd({
    endpoint: meetings.editMeeting,
    clients,
    read: async () => {
      const { items, version } = await readCalmly(reader, meetings.getMeeting, { meetingId: id });
      return { words: items.flatMap(({ title }) => [...title]), version };
    },
    change: ({ words }, word) => {
      const all = [...words, word];
      const lines = Array.from({ length: Math.ceil(all.length / 190) }, (_, line) => ({ title: all.slice(line * 190, line * 190 + 190).join('') }));
      return { meetingId: id, agenda: lines };
    },
  });
}, 900_000);

test('the note of an organisation', async () => {
  const { school } = stage.scene.university;
  const clients = await crowdOf('department');
  const [reader] = clients as [Client, ...Client[]];
  await crowd({
    endpoint: organisations.correct,
    clients,
    // A note has 500 characters.
    rounds: 1,
    read: async () => {
      const { note, version } = await readCalmly(reader, organisations.organisation, { organisationId: school.id });
      return { words: [...(note ?? '')], version };
    },
    change: ({ words }, word) => ({ organisationId: school.id, note: [...words, word].join(''), reason: '补正' }),
  });
}, 900_000);

test('a correction is decided once, however many decide', async () => {
  const ready = await stage.prepare('members.decideCorrection');
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, (_, number) =>
      ready.client.ask(members.decideCorrection, { ...ready.request, approved: number % 2 === 0, remark: `${number}` } as never, {
        version: ready.version as number,
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, problem } of answers) if (status !== 200) expect([409, 412, 503], problem?.code).toContain(status);
  counted.edits += answers.length;
  counted.won += 1;
  counted.told += answers.length - 1;
});
