import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeetingScene, openMeetingScene, view } from '#testing/meeting-scene.ts';
import { meetings } from '../contract.ts';

let scene: MeetingScene;
beforeAll(async () => {
  scene = await openMeetingScene();
});
afterAll(() => scene?.close());

/** The text of a PDF with embedded subsets: each content stream read through every font's own map from glyphs to characters. */
function textsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue;
    const end = pdf.indexOf('endstream', at);
    try {
      streams.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // A stream that is not compressed holds no text of ours.
    }
  }
  const char = (hex: string) => String.fromCodePoint(...(hex.match(/\w{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
  const maps = streams
    .filter((text) => text.includes('beginbfrange') || text.includes('beginbfchar'))
    .map((text) => {
      const map = new Map<number, string>();
      for (const [, from, , list] of text.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g))
        for (const [i, match] of [...(list ?? '').matchAll(/<([\w ]+)>/g)].entries())
          map.set(Number.parseInt(from ?? '', 16) + i, char(match[1] ?? ''));
      return map;
    });
  const shown = streams.filter((text) => text.includes(' TJ') || text.includes(' Tj'));
  return maps.flatMap((map) =>
    shown.map((text) =>
      [...text.matchAll(/<([0-9a-fA-F]+)>/g)]
        .map((match) => ((match[1] ?? '').match(/.{4}/g) ?? []).map((glyph) => map.get(Number.parseInt(glyph, 16)) ?? '').join(''))
        .join(''),
    ),
  );
}

describe('photos', () => {
  test('are made anew as WebP without what the camera wrote beside them', async () => {
    const meeting = await scene.held();
    const officer = await scene.university.as('officer');
    const camera = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#c8102e' } })
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera of somebody', ImageDescription: 'secret place' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } })
      .toBuffer();
    expect((await sharp(camera).metadata()).exif).toBeDefined();
    const added = await officer.send('POST', `/api/v1/meetings/${meeting.id}/photos`, {
      file: { name: '现场.jpg', bytes: camera },
      body: { caption: '会场' },
    });
    expect(added.status).toBe(200);
    expect(added.body.photos).toMatchObject([{ caption: '会场' }]);
    const fileId = added.body.photos[0].id as string;
    const seen = await (await scene.university.as('member')).ask(meetings.getPhoto, { meetingId: meeting.id, fileId });
    expect(seen.headers['content-type']).toBe('image/webp');
    const made = await sharp(seen.raw).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 2000, height: 1000 });
    expect([made.exif, made.xmp, made.iptc]).toEqual([undefined, undefined, undefined]);
    expect(seen.raw.includes('secret place')).toBe(false);
    for (const who of ['siblingMember', 'guest', 'organiser'] as const)
      expect((await (await scene.university.as(who)).ask(meetings.getPhoto, { meetingId: meeting.id, fileId })).status).toBe(404);
    expect((await scene.world.client().ask(meetings.getPhoto, { meetingId: meeting.id, fileId })).status).toBe(401);
    expect((await officer.ask(meetings.getPhoto, { meetingId: meeting.id, fileId: scene.freshId() })).status).toBe(404);
    expect((await officer.ask(meetings.removePhoto, { meetingId: meeting.id, fileId })).body.photos).toEqual([]);
    await expect(scene.world.running.services.files.read(fileId)).rejects.toThrow();
    expect(await scene.world.db.selectFrom('files').select('id').where('id', '=', fileId).execute()).toEqual([]);
  });

  test('while a large one is made anew nobody waits for the meeting: its row is free until the picture is ready', async () => {
    const meeting = await scene.held({ title: '大照片' });
    const officer = await scene.university.as('officer');
    const large = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#c8102e' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    let over = false;
    const adding = officer.send('POST', `/api/v1/meetings/${meeting.id}/photos`, { file: { name: '现场.png', bytes: large } }).finally(() => {
      over = true;
    });
    let free = 0;
    let held = 0;
    const { db } = scene.world;
    while (!over) {
      await db
        .selectFrom('meetings')
        .select('id')
        .where('id', '=', meeting.id)
        .forUpdate()
        .noWait()
        .execute()
        .then(
          () => (free += 1),
          () => (held += 1),
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect((await adding).status).toBe(200);
    // The row is held for the writing alone, which is a small part of the whole.
    expect(free).toBeGreaterThan(10);
    expect(held).toBeLessThan(free / 2);
  });

  test('what is no picture is refused by its content, whatever its name; a member does not add one', async () => {
    const meeting = await scene.held({ title: '照片' });
    const send = async (who: 'officer' | 'member', bytes: Buffer) =>
      (await scene.university.as(who)).send('POST', `/api/v1/meetings/${meeting.id}/photos`, { file: { name: 'a.jpg', bytes } });
    expect((await send('officer', Buffer.from('<svg onload="alert(1)"/>'))).problem?.code).toBe('file_not_picture');
    const png = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect((await send('officer', png.subarray(0, 40))).problem?.code).toBe('file_not_picture');
    expect((await send('member', png)).problem?.code).toBe('not_recorder');
    expect((await send('officer', Buffer.alloc(15_000_001))).status).toBe(413);
  });
});

describe('the minutes as PDF', () => {
  test('hold the facts, the sections, the decision and the confirmation with its hash', async () => {
    scene.at('2026-11-24T10:00:00+08:00');
    const meeting = await scene.recorded(
      { title: '讨论龘字的写法' },
      {
        observers: ['孟繁星'],
        endsAt: '2026-11-26T20:10:00+08:00',
        decisions: [{ matter: '同意年度计划', vote: 'ordinary', tally: { yes: 4, no: 0, abstain: 0 } }],
        items: [{ title: '议题一', points: '𠮷野同学发言，abff fi ffi。\n第二段。' }],
      },
    );
    scene.at('2026-12-01T10:00:00+08:00');
    const secretary = await scene.university.as('secretary');
    const sha = (await secretary.ask(meetings.confirmMinutes, { meetingId: meeting.id })).body.confirmation.sha256 as string;
    const pdf = await secretary.ask(meetings.minutesPdf, { meetingId: meeting.id });
    expect(pdf.status).toBe(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const texts = textsOf(pdf.raw).map((text) => text.replace(/\s/g, ''));
    for (const words of [
      '党员大会会议记录',
      '本科生第二党支部',
      '2026年11月26日19:00至20:10',
      '明理楼302',
      '应到5人，实到5人，请假0人，缺席0人',
      '孟繁星',
      '讨论龘字的写法',
      '一、议题',
      '二、会议内容',
      '第二段。',
      '三、决议',
      '赞成4票，反对0票，弃权0票',
      '通过：同意年度计划',
      sha,
      'U+20BB7',
      'abfffiffi',
    ]) {
      expect(
        texts.some((text) => text.includes(words)),
        words,
      ).toBe(true);
    }
    const other = await scene.university.as('siblingMember');
    expect((await other.ask(meetings.minutesPdf, { meetingId: meeting.id })).status).toBe(404);
    expect((await (await scene.university.as('organiser')).ask(meetings.minutesPdf, { meetingId: meeting.id })).status).toBe(200);
  });

  test('is not made of a meeting that has not been held', async () => {
    scene.at('2026-11-24T10:00:00+08:00');
    const meeting = await scene.planned();
    expect((await (await scene.university.as('secretary')).ask(meetings.minutesPdf, { meetingId: meeting.id })).problem?.code).toBe(
      'meeting_not_held',
    );
    expect((await view(await scene.university.as('secretary'), meeting.id)).state).toBe('planned');
  });
});
