import { sql } from 'kysely';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { dayOf } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from './client.ts';
import type { World } from './world.ts';

/** A small university for tests: two schools, two branches in the first, one in the second; every role has a person. */
export type Place = { readonly id: string; readonly path: string; readonly name: string };
export type University = Awaited<ReturnType<typeof foundUniversity>>;

/** The dates that a category requires, in their order. */
export function datesOf(category: string): { appliedOn?: string; admittedOn?: string; convertedOn?: string } {
  if (category === 'full') return { appliedOn: '2020-01-01', admittedOn: '2021-06-01', convertedOn: '2022-06-01' };
  if (category === 'probationary') return { appliedOn: '2024-01-01', admittedOn: '2026-03-01' };
  return category === 'nonMember' ? {} : { appliedOn: '2025-01-01' };
}

/** The number of an organisation to come, and its path beneath its parent: the two are never apart, not even for a moment. */
export async function numbered(db: World['db'], parent: { path: string } | null): Promise<{ number: number; path: string }> {
  const { rows } = await sql<{ number: number }>`select nextval(pg_get_serial_sequence('organisations', 'number'))::int as number`.execute(db);
  const number = rows[0]?.number as number;
  return { number, path: parent ? `${parent.path}.${number}` : String(number) };
}

/** Rows straight into the tables: tests of other features start here, and those of `organisations` and `members` prove the commands. */
export async function foundUniversity(world: World) {
  const { db } = world;
  const place = async (
    name: string,
    kind: string,
    code: string,
    parent: Place | null,
    more: { composition?: string; department?: string } = {},
  ): Promise<Place> => {
    const id = newId();
    const { number, path } = await numbered(db, parent);
    await db
      .insertInto('organisations')
      .values({
        id,
        number,
        code,
        name,
        kind,
        parentId: parent?.id ?? null,
        path,
        foundedOn: '2024-03-01',
        recordsSince: '2024-03-01',
        composition: more.composition ?? null,
        department: more.department ?? null,
      })
      .execute();
    return { id, path, name };
  };
  const root = await place('岚川大学党委', 'committee', '01', null);
  const department = await place('组织部', 'department', '0199', root, { department: 'organisation' });
  const school = await place('信息学院党委', 'committee', '0101', root);
  const other = await place('数学学院党总支', 'generalBranch', '0102', root);
  const branch = await place('本科生第二党支部', 'branch', '010101', school, { composition: 'undergraduate' });
  const sibling = await place('教工第一党支部', 'branch', '010102', school, { composition: 'staff' });
  const far = await place('研究生第一党支部', 'branch', '010201', other, { composition: 'graduate' });
  for (const at of [branch, sibling, far]) {
    await db.insertInto('terms').values({ id: newId(), organisationId: at.id, startsOn: '2024-03-01', years: 3, lastDay: '2027-02-28' }).execute();
    await db.insertInto('committeeSpans').values({ id: newId(), organisationId: at.id, fromOn: '2024-03-01' }).execute();
  }

  let serial = 0;
  const person = async (name: string, at: Place | null, category = 'full', posts: { kind: string; at: Place }[] = []) => {
    serial += 1;
    const id = newId();
    const accountId = newId();
    const staffNumber = `2024${String(serial).padStart(6, '0')}`;
    const dates = datesOf(category);
    await db
      .insertInto('persons')
      .values({
        id,
        name,
        sex: '1',
        ethnicity: '01',
        bornOn: '2000-03-07',
        staffNumber,
        identity: 'undergraduate',
        category,
        isDemo: false,
        ...dates,
      })
      .execute();
    if (at) await db.insertInto('memberships').values({ id: newId(), personId: id, organisationId: at.id, fromOn: '2024-03-01' }).execute();
    for (const post of posts)
      await db.insertInto('posts').values({ id: newId(), personId: id, organisationId: post.at.id, kind: post.kind, fromOn: '2024-03-01' }).execute();
    await db
      .insertInto('accounts')
      .values({ id: accountId, username: staffNumber, personId: id, name, createdAt: new Date('2024-03-01T00:00:00Z') })
      .execute();
    return { id, accountId, name, username: staffNumber };
  };
  const people = {
    secretary: await person('林知远', branch, 'full', [{ kind: 'secretary', at: branch }]),
    officer: await person('沈若溪', branch, 'full', [{ kind: 'organisationOfficer', at: branch }]),
    publicity: await person('陆鸣', branch, 'full', [{ kind: 'publicityOfficer', at: branch }]),
    member: await person('周以宁', branch),
    probationary: await person('许望舒', branch, 'probationary'),
    activist: await person('孟繁星', branch, 'activist'),
    siblingSecretary: await person('顾长风', sibling, 'full', [{ kind: 'secretary', at: sibling }]),
    siblingMember: await person('苏半夏', sibling),
    farSecretary: await person('程远山', far, 'full', [{ kind: 'secretary', at: far }]),
    farMember: await person('何清源', far),
    organiser: await person('温见山', sibling, 'full', [{ kind: 'organiser', at: school }]),
    otherOrganiser: await person('方正平', far, 'full', [{ kind: 'organiser', at: other }]),
    department: await person('齐思远', sibling, 'full', [{ kind: 'departmentStaff', at: department }]),
    committee: await person('严守正', sibling, 'full', [{ kind: 'secretary', at: root }]),
    guest: await person('白露', null, 'nonMember'),
  };
  return {
    root,
    department,
    school,
    other,
    branch,
    sibling,
    far,
    people,
    /** Signed in without the cost of a password hash: a session row and its cookie, as `signIn` would leave them. */
    async as(who: keyof typeof people): Promise<Client> {
      const client = world.client();
      await signInDirectly(world, client, people[who].accountId);
      return client;
    },
    person,
  };
}

/** Gives a client the session of an account, acting in its first post. */
export async function signInDirectly(world: World, client: Client, accountId: string): Promise<void> {
  const token = `test-${newId()}`;
  const now = world.clock.now();
  const post = await world.db
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.personId', 'posts.personId')
    .select('posts.id')
    .where('accounts.id', '=', accountId)
    .where('posts.fromOn', '<=', dayOf(now))
    .where((eb) => eb.or([eb('posts.toOn', 'is', null), eb('posts.toOn', '>', dayOf(now))]))
    .orderBy('posts.id')
    .executeTakeFirst();
  await world.db
    .insertInto('sessions')
    .values({
      id: newId(),
      tokenHash: sha256(token),
      accountId,
      postId: post?.id ?? null,
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(now.getTime() + 900 * 86_400_000),
    })
    .execute();
  client.useCookie(`lianxin=${token}`);
}
