import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '#features/accounts/contract.ts';
import { audit } from '#features/audit/contract.ts';
import { calendar } from '#features/calendar/contract.ts';
import { charts } from '#features/charts/contract.ts';
import { health } from '#features/health/contract.ts';
import { meetings } from '#features/meetings/contract.ts';
import { members } from '#features/members/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { POSTS } from '#features/organisations/post.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, numbered, type Place, signInDirectly, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';

type Me = {
  readonly branch: { readonly id: string } | null;
  readonly post: { readonly kind: string; readonly organisationId: string; readonly organisationKind: string } | null;
  readonly places: readonly { readonly id: string }[];
};
/** An entry of the console's menu, as its room offers it. */
type Entry = { readonly key: string; readonly to: string | ((reader: Me) => string); readonly for: (reader: Me) => boolean };
const root = join(import.meta.dirname, '../..');
let entries: readonly Entry[] = [];
beforeAll(async () => {
  const files = globSync('features/*/console/pages.ts', { cwd: root }).sort();
  const rooms = await Promise.all(files.map((file) => import(join(root, file)) as Promise<Record<string, { readonly menu?: readonly Entry[] }>>));
  entries = rooms.flatMap((room) => Object.values(room).flatMap((one) => one.menu ?? []));
  expect(entries.length).toBeGreaterThan(12);
});

/** What the page of an entry asks first, and whether the answer shows that the reader may use it. */
const asked: Record<string, (client: Client, me: Me) => Promise<{ status: number }>> = {
  '/accounts': (client, me) => client.ask(accounts.listAccounts, { organisation: placeOf(me), limit: 20 }),
  '/audit': (client) => client.ask(audit.listAudit, { limit: 20 }),
  '/calendar': (client) => client.ask(calendar.calendar, { year: '2026' }),
  '/overview': (client) => client.ask(charts.summary, {}),
  '/charts/trend': (client) => client.ask(charts.activityTrend, { months: 12 }),
  '/charts/comparison': (client) => client.ask(charts.comparison, { kind: 'themeDay', period: '2026' }),
  '/branches': (client) => client.ask(health.listBranchHealth, {}),
  '/branches/own': (client, me) => client.ask(health.getBranchHealth, { branchId: me.post?.organisationId ?? '' }),
  '/follow-up': (client) => client.ask(health.listFindings, { limit: 20 }),
  '/meetings': (client) => client.ask(meetings.listMeetings, { limit: 20 }),
  '/meetings/calendar': (client) => client.ask(meetings.meetingMonth, { month: '2026-11' }),
  '/members': (client) => client.ask(members.listMembers, { limit: 20 }),
  '/corrections': (client) => client.ask(members.listCorrections, { limit: 20 }),
  '/data-standard': (client) => client.ask(members.dataStandard, {}),
  '/import': (client) => client.ask(members.listImports, { limit: 20 }),
  '/exports': (client) => client.ask(members.listExports, { limit: 20 }),
  '/organisations': (client) => client.ask(organisations.listOrganisations, {}),
  '/duties': (client) => client.ask(organisations.listDuties, {}),
};
/** A department works for the committee over it. */
const placeOf = (me: Me) =>
  me.post?.organisationKind === 'department' ? (me.places[0]?.id ?? me.post.organisationId) : (me.post?.organisationId ?? '');
const addressOf = (entry: Entry, me: Me) => {
  const to = typeof entry.to === 'string' ? entry.to : entry.to(me);
  return /^\/branches\/./.test(to) ? '/branches/own' : to;
};

let world: World;
let university: University;
const readers: { post: string; client: Client; me: Me }[] = [];
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  const departments: [string, Place][] = [['organisation', university.department]];
  for (const department of ['publicity', 'discipline']) {
    const id = `00000000-0000-7000-8000-0000000000${department === 'publicity' ? '01' : '02'}`;
    const { number, path } = await numbered(world.db, university.root);
    const row = { id, number, code: `01${number}`, name: department, kind: 'department', parentId: university.root.id, path, department };
    await world.db
      .insertInto('organisations')
      .values({ ...row, foundedOn: '2024-03-01', recordsSince: '2024-03-01' })
      .execute();
    departments.push([department, { id, path, name: department }]);
  }
  const posts: [string, string, Place][] = [
    ...POSTS.filter((kind) => kind !== 'departmentStaff' && kind !== 'administrator').flatMap((kind): [string, string, Place][] => [
      [`${kind} of a branch`, kind, university.far],
      [`${kind} of a school`, kind, university.other],
      [`${kind} of the university`, kind, university.root],
    ]),
    ...departments.map(([name, place]): [string, string, Place] => [`staff of ${name}`, 'departmentStaff', place]),
    ['administrator', 'administrator', university.root],
  ];
  await world.db.deleteFrom('posts').where('kind', '=', 'secretary').execute();
  for (const [post, kind, at] of posts) {
    const person = await university.person(post.slice(0, 40), university.sibling, 'full', [{ kind, at }]);
    const client = world.client();
    await signInDirectly(world, client, person.accountId);
    readers.push({ post, client, me: (await client.ask(accounts.me, {})).body as unknown as Me });
  }
}, 120_000);
afterAll(() => world?.close());

test('each page that a post’s menu offers opens for it, and each that its policy closes is not offered', async () => {
  const faults: string[] = [];
  let offered = 0;
  let closed = 0;
  for (const { post, client, me } of readers) {
    expect(me.post, post).not.toBeNull();
    const shown = new Set(entries.filter((entry) => entry.for(me)).map((entry) => addressOf(entry, me)));
    for (const [address, ask] of Object.entries(asked)) {
      const { status } = await ask(client, me);
      if (shown.has(address)) {
        offered += 1;
        if (status !== 200) faults.push(`${post}: ${address} is offered and answers ${status}`);
      } else if (status === 403) closed += 1;
      else if (guarded.includes(address)) faults.push(`${post}: ${address} would open (${status}) and is not offered`);
    }
    for (const address of shown) if (!asked[address]) faults.push(`${post}: nobody asks what ${address} needs`);
  }
  expect(faults).toEqual([]);
  console.log(`menu by post: ${readers.length} posts, ${offered} pages offered, ${closed} closed and not offered`);
  expect(offered).toBeGreaterThan(200);
  expect(closed).toBeGreaterThan(30);
});
/** Pages whose door is a policy of its own: who may go in is shown the way. */
const guarded = ['/accounts', '/audit'];

test('the roster and corrections are offered where they have somebody in them', async () => {
  const labels = (post: string) => {
    const me = readers.find((one) => one.post === post)?.me as Me;
    return entries.filter((entry) => entry.for(me)).map((entry) => entry.key);
  };
  expect(labels('organisationOfficer of a branch')).toEqual(expect.arrayContaining(['audit', 'accounts', 'members', 'corrections']));
  expect(labels('clerk of a branch')).not.toContain('audit');
  expect(labels('clerk of a branch')).not.toContain('corrections');
  expect(labels('staff of publicity')).not.toContain('members');
  expect(labels('staff of organisation')).toEqual(expect.arrayContaining(['audit', 'accounts', 'members', 'inAndOut']));
  expect(labels('administrator')).toEqual(expect.arrayContaining(['accounts', 'audit']));
  expect(labels('treasurer of a branch')).toEqual([]);
});
