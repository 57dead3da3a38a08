import { hash } from '@node-rs/argon2';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { datesOf, numbered, signInDirectly } from '../people.ts';
import type { World } from '../world.ts';
import { addRecords, type Records } from './records.ts';
import { type PlaceKey, type Role, type RoleKey, roles, type Spot } from './roles.ts';

export type Organisation = { readonly id: string; readonly path: string; readonly parentId: string | null };
export type Someone = { readonly id: string; readonly accountId: string; readonly username: string; readonly name: string };
export type Scene = Awaited<ReturnType<typeof buildScene>>;
export const PASSWORD = 'lanchuan-2026-matrix';

/** Two marks for each spot: one in the names of its people, one in what they wrote. */
export const nameMark = (spot: Spot) => `qz${spot}zq`;
export const textMark = (spot: Spot) => `qx${spot}xq`;
/** In what belongs to one person alone: their notices, tasks, corrections and exports. */
export const ownMark = (role: RoleKey) => `qw${role}wq`;

const organisationRows: readonly [Spot, Spot | null, string, string, string, Record<string, string>][] = [
  ['university', null, 'committee', '01', '岚川大学党委', {}],
  ['organisationDepartment', 'university', 'department', '0198', '党委组织部', { department: 'organisation' }],
  ['publicityDepartment', 'university', 'department', '0199', '党委宣传部', { department: 'publicity' }],
  ['school', 'university', 'committee', '0101', '信息学院党委', {}],
  ['otherSchool', 'university', 'committee', '0102', '数学学院党委', {}],
  ['officeCommittee', 'university', 'committee', '0103', '机关党委', {}],
  ['own', 'school', 'branch', '010101', '本科生第二党支部', { composition: 'undergraduate' }],
  ['sibling', 'school', 'branch', '010102', '教工第一党支部', { composition: 'staff' }],
  ['elsewhere', 'otherSchool', 'branch', '010201', '研究生第一党支部', { composition: 'graduate' }],
  ['office', 'officeCommittee', 'branch', '010301', '机关第一党支部', { composition: 'staff' }],
];

/** A university in which every place holds one of everything that an address can name, each marked with the place it belongs to. */
export async function buildScene(world: World) {
  const { db } = world;
  const organisations = {} as Record<Spot, Organisation>;
  for (const [spot, parent, kind, code, name, more] of organisationRows) {
    const id = newId();
    const above = parent === null ? null : organisations[parent];
    const { number, path } = await numbered(db, above);
    await db
      .insertInto('organisations')
      .values({
        id,
        number,
        code,
        name,
        kind,
        parentId: above?.id ?? null,
        path,
        foundedOn: '2024-03-01',
        recordsSince: '2024-03-01',
        note: textMark(spot),
        ...more,
      })
      .execute();
    organisations[spot] = { id, path, parentId: above?.id ?? null };
  }

  const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  let serial = 0;
  async function someone(spot: Spot | null, category: string, mark: string): Promise<Someone> {
    serial += 1;
    const id = newId();
    const accountId = newId();
    const username = `2024${String(serial).padStart(6, '0')}`;
    const dates = datesOf(category);
    const name = `林${serial}${mark}`;
    const { crypto } = world.running.services;
    const phone = `199${String(10_000_000 + serial)}`;
    await db
      .insertInto('persons')
      .values({
        id,
        name,
        sex: '1',
        ethnicity: '01',
        bornOn: '2000-03-07',
        staffNumber: username,
        identity: 'undergraduate',
        category,
        phoneSealed: crypto.seal(phone),
        phoneIndex: crypto.blindIndex(phone),
        phoneLast: phone.slice(-4),
        ...dates,
      })
      .execute();
    if (spot)
      await db
        .insertInto('memberships')
        .values({ id: newId(), personId: id, organisationId: organisations[spot].id, fromOn: '2024-03-01' })
        .execute();
    await db
      .insertInto('accounts')
      .values({ id: accountId, username, personId: id, name, passwordHash, createdAt: new Date('2024-03-01T00:00:00Z') })
      .execute();
    return { id, accountId, username, name };
  }
  async function post(person: Someone, kind: string, spot: Spot): Promise<string> {
    const id = newId();
    await db
      .insertInto('posts')
      .values({
        id,
        personId: person.id,
        organisationId: organisations[spot].id,
        kind,
        fromOn: '2024-03-01',
        documentNumber: textMark(spot).slice(0, 60),
      })
      .execute();
    return id;
  }

  const people = {} as Record<Exclude<RoleKey, 'anonymous'>, Someone>;
  for (const role of roles) {
    if (role.key === 'anonymous') continue;
    const person = await someone(role.memberOf, role.category as string, role.memberOf ? nameMark(role.memberOf) : '白露');
    if (role.post) await post(person, role.post.kind, role.post.at);
    people[role.key] = person;
  }
  const staffed: Record<string, { chair: Someone; recorder: Someone }> = { own: { chair: people.secretary, recorder: people.recorder } };
  for (const spot of ['sibling', 'elsewhere', 'school', 'university'] as const) {
    const chair = await someone(spot, 'full', nameMark(spot));
    if (spot === 'sibling' || spot === 'elsewhere') await post(chair, 'secretary', spot);
    staffed[spot] = { chair, recorder: await someone(spot, 'full', nameMark(spot)) };
  }
  const records = {} as Record<Exclude<PlaceKey, 'oneself' | 'nowhere'>, Records>;
  for (const spot of ['own', 'sibling', 'elsewhere', 'school', 'university'] as const) {
    const subject = await someone(spot, 'full', nameMark(spot));
    const other = await someone(spot, 'full', nameMark(spot));
    const { chair, recorder } = staffed[spot] as { chair: Someone; recorder: Someone };
    const present =
      spot === 'own' ? [people.probationary, people.member, people.officer, subject, other, chair, recorder] : [subject, other, chair, recorder];
    records[spot] = await addRecords(world, {
      spot,
      organisation: organisations[spot],
      subject,
      other,
      chair,
      recorder,
      present,
      postId: await post(other, 'treasurer', spot),
    });
  }

  /** What belongs to the one who asks. */
  const oneself = {} as Record<string, Records>;
  for (const [key, person] of Object.entries(people)) {
    const spot = roles.find((role) => role.key === key)?.memberOf ?? 'university';
    oneself[key] = await addRecords(world, {
      spot,
      organisation: organisations[spot],
      subject: person,
      other: person,
      ownText: ownMark(key as RoleKey),
    });
  }

  const clients = {} as Record<RoleKey, Client>;
  for (const role of roles) {
    clients[role.key] = world.client();
    if (role.key !== 'anonymous') await signInDirectly(world, clients[role.key], people[role.key].accountId);
  }
  return {
    organisations,
    people,
    clients,
    records,
    oneself,
    recordsAt: (place: PlaceKey, role: Role): Records | null =>
      place === 'nowhere' ? null : place === 'oneself' ? (oneself[role.key] ?? null) : records[place],
    /** A second session of an account, as a browser of its own. */
    async another(role: Exclude<RoleKey, 'anonymous'>): Promise<Client> {
      const client = world.client();
      await signInDirectly(world, client, people[role].accountId);
      return client;
    },
  };
}

export async function sessionOf(world: World, accountId: string): Promise<string> {
  const id = newId();
  const now = world.clock.now();
  await world.db
    .insertInto('sessions')
    .values({
      id,
      tokenHash: sha256(`other-${id}`),
      accountId,
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      device: 'Firefox',
    })
    .execute();
  return id;
}
