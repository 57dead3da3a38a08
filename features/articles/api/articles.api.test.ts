import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notices } from '#features/notices/contract.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, signInDirectly, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { articles } from '../contract.ts';

let world: World;
let university: University;
const clients = new Map<string, Client>();
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  for (const who of Object.keys(university.people) as (keyof University['people'])[]) clients.set(who, await university.as(who));
  for (const [name, kind] of [
    ['head', 'secretary'],
    ['vice', 'deputySecretary'],
  ] as const) {
    const person = await university.person(name, university.sibling, 'full', [{ kind, at: university.school }]);
    clients.set(name, world.client());
    await signInDirectly(world, clients.get(name) as Client, person.accountId);
  }
  clients.set('stranger', world.client());
});
afterAll(() => world?.close());
beforeEach(() => world.clock.set('2026-11-24T10:00:00+08:00'));

const as = (who: string) => clients.get(who) as Client;
const body = (...lines: string[]) => ({
  type: 'doc' as const,
  content: lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })),
});
const TEXT = ['11 月 20 日，支部在逸夫楼实验室开了一堂党课，三十名党员和积极分子参加。', '大家一致认为，边看边学记得住，以后每个季度都办一次。'];
const showcase = () => ({
  columnId: 'branch-showcase' as const,
  ownerId: university.school.id,
  inNameOf: university.branch.id,
  title: '把党课开在实验室',
  summary: '本科生第二党支部的做法。',
  body: body(...TEXT),
  fiveBuildings: ['ideological' as const],
});
const notice = () => ({
  ...showcase(),
  columnId: 'branch-notices' as const,
  ownerId: university.branch.id,
  title: '本周五开会',
  lastDay: '2026-11-27',
});
type Draft = ReturnType<typeof showcase>;
const draft = async (
  who: string,
  over: Partial<Record<keyof Draft | 'lastDay' | 'publishAt' | 'visibility', unknown>> = {},
  from: () => object = showcase,
) => (await as(who).ask(articles.beginArticle, { ...from(), ...over } as never)).body;
const desk = async (who: string, articleId: string) => (await as(who).ask(articles.openDesk, { articleId })).body;
const handIn = async (who: string, articleId: string, more: { urgentReason?: string; line?: string } = {}) =>
  as(who).ask(articles.handIn, { articleId, ...more }, { version: (await desk(who, articleId)).version });
const save = async (who: string, articleId: string, over: Record<string, unknown>) => {
  const now = await desk(who, articleId);
  const { title, summary, body, reprint, visibility, fiveBuildings, moralEducation, publishAt, lastDay } = now;
  const words = { title, summary, body, reprint, visibility, fiveBuildings, moralEducation, publishAt, lastDay };
  return as(who).ask(articles.saveArticle, { articleId, ...words, ...over } as never, { version: now.version });
};
const sign = async (who: string, articleId: string, step: 'first' | 'second' | 'final', proofRead = true) => {
  const { sha256 } = await desk('secretary', articleId);
  return as(who).ask(articles.signStep, { articleId, step, sha256, proofRead });
};
const waiting = async (who: string) => (await as(who).ask(articles.listDesk, { waiting: 'true' })).body.items.map(({ id }) => id);
const listed = async (who: string, column: string, organisation: string) =>
  (await as(who).ask(articles.listArticles, { column, organisation } as never)).body.items.map(({ title }) => title);
const read = (who: string, articleId: string) => as(who).ask(articles.getArticle, { articleId });
const published = async (over: Record<string, unknown> = {}) => {
  const { id } = await draft('publicity', over);
  await handIn('publicity', id);
  await sign('officer', id, 'first');
  await sign('secretary', id, 'second');
  expect((await sign('head', id, 'final')).status).toBe(200);
  return id;
};

describe('three reviews by three people', () => {
  test('from the draft of a publicity officer to everybody’s phone', async () => {
    const begun = await draft('publicity');
    expect(begun).toMatchObject({ state: 'draft', number: 1, authors: [{ name: '陆鸣' }], abilities: { write: { allowed: true } } });
    expect((await handIn('publicity', begun.id)).body).toMatchObject({
      state: 'inReview',
      round: { open: 'first', reviewers: [{ name: '沈若溪' }] },
    });
    expect([await waiting('officer'), await waiting('secretary')]).toEqual([[begun.id], []]);
    const told = (await as('officer').ask(notices.listNotices, {})).body.items[0];
    expect(told).toMatchObject({ kind: 'reviewWaiting', params: { title: '把党课开在实验室', step: 'first' } });

    expect((await sign('secretary', begun.id, 'first')).problem?.code).toBe('not_your_step');
    expect((await sign('publicity', begun.id, 'first')).problem?.code).toBe('not_your_step');
    expect((await sign('officer', begun.id, 'second')).problem?.code).toBe('step_not_open');
    expect((await sign('officer', begun.id, 'first', false)).problem?.code).toBe('proof_missing');
    expect((await sign('officer', begun.id, 'first')).body.round).toMatchObject({ open: 'second', reviewers: [{ name: '林知远' }] });
    expect((await sign('secretary', begun.id, 'second')).body.round?.reviewers.map(({ name }) => name)).toEqual(['head', 'vice']);
    expect((await read('stranger', begun.id)).status).toBe(401);
    expect((await read('farMember', begun.id)).status).toBe(404);
    const last = await sign('vice', begun.id, 'final');
    expect(last.body).toMatchObject({ state: 'published', publishedAt: '2026-11-24T10:00:00+08:00' });
    expect((await read('stranger', begun.id)).body).toMatchObject({
      title: '把党课开在实验室',
      reviews: [{ step: 'first' }, { step: 'second', by: '本科生第二党支部书记' }, { step: 'final', by: '信息学院党委副书记' }],
    });
    expect(await listed('stranger', 'branch-showcase', university.school.id)).toContain('把党课开在实验室');
    const kept = await world.db.selectFrom('auditEntries').select('action').where('subjectId', '=', begun.id).orderBy('id').execute();
    expect(kept.map(({ action }) => action)).toEqual(['begin', 'handIn', 'sign', 'sign', 'sign'].map((act) => `article.${act}`));
  });

  test('a proof read by somebody else; three proofs are three people', async () => {
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    const { member, secretary, publicity } = university.people;
    const name = (who: string, step: 'first' | 'second', personId: string) =>
      as(who).ask(articles.nameProofReader, { articleId: id, step, personId });
    expect((await name('officer', 'first', publicity.id)).problem?.code).toBe('proof_by_author');
    await name('officer', 'first', member.id);
    expect(await waiting('member')).toContain(id);
    expect((await sign('officer', id, 'first', false)).problem?.code).toBe('proof_missing');
    const { sha256 } = await desk('member', id);
    expect((await as('probationary').ask(articles.readProof, { articleId: id, step: 'first', sha256 })).status).toBe(404);
    expect((await as('secretary').ask(articles.readProof, { articleId: id, step: 'first', sha256 })).problem?.code).toBe('not_your_proof');
    expect((await as('member').ask(articles.readProof, { articleId: id, step: 'first', sha256 })).status).toBe(200);
    expect((await sign('officer', id, 'first', false)).body.round?.signatures[0]).toMatchObject({
      person: { name: '沈若溪' },
      proofBy: { name: '周以宁' },
    });
    expect((await name('secretary', 'second', member.id)).problem?.code).toBe('proof_read_before');
    expect((await name('secretary', 'second', secretary.id)).status).toBe(200);
  });

  test('sent back with a remark at a passage, it comes again to the step that returned it', async () => {
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    await sign('officer', id, 'first');
    const back = (remarks: { text: string; quote?: string }[]) => as('secretary').ask(articles.sendBack, { articleId: id, step: 'second', remarks });
    expect((await back([])).problem?.code).toBe('remark_missing');
    expect((await save('publicity', id, { title: '改' })).problem?.code).toBe('already_in_review');
    expect((await back([{ quote: '三十名', text: '请核对人数。' }])).body).toMatchObject({
      state: 'draft',
      round: { state: 'returned', returnedStep: 'second', remarks: [{ quote: '三十名', text: '请核对人数。', person: { name: '林知远' } }] },
    });
    expect(await waiting('publicity')).toContain(id);
    expect((await save('publicity', id, { body: body(TEXT[0]?.replace('三十', '三十二') ?? '', TEXT[1] ?? '') })).body.number).toBe(2);
    expect((await handIn('publicity', id)).body.round).toMatchObject({ open: 'second', signatures: [{ step: 'first', versionNumber: 1 }] });
    // Who signed before sees what changed, and may take the signature back.
    expect((await as('officer').ask(articles.takeBack, { articleId: id })).body.round).toMatchObject({ open: 'first', signatures: [] });
    expect((await as('officer').ask(articles.takeBack, { articleId: id })).problem?.code).toBe('not_signed_here');
  });

  test('called back, the chain starts anew; whoever changes the words becomes an author', async () => {
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    await sign('officer', id, 'first');
    expect((await as('farSecretary').ask(articles.callBack, { articleId: id })).status).toBe(404);
    expect((await as('publicity').ask(articles.callBack, { articleId: id })).body).toMatchObject({ state: 'draft' });
    expect((await save('officer', id, { title: '把党课开进实验室' })).body.authors.map(({ name }) => name).sort()).toEqual(['沈若溪', '陆鸣']);
    const { round } = (await handIn('publicity', id)).body;
    // Both officers are authors now: the first review goes up to the school.
    expect(round).toMatchObject({ open: 'first', fromAbove: true, signatures: [] });
    expect(round?.reviewers.map(({ name }) => name)).toEqual(['温见山']);
  });

  test('two sign at once: one signature', async () => {
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    await sign('officer', id, 'first');
    await sign('secretary', id, 'second');
    const answers = await Promise.all([sign('head', id, 'final'), sign('vice', id, 'final')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });
});

describe('handing in', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['no class of building', { fiveBuildings: [] }, 'building_missing'],
    ['a secrecy mark', { body: body('机密★') }, 'secrecy_mark'],
    ['no title', { title: '' }, 'title_missing'],
  ])('%s', async (_, over, code) => {
    const { id } = await draft('publicity', over);
    expect((await handIn('publicity', id)).problem?.code).toBe(code);
  });
  test('a notice needs its last day, and none before its publication', async () => {
    const begin = (over: object) => draft('secretary', over, notice);
    expect((await handIn('secretary', (await begin({ lastDay: null })).id)).problem?.code).toBe('last_day_missing');
    expect((await handIn('secretary', (await begin({ lastDay: '2026-11-23' })).id)).problem?.code).toBe('expires_before_publication');
  });
  test.each<[string, string, Record<string, unknown>, string]>([
    ['a column that the owner has not', 'secretary', { columnId: 'school-news', ownerId: 'branch' }, 'column_not_here'],
    ['a name that the column does not take', 'department', { columnId: 'school-news', inNameOf: 'department' }, 'name_not_here'],
    ['a circle wider than the column', 'secretary', { columnId: 'branch-notices', ownerId: 'branch', visibility: 'public' }, 'visibility_too_wide'],
    ['another branch’s name', 'siblingSecretary', {}, 'not_writing_here'],
    ['without an account', 'stranger', {}, 'not_signed_in'],
  ])('%s', async (_, who, over, code) => {
    const place = (value: unknown) => (university as unknown as Record<string, { id: string }>)[String(value)]?.id ?? value;
    const input = {
      ...showcase(),
      ...over,
      ...('ownerId' in over ? { ownerId: place(over.ownerId) } : {}),
      ...('inNameOf' in over ? { inNameOf: place(over.inNameOf) } : {}),
    };
    expect((await as(who).ask(articles.beginArticle, input as never)).problem?.code).toBe(code);
  });
});

describe('urgent', () => {
  test('the final review alone publishes; the others are made up for, and late after 24 hours', async () => {
    const { id } = await draft('publicity');
    expect((await handIn('publicity', id, { urgentReason: ' ' })).problem?.code).toBe('reason_missing');
    expect((await handIn('publicity', id, { urgentReason: '防汛' })).body.round).toMatchObject({ open: 'final', urgentReason: '防汛' });
    expect((await sign('head', id, 'final')).body).toMatchObject({ state: 'published', round: { open: 'first', lateSteps: [] } });
    world.clock.set('2026-11-25T10:00:01+08:00');
    expect((await desk('publicity', id)).round?.lateSteps).toEqual(['first', 'second']);
    expect((await sign('officer', id, 'first')).body).toMatchObject({
      state: 'published',
      round: { open: 'second', lateSteps: ['first', 'second'] },
    });
    expect((await sign('secretary', id, 'second')).body.round).toMatchObject({ open: null });
  });
});

describe('after publication', () => {
  test('a slip passes the final review and says nothing; a figure passes two and leaves its line; readers see the old text meanwhile', async () => {
    const id = await published();
    await save('publicity', id, { body: body(TEXT[0] ?? '', TEXT[1]?.replace('都办', '再办') ?? '') });
    expect((await handIn('publicity', id)).body.round).toMatchObject({ kind: 'typo', steps: ['final'] });
    expect((await sign('vice', id, 'final')).body).toMatchObject({ state: 'published', shown: null });
    expect((await read('stranger', id)).body).toMatchObject({ corrected: false, lines: [], publishedAt: '2026-11-24T10:00:00+08:00' });

    world.clock.set('2026-11-26T14:20:00+08:00');
    await save('publicity', id, { body: body(TEXT[0]?.replace('20 日', '21 日') ?? '', TEXT[1]?.replace('都办', '再办') ?? '') });
    expect((await handIn('publicity', id)).problem?.code).toBe('correction_line_missing');
    const line = '“11 月 20 日”应为“11 月 21 日”。';
    expect((await handIn('publicity', id, { line })).body.round).toMatchObject({ kind: 'fact', steps: ['second', 'final'] });
    await sign('secretary', id, 'second');
    expect(JSON.stringify((await read('stranger', id)).body.body)).toContain('20 日');
    await sign('head', id, 'final');
    const shown = (await read('stranger', id)).body;
    expect(JSON.stringify(shown.body)).toContain('21 日');
    expect(shown).toMatchObject({ corrected: true, lines: [{ at: '2026-11-26T14:20:00+08:00', line }], publishedAt: '2026-11-24T10:00:00+08:00' });
    expect((await handIn('publicity', id)).problem?.code).toBe('nothing_changed');
    expect((await as('publicity').ask(articles.listVersions, { articleId: id })).body.items.map(({ number, shown }) => [number, shown])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(JSON.stringify((await as('publicity').ask(articles.getVersion, { articleId: id, number: 1 })).body.body)).toContain('20 日');
  });

  test('an edit before its instant counts as sent back by the final review', async () => {
    const id = await published({ publishAt: '2026-11-25T08:00:00+08:00' });
    expect((await desk('publicity', id)).state).toBe('scheduled');
    expect((await save('publicity', id, { title: '党课开在实验室' })).body).toMatchObject({
      state: 'draft',
      round: { state: 'returned', returnedStep: 'final', signatures: [{ step: 'first' }, { step: 'second' }] },
    });
    expect((await handIn('publicity', id)).body.round).toMatchObject({ open: 'final' });
    world.clock.set('2026-11-26T08:00:00+08:00');
    expect((await sign('vice', id, 'final')).body).toMatchObject({ state: 'published', publishedAt: '2026-11-26T08:00:00+08:00' });
  });

  test('a wider circle before its instant starts the reviews anew; what is out stands where it stands', async () => {
    const id = await published({ publishAt: '2026-11-25T08:00:00+08:00', visibility: 'members' });
    expect((await save('publicity', id, { visibility: 'subtree' })).body.state).toBe('scheduled');
    expect((await save('publicity', id, { visibility: 'public' })).body).toMatchObject({ state: 'draft', round: { state: 'recalled' } });
    expect((await handIn('publicity', id)).body.round).toMatchObject({ open: 'first', signatures: [] });
    const out = await published({ visibility: 'members' });
    expect((await save('publicity', out, { visibility: 'public' })).body).toMatchObject({ state: 'published', visibility: 'members' });
    expect((await read('stranger', out)).status).toBe(401);
  });

  test('a member’s own draft is adopted by whoever hands it in', async () => {
    const { id } = await draft('member');
    expect((await handIn('member', id)).problem?.code).toBe('not_handing_in');
    const { authors, round } = (await handIn('publicity', id)).body;
    expect([authors.map(({ name }) => name).sort(), round?.reviewers.map(({ name }) => name)]).toEqual([['周以宁', '陆鸣'], ['沈若溪']]);
  });

  test('withdrawn at once, for good, with its public line', async () => {
    const id = await published();
    const withdraw = (who: string, ground: string) => as(who).ask(articles.withdrawArticle, { articleId: id, ground } as never);
    expect((await withdraw('member', 'factError')).problem?.code).toBe('not_withdrawing');
    expect((await withdraw('stranger', 'factError')).status).toBe(401);
    world.clock.set('2026-11-26T15:00:00+08:00');
    expect((await withdraw('committee', 'factError')).body.line).toBe('《把党课开在实验室》已于 2026-11-26 15:00 由岚川大学党委撤回：事实有误。');
    const gone = await read('stranger', id);
    expect([gone.status, gone.problem?.detail]).toEqual([410, '《把党课开在实验室》已于 2026-11-26 15:00 由岚川大学党委撤回：事实有误。']);
    expect((await withdraw('head', 'outdated')).problem?.code).toBe('already_withdrawn');
    expect((await save('publicity', id, { title: '再来' })).problem?.code).toBe('already_withdrawn');
    expect((await desk('publicity', id)).withdrawn).toMatchObject({ by: '岚川大学党委', ground: 'factError' });
  });
});

describe('a column', () => {
  test('holds what its circle may read, the pinned ones first, and pages cut one sequence', async () => {
    for (let i = 0; i < 5; i += 1) {
      world.clock.set(`2026-11-24T11:0${i}:00+08:00`);
      await published({ title: `第 ${i} 篇` });
    }
    world.clock.set('2026-11-24T12:00:00+08:00');
    const titles = await listed('stranger', 'branch-showcase', university.school.id);
    expect(titles.slice(0, 5)).toEqual(['第 4 篇', '第 3 篇', '第 2 篇', '第 1 篇', '第 0 篇']);
    const all = (await as('stranger').ask(articles.listArticles, { column: 'branch-showcase', organisation: university.school.id })).body.items;
    const third = all[2]?.id ?? '';
    const pinIt = (who: string, articleId: string, place: 1 | 2 | 3) =>
      as(who).ask(articles.pinArticle, { articleId, place, from: '2026-11-24', to: '2026-11-25' });
    expect((await pinIt('secretary', third, 1)).problem?.code).toBe('not_pinning');
    expect((await pinIt('head', third, 2)).body.pins).toMatchObject([{ place: 2 }]);
    expect((await pinIt('vice', all[0]?.id ?? '', 2)).problem?.code).toBe('pin_place_taken');
    await pinIt('head', all[4]?.id ?? '', 1);

    const page = async (cursor?: string) =>
      (await as('stranger').ask(articles.listArticles, { column: 'branch-showcase', organisation: university.school.id, limit: 1, cursor } as never))
        .body;
    const walked: string[] = [];
    let cursor: string | undefined;
    for (let turn = 0; turn < 40; turn += 1) {
      const { items, nextCursor } = await page(cursor);
      walked.push(...items.map(({ title }) => title));
      // What is published meanwhile moves nothing.
      if (turn === 1) {
        world.clock.set('2026-11-24T12:00:01+08:00');
        await published({ title: '新来的' });
      }
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    const now = await listed('stranger', 'branch-showcase', university.school.id);
    expect(walked.slice(0, 5)).toEqual(['第 0 篇', '第 2 篇', '第 4 篇', '第 3 篇', '第 1 篇']);
    expect(now.filter((title) => title !== '新来的')).toEqual(walked);
    world.clock.set('2026-11-26T12:00:00+08:00');
    const later = await listed('stranger', 'branch-showcase', university.school.id);
    expect(later.filter((title) => walked.slice(0, 5).includes(title))).toEqual(['第 4 篇', '第 3 篇', '第 2 篇', '第 1 篇', '第 0 篇']);
  });

  test('a list holds exactly what may be read, whoever asks', async () => {
    const made = [];
    for (const visibility of ['subtree', 'members', 'campus'] as const) {
      const { id } = await draft('secretary', { title: `通知 ${visibility}`, visibility }, notice);
      await handIn('secretary', id);
      await sign('publicity', id, 'final');
      made.push(id);
    }
    for (const who of clients.keys()) {
      const answers = await Promise.all(made.map(async (id) => (await read(who, id)).status === 200));
      const titles = await listed(who, 'branch-notices', university.branch.id);
      const out = ['subtree', 'members', 'campus'].map((circle) => titles.includes(`通知 ${circle}`));
      expect({ who, answers: out }).toEqual({ who, answers });
    }
    world.clock.set('2026-11-28T00:00:00+08:00');
    expect(await listed('member', 'branch-notices', university.branch.id)).toEqual([]);
    expect((await read('member', made[0] ?? '')).body.state).toBe('expired');
  });

  test('the pages of a reader are those of their own university, school and branch', async () => {
    const pages = async (who: string) =>
      (await as(who).ask(articles.listColumns, {})).body.pages.map(({ level, organisation }) => `${level} ${organisation.name}`);
    expect(await pages('member')).toEqual(['university 岚川大学党委', 'school 信息学院党委', 'branch 本科生第二党支部']);
    expect(await pages('stranger')).toEqual(['university 岚川大学党委']);
  });
});

test('two writers: the second is told, and nothing is overwritten', async () => {
  const { id, version } = await draft('publicity');
  const words = { articleId: id, ...showcase() };
  expect((await as('publicity').ask(articles.saveArticle, { ...words, title: '甲' } as never, { version })).status).toBe(200);
  expect((await as('secretary').ask(articles.saveArticle, { ...words, title: '乙' } as never, { version })).status).toBe(412);
  expect((await desk('publicity', id)).title).toBe('甲');
});

describe('whose step it is', () => {
  test('a reviewer appointed for a column does its final review, and nobody else there', async () => {
    const reviewer = await university.person('审核人', university.sibling, 'full', [{ kind: 'reviewer', at: university.school }]);
    const post = await world.db.selectFrom('posts').select('id').where('personId', '=', reviewer.id).executeTakeFirstOrThrow();
    const set = (who: string, columns: string[]) => as(who).ask(articles.setReviewerColumns, { reviewerId: post.id, columns } as never);
    expect((await set('organiser', ['school-news'])).problem?.code).toBe('not_appointing');
    expect((await set('secretary', ['school-news'])).status).toBe(404);
    expect((await set('head', ['branch-notices'])).problem?.code).toBe('column_not_here');
    expect((await set('head', ['branch-showcase'])).body).toMatchObject({ person: { name: '审核人' }, columns: ['branch-showcase'] });
    expect((await as('organiser').ask(articles.listReviewers, { organisationId: university.school.id })).body.items).toHaveLength(1);
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    await sign('officer', id, 'first');
    expect((await sign('secretary', id, 'second')).body.round?.reviewers.map(({ name }) => name)).toEqual(['审核人']);
    expect((await sign('head', id, 'final')).problem?.code).toBe('not_your_step');
    await set('head', []);
    expect((await desk('publicity', id)).round?.reviewers.map(({ name }) => name)).toEqual(['head', 'vice']);
  });

  test('a department’s reviewer does the final review of its committee’s columns', async () => {
    const reviewer = await university.person('部审核人', university.sibling, 'full', [{ kind: 'reviewer', at: university.department }]);
    const { id } = await world.db.selectFrom('posts').select('id').where('personId', '=', reviewer.id).executeTakeFirstOrThrow();
    const set = (columns: string[]) => as('committee').ask(articles.setReviewerColumns, { reviewerId: id, columns } as never);
    expect((await set(['school-news'])).problem?.code).toBe('column_not_here');
    expect((await set(['university-notices'])).status).toBe(200);
    const begun = await draft('department', {
      columnId: 'university-notices',
      ownerId: university.root.id,
      inNameOf: university.department.id,
      lastDay: '2026-12-01',
    });
    await as('department').ask(articles.handIn, { articleId: begun.id, urgentReason: '防汛' }, { version: begun.version });
    expect((await desk('department', begun.id)).round?.reviewers.map(({ name }) => name)).toEqual(['部审核人']);
  });

  test('a deputy signs in the holder’s place for a while', async () => {
    const { member, siblingMember, farMember } = university.people;
    const span = { step: 'second' as const, from: '2026-11-24', to: '2026-11-30' };
    const name = (personId: string, over: object = {}) => as('secretary').ask(articles.nameDeputy, { personId, ...span, ...over });
    expect((await name(farMember.id)).problem?.code).toBe('deputy_not_near');
    const named = await name(member.id);
    expect(named.body).toMatchObject({ person: { name: '周以宁' }, for: { name: '林知远' }, mine: true });
    expect((await name(siblingMember.id)).problem?.code).toBe('deputy_not_near');
    expect((await name(university.people.probationary.id)).problem?.code).toBe('deputy_taken');
    const { id } = await draft('publicity');
    await handIn('publicity', id);
    await sign('officer', id, 'first');
    expect(await waiting('member')).toContain(id);
    expect((await sign('member', id, 'second')).body.round?.signatures[1]).toMatchObject({ person: { name: '周以宁' }, for: { name: '林知远' } });
    expect((await as('member').ask(articles.endDeputy, { deputyId: named.body.id })).status).toBe(404);
    expect((await as('secretary').ask(articles.endDeputy, { deputyId: named.body.id })).body.items).toEqual([]);
  });
});
