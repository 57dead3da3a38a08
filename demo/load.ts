/**
 * The demo university: invented people, two years of branch life, everything in one transaction. It writes in bulk, past the
 * use-cases, and so must leave what they would have left: a test holds its rows against the rules, the counts and the frozen texts.
 */
import { hashPassword } from '#features/accounts/index.ts';
import { callAs } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import { countAnew } from '#platform/server/db/db.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { type Day, dayOf, startOf } from '#platform/shared/day/day.ts';
import { addAccounts, DEMO_PASSWORD } from './accounts.ts';
import { addStory, type Told } from './branch.ts';
import { calendarOf } from './calendar.ts';
import { addFindings, readingOn } from './findings.ts';
import { addGroups } from './groups.ts';
import { calendarSpan, spanOf } from './life.ts';
import { nonMembers, upperPosts } from './officers.ts';
import { numberMint, type Person } from './people.ts';
import { randomFrom } from './random.ts';
import { bulkWriter } from './rows.ts';
import { addCalendar, addCorrections, addOrganisations, addPeople, addPost, addTerms, sealed } from './standing.ts';
import { planTree } from './tree.ts';

export type DemoSize = {
  readonly schools: number;
  readonly branches: number;
  readonly members: number;
  readonly months: number;
  readonly seed: number;
  readonly today: Day;
  readonly password?: string;
};
export const DEFAULT_DEMO = { schools: 12, branches: 120, members: 3000, months: 24, seed: 20261124 } as const;

export type DemoReport = {
  readonly rows: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, number>>;
  readonly accounts: readonly { username: string; name: string; role: string }[];
};
/** Told after each branch: branches done of branches in all, and the one just written. */
export type OnProgress = (done: number, total: number, what: string) => void | Promise<void>;

/** The setting by which an installation knows itself as a demo. */
export const DEMO_MARK = 'installation.demo';

/** The database already holds a university; the demo is loaded into an empty one only. */
export class NotEmpty extends Error {}

/** Loads the demo university, all of it or nothing. Throws `NotEmpty` where there is one already, and the signal's reason where it was called off. */
export async function loadDemo(
  services: Services,
  given: Partial<DemoSize> = {},
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<DemoReport> {
  const size: DemoSize = { ...DEFAULT_DEMO, today: dayOf(services.clock.now()), ...given };
  const { today } = size;
  const span = spanOf(today, size.months);
  const dates = calendarSpan(span);
  const calendar = calendarOf(dates.from, dates.to, dates.months);
  const random = randomFrom(`lianxin/${size.seed}/${today}`);
  const tree = planTree(random.fork('tree'), size, span.start, today);
  const passwordHash = await hashPassword(size.password ?? DEMO_PASSWORD);
  const seals = sealed(services.crypto);

  return callAs(services, systemActor('demo'), async (call) => {
    if (await call.tx.selectFrom('organisations').select('id').limit(1).executeTakeFirst())
      throw new NotEmpty('There is a university in this database already. The demo is loaded into an empty one only.');
    const writer = bulkWriter(call.tx);
    await addOrganisations(call.tx, writer, random.fork('changes'), tree, today);
    addCalendar(writer, random.fork('calendar'), calendar);

    const mint = numberMint();
    const reading = readingOn(today, calendar);
    const staffOf = new Map<string, Person[]>();
    const named = new Map<string, Person>();
    const states: Record<string, number> = {};
    const arrivals = new Map<string, Told>();
    const told: Told[] = [];
    let shown: Told | undefined;
    // An absorbed branch comes first, so that its people are there when the story of the other is told.
    const order = [...tree.branches].sort((a, b) => Number(b.story.mergesInto !== undefined) - Number(a.story.mergesInto !== undefined));
    const outsiders = nonMembers(random.fork('outsiders'), Math.round(size.members * 0.025), mint, today);
    for (const [index, branch] of order.entries()) {
      const story = addStory(writer, random.fork(branch.organisation.code), {
        branch,
        span,
        calendar,
        mint,
        arrived: arrivals.get(`${branch.school.id}/${branch.organisation.name}`),
        now: startOf(today),
        seals,
      });
      const groups = tree.organisations.filter((one) => one.kind === 'group' && one.parent === branch.organisation);
      addGroups(writer, random.fork(`groups/${branch.organisation.code}`), groups, story.people, today);
      if (branch.story.mergesInto !== undefined) arrivals.set(`${branch.school.id}/${branch.story.mergesInto}`, story);
      if (branch.story.showcase) shown = story;
      if (branch.story.hosts) for (const person of story.people) named.set(person.name, person);
      if (branch.composition === 'staff' || branch.composition === 'joint') {
        const free = story.people.filter(
          (person) => person.category === 'full' && person.excused === null && !story.posts.some((post) => post.person === person),
        );
        staffOf.set(branch.school.id, [...(staffOf.get(branch.school.id) ?? []), ...free]);
      }
      // Rolls and texts are written; only what health counts is kept for the findings.
      if (branch.organisation.dissolvedOn === null)
        told.push({ ...story, meetings: story.meetings.map((one) => ({ ...one, roll: [], items: [], decisions: [], steps: [] })) });
      await writer.flush();
      await onProgress(index + 1, order.length, branch.organisation.name);
      signal?.throwIfAborted();
    }
    addPeople(writer, random.fork('outsiders'), outsiders, seals);
    const upper = upperPosts(random.fork('officers'), tree, staffOf, named, span.start);
    const operator = outsiders[1];
    if (operator) upper.push({ person: operator, organisationId: tree.root.id, kind: 'administrator', from: span.start, to: null });
    for (const post of upper) addPost(writer, random, post);
    for (const organisation of [tree.root, ...tree.schools])
      if (organisation.kind !== 'directBranch') addTerms(writer, random, organisation, 5, today);

    const organiserOf = (schoolId: string) =>
      upper.find((post) => post.organisationId === schoolId && post.kind === 'organiser')?.person.id ??
      upper.find((post) => post.organisationId === tree.root.id)?.person.id ??
      null;
    for (const one of told) {
      const { state } = addFindings(writer, random.fork(`findings/${one.branch.organisation.code}`), one, reading, organiserOf(one.branch.school.id));
      states[state] = (states[state] ?? 0) + 1;
    }
    const people = [...arrivals.values(), ...told].flatMap((one) => one.own);
    const accounts = addAccounts(writer, random.fork('accounts'), {
      people: [...people, ...outsiders],
      shown,
      named,
      outsiders,
      passwordHash,
      at: startOf(today),
    });
    if (shown) addCorrections(writer, random.fork('corrections'), shown.people, startOf(today));
    await writer.flush(true);
    await countAnew(call.tx);
    signal?.throwIfAborted();
    await call.tx
      .insertInto('settings')
      .values({ key: DEMO_MARK, value: JSON.stringify(true) })
      .execute();
    await call.audit({
      action: 'demo.load',
      subjectKind: 'organisation',
      subjectId: tree.root.id,
      organisationPath: tree.root.path,
      detail: { seed: size.seed, day: today, ...writer.written() },
    });
    return { rows: writer.written(), states, accounts };
  });
}
