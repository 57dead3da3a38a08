import { articles } from '#features/articles/contract.ts';
import type { Endpoint, Request, Response } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from './client.ts';
import type { University } from './people.ts';
import type { Prepare } from './stage.ts';
import type { World } from './world.ts';

type Ok = <E extends Endpoint>(client: Client, endpoint: E, request: Request<E>, options?: Parameters<Client['ask']>[2]) => Promise<Response<E>>;

/** A notice of the branch on its way: drafted by its secretary, reviewed by another of its committee. */
export function articleCommands(
  world: World,
  university: University,
  { ok, secretary, officer }: { ok: Ok; secretary: Client; officer: Client },
): Readonly<Record<string, Prepare>> {
  const words = (title = '本周五开会') => ({
    title,
    body: { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: '请准时参加。' }] }] },
    fiveBuildings: ['organisational' as const],
    lastDay: '2026-12-31',
  });
  const place = { columnId: 'branch-notices' as const, ownerId: university.branch.id, inNameOf: university.branch.id };
  const begin = (title?: string) => ok(secretary, articles.beginArticle, { ...place, ...words(title) });
  const inReview = async () => {
    const { id, version } = await begin();
    return ok(secretary, articles.handIn, { articleId: id }, { version });
  };
  const published = async () => {
    const { id, sha256 } = await inReview();
    return ok(officer, articles.signStep, { articleId: id, step: 'final', sha256, proofRead: true });
  };
  const reviewer = async () => {
    const person = await university.person(`审${newId().slice(-6)}`, university.branch, 'full', [{ kind: 'reviewer', at: university.branch }]);
    return (await world.db.selectFrom('posts').select('id').where('personId', '=', person.id).executeTakeFirstOrThrow()).id;
  };
  const span = { step: 'first' as const, from: '2026-11-24', to: '2026-11-30' };
  const pinned = async () => {
    const { id } = await published();
    await world.db.deleteFrom('articlePins').execute();
    return ok(secretary, articles.pinArticle, { articleId: id, place: 1, from: '2026-11-24', to: '2026-11-25' });
  };
  return {
    'articles.beginArticle': async () => ({
      client: secretary,
      endpoint: articles.beginArticle,
      request: { ...place, ...words() },
      other: { ...place, ...words('另一个题目') },
    }),
    'articles.saveArticle': async () => {
      const { id, version } = await begin();
      return { client: secretary, endpoint: articles.saveArticle, request: { articleId: id, ...words('改了的题目') }, version };
    },
    'articles.handIn': async () => {
      const { id, version } = await begin();
      return { client: secretary, endpoint: articles.handIn, request: { articleId: id }, version };
    },
    'articles.callBack': async () => ({ client: secretary, endpoint: articles.callBack, request: { articleId: (await inReview()).id } }),
    'articles.signStep': async () => {
      const { id, sha256 } = await inReview();
      return { client: officer, endpoint: articles.signStep, request: { articleId: id, step: 'final', sha256, proofRead: true } };
    },
    'articles.nameProofReader': async () => ({
      client: officer,
      endpoint: articles.nameProofReader,
      request: { articleId: (await inReview()).id, step: 'final', personId: university.people.member.id },
    }),
    'articles.readProof': async () => {
      const { id, sha256 } = await inReview();
      await ok(officer, articles.nameProofReader, { articleId: id, step: 'final', personId: university.people.member.id });
      return { client: await university.as('member'), endpoint: articles.readProof, request: { articleId: id, step: 'final', sha256 } };
    },
    'articles.sendBack': async () => ({
      client: officer,
      endpoint: articles.sendBack,
      request: { articleId: (await inReview()).id, step: 'final', remarks: [{ text: '请写明地点。' }] },
    }),
    'articles.takeBack': async () => {
      const { id, version } = await ok(secretary, articles.beginArticle, { ...place, ...words(), publishAt: '2026-12-01T08:00:00+08:00' });
      const { sha256 } = await ok(secretary, articles.handIn, { articleId: id }, { version });
      await ok(officer, articles.signStep, { articleId: id, step: 'final', sha256, proofRead: true });
      return { client: officer, endpoint: articles.takeBack, request: { articleId: id } };
    },
    'articles.withdrawArticle': async () => ({
      client: secretary,
      endpoint: articles.withdrawArticle,
      request: { articleId: (await published()).id, ground: 'outdated' },
    }),
    'articles.pinArticle': async () => {
      const { id } = await published();
      await world.db.deleteFrom('articlePins').execute();
      return { client: secretary, endpoint: articles.pinArticle, request: { articleId: id, place: 1, from: '2026-11-24', to: '2026-11-25' } };
    },
    'articles.unpinArticle': async () => {
      const { id, pins } = await pinned();
      return { client: secretary, endpoint: articles.unpinArticle, request: { articleId: id, pinId: pins[0]?.id } };
    },
    'articles.setReviewerColumns': async () => {
      const postId = await reviewer();
      return { client: secretary, endpoint: articles.setReviewerColumns, request: { reviewerId: postId, columns: ['branch-notices'] } };
    },
    'articles.nameDeputy': async () => {
      await world.db.deleteFrom('reviewDeputies').execute();
      const request = { personId: university.people.member.id, ...span };
      return { client: secretary, endpoint: articles.nameDeputy, request, other: { ...request, to: '2026-12-10' } };
    },
    'articles.endDeputy': async () => {
      await world.db.deleteFrom('reviewDeputies').execute();
      const { id } = await ok(secretary, articles.nameDeputy, { personId: university.people.member.id, ...span });
      return { client: secretary, endpoint: articles.endDeputy, request: { deputyId: id } };
    },
  };
}
