import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { organisations } from '../contract.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const secretaryPost = async () =>
  await world.db
    .selectFrom('posts')
    .select(['id', 'personId'])
    .where('organisationId', '=', university.branch.id)
    .where('kind', '=', 'secretary')
    .where('toOn', 'is', null)
    .executeTakeFirstOrThrow();

describe('posts', () => {
  test('a second secretary is refused, and says since when there is one', async () => {
    const client = await university.as('organiser');
    const answer = await client.ask(organisations.appoint, {
      organisationId: university.branch.id,
      personId: university.people.officer.id,
      post: 'secretary',
      from: '2026-11-24',
    });
    expect([answer.status, answer.problem?.code, answer.problem?.params]).toEqual([409, 'second_secretary', { from: '2024-03-01' }]);
  });

  test('a hand-over holds at the next request of both, and the new secretary sees open work', async () => {
    const old = await university.as('secretary');
    const successor = await university.as('officer');
    expect((await old.ask(organisations.standing, { organisationId: university.branch.id })).status).toBe(200);
    const organiser = await university.as('organiser');
    const { id } = await secretaryPost();
    const answer = await organiser.ask(organisations.handOver, {
      postId: id,
      toPersonId: university.people.officer.id,
      on: '2026-11-24',
      documentNumber: '岚信党〔2026〕3号',
    });
    expect(answer.body.posts.filter((post) => post.post === 'secretary').map((post) => [post.name, post.from])).toEqual([['沈若溪', '2026-11-24']]);
    expect(answer.body.earlierPosts).toMatchObject([{ name: '林知远', post: 'secretary', to: '2026-11-24' }]);
    expect((await old.ask(organisations.standing, { organisationId: university.branch.id })).problem?.code).toBe('not_in_scope');
    const me = (await successor.send('GET', '/api/v1/me')).body as { posts: { id: string; kind: string }[] };
    const post = me.posts.find((held) => held.kind === 'secretary');
    expect((await successor.send('PUT', '/api/v1/session/post', { body: { postId: post?.id } })).status).toBe(200);
    const work = (await successor.ask(organisations.openWork, { organisationId: university.branch.id })).body;
    expect(work).toMatchObject({ organisation: { name: '本科生第二党支部' }, vacantPosts: [], corrections: 0, term: { daysLeft: 96 } });
    expect((await organiser.ask(organisations.endPost, { postId: id, on: '2026-11-24' })).problem?.code).toBe('post_ended');
    await organiser.ask(organisations.handOver, { postId: (await secretaryPost()).id, toPersonId: university.people.secretary.id, on: '2026-11-24' });
  });

  test('a hand-over still to come leaves the holder in office, is brought forward, given to another, or taken back whole', async () => {
    const { branch, people } = university;
    const organiser = await university.as('organiser');
    const { id } = await secretaryPost();
    const secretaries = async () => {
      const page = (await organiser.ask(organisations.organisation, { organisationId: branch.id })).body;
      return page.posts.filter((post) => post.post === 'secretary').map((post) => [post.name, post.from, post.to]);
    };
    const before = await secretaries();
    const since = before[0]?.[1];
    expect((await organiser.ask(organisations.endPost, { postId: id, on: null })).problem?.code).toBe('post_not_ending');

    const handOver = { postId: id, toPersonId: people.officer.id };
    await organiser.ask(organisations.handOver, { ...handOver, on: '2026-12-08' });
    expect(await secretaries()).toEqual([
      ['林知远', since, '2026-12-08'],
      ['沈若溪', '2026-12-08', null],
    ]);
    const tree = (await organiser.ask(organisations.listOrganisations, {})).body.items.find((row) => row.id === branch.id);
    expect(tree?.detail?.secretary).toBe('林知远');
    expect((await (await university.as('secretary')).ask(organisations.standing, { organisationId: branch.id })).status).toBe(200);

    // Sooner.
    expect((await organiser.ask(organisations.handOver, { ...handOver, on: '2026-12-01' })).status).toBe(200);
    expect(await secretaries()).toEqual([
      ['林知远', since, '2026-12-01'],
      ['沈若溪', '2026-12-01', null],
    ]);
    // To another.
    await organiser.ask(organisations.handOver, { postId: id, toPersonId: people.member.id, on: '2026-12-01' });
    expect((await secretaries()).map(([name]) => name)).toEqual(['林知远', '周以宁']);
    // Later than the successor begins there would be two.
    expect((await organiser.ask(organisations.endPost, { postId: id, on: '2026-12-20' })).problem?.code).toBe('second_secretary');
    // Not at all.
    expect((await organiser.ask(organisations.endPost, { postId: id, on: null, reason: '继续任职' })).status).toBe(200);
    expect(await secretaries()).toEqual(before);
    const told = await world.db.selectFrom('notices').select('kind').where('personId', '=', people.member.id).orderBy('id').execute();
    expect(told.map((one) => one.kind).slice(-2)).toEqual(['postTaken', 'postEnded']);
    const actions = await world.db.selectFrom('auditEntries').select('action').where('aboutPersonId', '=', people.member.id).execute();
    expect(actions.map((one) => one.action)).toContain('organisation.withdrawPost');
  });

  test('from above, open work shows no meeting before it is recorded and nothing missed before the 8th day', async () => {
    const { branch, people } = university;
    const meeting = {
      branchId: branch.id,
      kind: 'membersMeeting',
      startsAt: new Date('2026-11-20T11:00:00Z'),
      heldOn: '2026-11-20',
      place: '101',
      chairId: people.officer.id,
      recorderId: people.officer.id,
    };
    await world.db
      .insertInto('meetings')
      .values([{ ...meeting, id: newId(), title: '未公布', state: 'planned' }])
      .execute();
    await world.db
      .insertInto('findings')
      .values(
        [
          ['party_lectures', '2026-11-24', null],
          ['theme_days', '2026-11-10', null],
          ['members_meetings', '2026-11-24', '停课'],
        ].map(([indicator, shownOn, reason]) => ({
          id: newId(),
          branchId: branch.id,
          indicator: indicator as string,
          shownOn: shownOn as string,
          reason: reason ?? null,
        })),
      )
      .execute();
    const seen = async (who: 'secretary' | 'organiser') => {
      const { meetings, findings } = (await (await university.as(who)).ask(organisations.openWork, { organisationId: branch.id })).body;
      return [meetings.map((one) => one.title), findings.map((one) => one.indicator).sort()];
    };
    expect(await seen('secretary')).toEqual([['未公布'], ['members_meetings', 'party_lectures', 'theme_days']]);
    expect(await seen('organiser')).toEqual([[], ['members_meetings', 'theme_days']]);
  });

  test('two secretaries appointed at the same moment: one is in office, the other refused', async () => {
    const [one, two] = [await university.as('organiser'), await university.as('department')];
    const { id } = await secretaryPost();
    await one.ask(organisations.endPost, { postId: id, on: '2026-11-24' });
    const asked = { organisationId: university.branch.id, post: 'secretary' as const, from: '2026-11-24' };
    const answers = await Promise.all([
      one.ask(organisations.appoint, { ...asked, personId: university.people.officer.id }),
      two.ask(organisations.appoint, { ...asked, personId: university.people.member.id }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.problem?.code).toBe('second_secretary');
    const held = await world.db
      .selectFrom('posts')
      .select('id')
      .where('organisationId', '=', university.branch.id)
      .where('kind', '=', 'secretary')
      .where('toOn', 'is', null)
      .execute();
    expect(held).toHaveLength(1);
  });

  test.each([
    ['a probationary member', () => ({ personId: university.people.probationary.id, post: 'publicityOfficer' as const }), 'not_full_member'],
    ['a member of another branch', () => ({ personId: university.people.siblingMember.id, post: 'disciplineOfficer' as const }), 'person_not_here'],
    ['an organiser of a branch', () => ({ personId: university.people.member.id, post: 'organiser' as const }), 'post_not_here'],
    [
      'a post from before the founding',
      () => ({ personId: university.people.member.id, post: 'disciplineOfficer' as const, from: '2020-01-01' }),
      'day_before_founding',
    ],
  ])('%s is refused', async (_, choose, code) => {
    const client = await university.as('organiser');
    expect((await client.ask(organisations.appoint, { organisationId: university.branch.id, from: '2026-11-24', ...choose() })).problem?.code).toBe(
      code,
    );
  });
});

describe('terms and committees', () => {
  test('a new term ends the one that runs; an extension needs its document and moves the end', async () => {
    const client = await university.as('organiser');
    expect((await client.ask(organisations.setTerm, { organisationId: university.branch.id, startsOn: '2026-11-20', years: 3 })).problem?.code).toBe(
      'document_missing',
    );
    const { body } = await client.ask(organisations.setTerm, {
      organisationId: university.branch.id,
      startsOn: '2026-11-20',
      years: 3,
      number: 2,
      documentNumber: '岚信党〔2026〕5号',
    });
    expect(body.term).toMatchObject({ number: 2, lastDay: '2029-11-19', endsOn: '2029-11-19', overdue: false });
    expect(body.terms[1]).toMatchObject({ startsOn: '2024-03-01', endedOn: '2026-11-20' });
    const termId = body.term?.id as string;
    expect((await client.ask(organisations.extendTerm, { termId, to: '2030-05-19' })).problem?.code).toBe('document_missing');
    expect((await client.ask(organisations.extendTerm, { termId, to: '2029-05-19', documentNumber: '号' })).problem?.code).toBe(
      'extension_not_later',
    );
    expect((await client.ask(organisations.extendTerm, { termId, to: '2030-12-19', documentNumber: '号' })).body.term).toMatchObject({
      endsOn: '2030-12-19',
      remarks: ['extension_over_a_year'],
    });
    expect(
      (await client.ask(organisations.setTerm, { organisationId: university.branch.id, startsOn: '2026-01-01', years: 3, documentNumber: '号' }))
        .problem?.code,
    ).toBe('term_overlaps');
    expect(
      (await client.ask(organisations.setTerm, { organisationId: university.branch.id, startsOn: '2026-11-23', years: 6, documentNumber: '号' }))
        .problem?.code,
    ).toBe('term_years');
  });

  test('a committee has its span; a second at the same time is refused', async () => {
    const client = await university.as('organiser');
    expect((await client.ask(organisations.formCommittee, { organisationId: university.branch.id, from: '2026-11-24' })).problem?.code).toBe(
      'committee_span_overlaps',
    );
    const [span] = (await client.ask(organisations.organisation, { organisationId: university.branch.id })).body.committeeSpans;
    expect((await client.ask(organisations.endCommittee, { spanId: span?.id as string, on: '2026-11-20' })).body.committeeSpans).toMatchObject([
      { to: '2026-11-20' },
    ]);
    expect((await client.ask(organisations.endCommittee, { spanId: span?.id as string, on: '2026-11-21' })).problem?.code).toBe(
      'committee_span_ended',
    );
    expect(
      (await client.ask(organisations.formCommittee, { organisationId: university.branch.id, from: '2026-11-21' })).body.committeeSpans.map(
        (one) => one.from,
      ),
    ).toEqual(['2026-11-21', '2024-03-01']);
  });
});

describe('who need not attend, and whose vote rests', () => {
  test('recorded once for a time, ended on a day, about a person of the branch', async () => {
    const client = await university.as('organiser');
    const organisationId = university.branch.id;
    const exception = { organisationId, personId: university.people.member.id, ground: 'longLeave' as const, reason: '休学', from: '2026-09-01' };
    const { body } = await client.ask(organisations.recordException, exception);
    expect(body.exceptions).toMatchObject([{ name: '周以宁', ground: 'longLeave', to: null }]);
    expect((await client.ask(organisations.recordException, { ...exception, from: '2026-10-01' })).problem?.code).toBe('exception_overlaps');
    expect((await client.ask(organisations.recordException, { ...exception, personId: university.people.farMember.id })).problem?.code).toBe(
      'person_not_here',
    );
    expect(
      (await client.ask(organisations.endException, { exceptionId: body.exceptions[0]?.id as string, on: '2026-11-01' })).body.exceptions,
    ).toMatchObject([{ to: '2026-11-01' }]);
    const suspended = (
      await client.ask(organisations.recordSuspension, {
        organisationId,
        personId: university.people.member.id,
        ground: 'onPartyProbation',
        from: '2026-11-01',
      })
    ).body.suspensions;
    expect(suspended).toMatchObject([{ ground: 'onPartyProbation', to: null }]);
    expect((await client.ask(organisations.endSuspension, { suspensionId: suspended[0]?.id as string, on: '2026-10-01' })).problem?.code).toBe(
      'span_reversed',
    );
    const about = await world.db
      .selectFrom('auditEntries')
      .select('action')
      .where('aboutPersonId', '=', university.people.member.id)
      .orderBy('id')
      .execute();
    expect(about.map((entry) => entry.action)).toEqual(expect.arrayContaining(['attendance.except', 'attendance.endException', 'vote.suspend']));
  });
});
