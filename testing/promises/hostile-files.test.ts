import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetings } from '#features/meetings/contract.ts';
import { members } from '#features/members/contract.ts';
import { HIDDEN, type HostileFile, hostilePhotos, hostileWorkbooks, OUTSIDE } from '../hostile-files.ts';
import { type MeetingScene, openMeetingScene } from '../meeting-scene.ts';
import { drain, upload } from '../roster-scene.ts';

/** Whatever is sent to the two doors that take files: nothing is taken that should not be, nothing breaks, and of what is taken only the picture is left. */
let scene: MeetingScene;
const counted = { files: 0, refused: 0, cleaned: 0, harmless: 0, wrong: 0, broken: 0 };

beforeAll(async () => {
  scene = await openMeetingScene();
}, 60_000);
afterAll(async () => {
  console.log(
    `hostile files: ${counted.files}: ${counted.refused} refused, ${counted.cleaned} made anew as pictures without what was hidden in them, ${counted.harmless} of no effect; ${counted.wrong} taken wrongly, ${counted.broken} answers 5xx`,
  );
  await scene?.close();
});

/** What lies in the folder of kept files. */
function keptFiles(): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const visit = (folder: string): void => {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else found.set(name, readFileSync(path));
    }
  };
  visit(scene.world.running.services.files.folder);
  return found;
}

async function photo(meetingId: string, file: HostileFile): Promise<string | null> {
  const officer = await scene.university.as('officer');
  const before = keptFiles();
  const answer = await officer.ask(
    meetings.addPhoto,
    { meetingId, caption: '' },
    { file: { name: file.name.replaceAll('"', '%22'), bytes: file.bytes } },
  );
  counted.files += 1;
  if (answer.status >= 500) {
    counted.broken += 1;
    return `${file.name}: ${answer.status}`;
  }
  const fresh = [...keptFiles()].filter(([name]) => !before.has(name));
  if (answer.status >= 400) {
    counted.refused += 1;
    return fresh.length === 0 && file.expected === 'refused'
      ? null
      : `${file.name}: ${answer.problem?.code}, ${file.expected}, ${fresh.length} files left behind`;
  }
  const [id, bytes] = fresh[0] ?? ['', Buffer.alloc(0)];
  const made = await sharp(bytes).metadata();
  const clean =
    made.format === 'webp' &&
    !made.exif &&
    !made.xmp &&
    !made.iptc &&
    Math.max(made.width, made.height) <= 2000 &&
    !bytes.includes(HIDDEN) &&
    !bytes.includes('PK\u0003\u0004');
  const { body } = await officer.ask(meetings.getMeeting, { meetingId });
  const shown = await officer.send('GET', `/api/v1/meetings/${meetingId}/photos/${id}`);
  const safe = shown.status === 200 && shown.headers['content-type'] === 'image/webp' && shown.headers['x-content-type-options'] === 'nosniff';
  for (const one of body.photos) await officer.ask(meetings.removePhoto, { meetingId, fileId: one.id });
  if (file.expected !== 'cleaned' || fresh.length !== 1 || !clean || !safe)
    return `${file.name}: taken, expected to be ${file.expected}; ${JSON.stringify({ files: fresh.length, clean, safe })}`;
  counted.cleaned += 1;
  return null;
}

test('photos', async () => {
  const { id } = await scene.held();
  const wrong: string[] = [];
  for (const file of await hostilePhotos()) {
    const why = await photo(id, file);
    if (why) wrong.push(why);
  }
  counted.wrong += wrong.length;
  expect(wrong).toEqual([]);
}, 600_000);

async function roster(file: HostileFile): Promise<string | null> {
  const client = await scene.university.as('department');
  const people = async () => (await scene.world.db.selectFrom('persons').select('id').execute()).length;
  const before = await people();
  let begun = await upload(client, file.bytes, file.name.replaceAll('"', ''));
  // Making such files takes this process, which is the server's too, longer than it likes to wait.
  for (; begun.status === 503; begun = await upload(client, file.bytes, file.name.replaceAll('"', ''))) await wait(300);
  counted.files += 1;
  if (begun.status >= 500) {
    counted.broken += 1;
    return `${file.name}: ${begun.status}`;
  }
  if (begun.status >= 400) {
    counted.refused += 1;
    return file.expected === 'cleaned' ? `${file.name}: ${begun.problem?.code}` : null;
  }
  await drain(scene.world);
  const view = (await client.ask(members.getImport, { importId: begun.body.id })).body;
  const rows = await client.ask(members.importRows, { importId: begun.body.id });
  if (rows.status >= 500) counted.broken += 1;
  const says = `${view.state} ${view.refusal?.code ?? ''} ${JSON.stringify(view.counts)}`;
  if ((await people()) !== before) return `${file.name}: people were written before anybody said so`;
  if (JSON.stringify(rows.body).includes('root:')) return `${file.name}: a file of this machine stands in its rows`;
  const good = view.counts ? Number(view.counts.new ?? 0) + Number(view.counts.changed ?? 0) : 0;
  if (file.expected === 'refused') {
    if (view.state !== 'failed' && good > 0) return `${file.name}: taken: ${says}`;
    if (view.refusal?.code === 'internal') return `${file.name}: ${says}`;
    counted.refused += 1;
  } else counted.harmless += 1;
  return null;
}

test('rosters', async () => {
  const wrong: string[] = [];
  for (const file of hostileWorkbooks()) {
    const why = await roster(file);
    if (why) wrong.push(why);
  }
  counted.wrong += wrong.length;
  expect(wrong).toEqual([]);
  for (const folder of ['/tmp', tmpdir(), process.cwd(), '/']) expect(existsSync(join(folder, OUTSIDE)), folder).toBe(false);
  const { rows: tables } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(scene.world.db);
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} t where t::text like ${`%${HIDDEN}%`}`.execute(
      scene.world.db,
    );
    expect(rows, name).toEqual([]);
  }
}, 600_000);

test('there were as many as were promised', () => {
  expect(counted.files).toBeGreaterThanOrEqual(80);
});
