import { newId } from '#platform/shared/ids/ids.ts';
import type { World } from '../world.ts';
import type { Ids } from './records.ts';
import type { Someone } from './scene.ts';

export const articleStates = ['draft', 'inReview', 'published', 'withdrawn'] as const;

/** A text of an organisation in one state, for its own subtree to read, with its mark in every word. */
export async function addArticle(
  world: World,
  at: { organisation: { id: string }; author: Someone; proofReader: Someone; columnId: string; text: string },
  state: (typeof articleStates)[number],
): Promise<Ids> {
  const { db } = world;
  const now = world.clock.now();
  const [articleId, versionId, roundId, pinId] = [newId(), newId(), newId(), newId()];
  const out = state === 'published' || state === 'withdrawn';
  await db
    .insertInto('articles')
    .values({
      id: articleId,
      columnId: at.columnId,
      ownerId: at.organisation.id,
      inNameOf: at.organisation.id,
      visibility: 'subtree',
      fiveBuildings: ['organisational'],
      createdBy: at.author.id,
      createdAt: now,
      lastDay: '2026-12-31',
    })
    .execute();
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: at.text }] }] };
  await db
    .insertInto('articleVersions')
    .values({
      id: versionId,
      articleId,
      number: 1,
      title: `${at.text} ${state}`,
      summary: at.text,
      body: JSON.stringify(body),
      text: at.text,
      sha256: 'a'.repeat(64),
      savedBy: at.author.id,
      savedAt: now,
    })
    .execute();
  await db.insertInto('articleAuthors').values({ articleId, personId: at.author.id, since: now }).execute();
  if (state !== 'draft') {
    await db
      .insertInto('articleRounds')
      .values({
        id: roundId,
        articleId,
        number: 1,
        kind: 'publication',
        steps: ['final'],
        versionId,
        state: out ? 'approved' : 'inReview',
        submittedBy: at.author.id,
        submittedAt: now,
        waitingSince: now,
        endedAt: out ? now : null,
      })
      .execute();
    await db
      .insertInto('articleProofs')
      .values({ roundId, step: 'final', versionId, personId: at.proofReader.id, namedBy: at.author.id, namedAt: now })
      .execute();
    await db
      .insertInto('articleRemarks')
      .values({ id: newId(), roundId, versionId, step: 'final', personId: at.proofReader.id, text: at.text, at: now })
      .execute();
  }
  await db
    .updateTable('articles')
    .set({
      headId: versionId,
      ...(state === 'inReview' ? { state: 'inReview' } : {}),
      ...(out ? { state: 'approved', approvedAt: now, shownId: versionId } : {}),
      ...(state === 'withdrawn' ? { withdrawnAt: now, withdrawnName: at.text, withdrawnGround: 'outdated' } : {}),
    })
    .where('id', '=', articleId)
    .execute();
  if (state === 'published')
    await db
      .insertInto('articlePins')
      .values({
        id: pinId,
        articleId,
        ownerId: at.organisation.id,
        columnId: at.columnId,
        place: 1,
        fromOn: '2026-11-24',
        toOn: '2026-11-30',
        pinnedAt: now,
      })
      .execute();
  return { articleId, pinId, number: '1' };
}
