import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MeetingScene, openMeetingScene } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeEach(async () => {
  scene = await openMeetingScene();
  scene.at('2026-11-26T18:55:00+08:00');
});
afterEach(() => scene?.close());

const codeOf = async (meetingId: string) => (await (await scene.university.as('officer')).ask(meetings.signInCode, { meetingId })).body.code;

test('of many wrong codes at one moment five are looked at, and the right one is not tried after them', async () => {
  const { id: meetingId } = await scene.announced();
  scene.at('2026-11-26T18:55:00+08:00');
  const code = await codeOf(meetingId);
  const member = await scene.university.as('member');
  const guesses = Array.from({ length: 40 }, (_, n) => String(n).padStart(6, '0')).filter((guess) => guess !== code);
  const answers = await Promise.all(guesses.map((guess) => member.ask(meetings.signInToMeeting, { meetingId, code: guess })));
  const codes = answers.map(({ problem }) => problem?.code);
  expect(codes.filter((one) => one === 'code_wrong')).toHaveLength(5);
  expect(codes.filter((one) => one === 'too_many_codes')).toHaveLength(guesses.length - 5);
  expect((await member.ask(meetings.signInToMeeting, { meetingId, code })).problem?.code).toBe('too_many_codes');
});

test('a sign-in that is sent again under its key is answered as before, though its code has run out meanwhile', async () => {
  const { id: meetingId } = await scene.announced();
  scene.at('2026-11-26T18:55:00+08:00');
  const code = await codeOf(meetingId);
  const member = await scene.university.as('member');
  const send = () => member.ask(meetings.signInToMeeting, { meetingId, code }, { key: 'sign-in-to-the-room' });
  const first = await send();
  expect(first.body.myself?.status).toBe('present');
  scene.at('2026-11-26T18:59:00+08:00');
  expect((await send()).body).toEqual(first.body);
});
