import { readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '#testing/world.ts';
import { mediaTypeOf } from './files.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ features: [] });
});
afterAll(() => world?.close());

test('a file is what its bytes say', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  expect(await mediaTypeOf(png)).toBe('image/png');
  expect(await mediaTypeOf(Buffer.from('<script>alert(1)</script>'))).toBe(null);
});

test('bytes come back as they were kept, under a name nobody chose', async () => {
  const { files } = world.running.services;
  const id = await files.keep(world.db, Buffer.from('会议'), '../../etc/passwd', 'text/plain', null, world.clock.now());
  expect((await files.read(id)).toString()).toBe('会议');
  const row = await world.db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.bytes).toBe(6);
  await files.remove(id);
  await expect(files.read(id)).rejects.toThrow();
});

test('a workbook is on disk as ciphertext, and comes back as it was', async () => {
  const { files } = world.running.services;
  const bytes = Buffer.from('PK\u0003\u0004 990101199001010011');
  const id = await files.keep(
    world.db,
    bytes,
    '名册.xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    null,
    world.clock.now(),
  );
  expect((await files.read(id)).equals(bytes)).toBe(true);
  expect((await readFile(join(files.folder, id.slice(-2), id))).includes('990101199001010011')).toBe(false);
});

test('bytes that no row names go after a day; what has a row, and what is just being written, stays', async () => {
  const { files } = world.running.services;
  const keep = () => files.keep(world.db, Buffer.from('会议'), 'a.txt', 'text/plain', null, world.clock.now());
  const [named, orphan, fresh] = [await keep(), await keep(), await keep()];
  const placeOf = (id: string) => join(files.folder, id.slice(-2), id);
  await writeFile(`${placeOf(named)}.part`, 'half');
  // Listed, and gone when it is looked at.
  await symlink(join(files.folder, 'nowhere'), `${placeOf(named)}.gone`);
  await world.db.deleteFrom('files').where('id', 'in', [orphan, fresh]).execute();
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const place of [placeOf(named), `${placeOf(named)}.part`, placeOf(orphan)]) await utimes(place, old, old);
  expect(await files.sweep(world.db, new Date(Date.now() - 86_400_000))).toBe(2);
  expect((await files.read(named)).toString()).toBe('会议');
  expect((await files.read(fresh)).toString()).toBe('会议');
  await expect(files.read(orphan)).rejects.toThrow();
});
