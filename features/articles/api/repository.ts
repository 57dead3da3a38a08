import { type Selectable, sql, type Updateable } from 'kysely';
import type { DB, Db } from '#platform/server/db/db.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Post } from '../../organisations/post.ts';
import type { Ground, KeptState } from '../article.ts';
import type { Body } from '../body.ts';
import type { ColumnId } from '../column.ts';
import type { Reprint } from '../submission.ts';
import type { Visibility } from '../visibility.ts';

type Row = Selectable<DB['articles']>;
export type NamedPlace = { readonly id: string; readonly name: string; readonly path: string };
export type Version = Omit<Selectable<DB['articleVersions']>, 'body' | 'reprint'> & { readonly body: Body; readonly reprint: Reprint | null };
/** An article with its two organisations and who had a hand in it. */
export type Article = Omit<Row, 'columnId' | 'state' | 'visibility' | 'withdrawnGround' | 'posts'> & {
  readonly columnId: ColumnId;
  readonly state: KeptState;
  readonly visibility: Visibility;
  readonly withdrawnGround: Ground | null;
  readonly posts: readonly { readonly organisationId: string; readonly post: Post }[];
  readonly owner: NamedPlace;
  readonly named: NamedPlace;
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  /** Whoever signed a step of it, ever. */
  readonly signerIds: readonly string[];
  readonly postPlaces: readonly {
    readonly organisationPath: string;
    readonly organisation: string;
    readonly organisationId: string;
    readonly post: string;
  }[];
};

export const articleColumns = sql`a.*,
  jsonb_build_object('id', o.id, 'name', o.name, 'path', o.path) as owner, jsonb_build_object('id', d.id, 'name', d.name, 'path', d.path) as named,
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by h.since, p.id) from article_authors h join persons p on p.id = h.person_id where h.article_id = a.id), '[]') as authors,
  coalesce((select jsonb_agg(distinct s.person_id) from article_rounds r join article_signatures s on s.round_id = r.id where r.article_id = a.id), '[]') as signer_ids,
  coalesce((select jsonb_agg(jsonb_build_object('organisationPath', x.path, 'organisation', x.name, 'organisationId', x.id, 'post', r.post))
              from jsonb_to_recordset(a.posts) as r ("organisationId" uuid, post text) join organisations x on x.id = r."organisationId"), '[]') as post_places`;

export function articleRepository(db: Db) {
  return {
    /** `lock` holds the row until the command ends: of two commands at once the second sees what the first did. */
    async byId(id: string, lock = false): Promise<Article | undefined> {
      if (lock) await db.selectFrom('articles').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
      const { rows } = await sql<Article>`
        select ${articleColumns} from articles a join organisations o on o.id = a.owner_id join organisations d on d.id = a.in_name_of where a.id = ${id}`.execute(
        db,
      );
      return rows[0];
    },

    /** False where the id stands already. */
    async insert(values: {
      id: string;
      columnId: ColumnId;
      ownerId: string;
      inNameOf: string;
      visibility: Visibility;
      posts: string;
      fiveBuildings: string[];
      moralEducation: boolean;
      publishAt: Date | null;
      lastDay: string | null;
      createdBy: string | null;
      createdAt: Date;
    }): Promise<boolean> {
      const made = await db
        .insertInto('articles')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return made !== undefined;
    },

    update: (id: string, set: Updateable<DB['articles']>) =>
      db
        .updateTable('articles')
        .set({ ...set, version: sql<number>`version + 1` })
        .where('id', '=', id)
        .execute(),

    async addAuthor(articleId: string, personId: string, since: Date): Promise<void> {
      await db
        .insertInto('articleAuthors')
        .values({ articleId, personId, since })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    /** The version of an id, with its words. */
    async version(articleId: string, id: string | null): Promise<Version | undefined> {
      if (id === null) return undefined;
      const found = await db.selectFrom('articleVersions').selectAll().where('articleId', '=', articleId).where('id', '=', id).executeTakeFirst();
      return found as Version | undefined;
    },
    async numbered(articleId: string, number: number): Promise<(Version & { savedByName: string | null }) | undefined> {
      const found = await db
        .selectFrom('articleVersions as v')
        .leftJoin('persons as p', 'p.id', 'v.savedBy')
        .selectAll('v')
        .select('p.name as savedByName')
        .where('v.articleId', '=', articleId)
        .where('v.number', '=', number)
        .executeTakeFirst();
      return found as (Version & { savedByName: string | null }) | undefined;
    },
    versions: (articleId: string) =>
      db
        .selectFrom('articleVersions as v')
        .leftJoin('persons as p', 'p.id', 'v.savedBy')
        .select(['v.id', 'v.number', 'v.savedAt', 'v.sha256', 'p.name as savedByName'])
        .where('v.articleId', '=', articleId)
        .orderBy('v.number', 'desc')
        .limit(500)
        .execute(),

    /** Whether a version has been handed in: from then on it stands as it is. */
    async isReviewed(articleId: string, versionId: string): Promise<boolean> {
      const round = await db
        .selectFrom('articleRounds')
        .select('id')
        .where('articleId', '=', articleId)
        .where('versionId', '=', versionId)
        .limit(1)
        .executeTakeFirst();
      const signature =
        round ?? (await db.selectFrom('articleSignatures').select('id').where('versionId', '=', versionId).limit(1).executeTakeFirst());
      return signature !== undefined;
    },
    async addVersion(values: Omit<Version, 'id' | 'number'>): Promise<string> {
      const id = newId();
      await sql`
        insert into article_versions (id, article_id, number, title, summary, body, text, reprint, sha256, saved_by, saved_at)
        select ${id}, ${values.articleId}, coalesce(max(number), 0) + 1, ${values.title}, ${values.summary}, ${JSON.stringify(values.body)}::jsonb, ${values.text},
               ${values.reprint && JSON.stringify(values.reprint)}::jsonb, ${values.sha256}, ${values.savedBy}, ${values.savedAt}
          from article_versions where article_id = ${values.articleId}`.execute(db);
      return id;
    },
    changeVersion: (id: string, set: Pick<Version, 'title' | 'summary' | 'body' | 'text' | 'reprint' | 'sha256' | 'savedAt'>) =>
      db
        .updateTable('articleVersions')
        .set({ ...set, body: JSON.stringify(set.body), reprint: set.reprint && JSON.stringify(set.reprint) })
        .where('id', '=', id)
        .execute(),

    lines: (articleId: string) =>
      db
        .selectFrom('articleLines')
        .select(['at', 'kind', 'byName', 'line'])
        .where('articleId', '=', articleId)
        .orderBy('at', 'desc')
        .limit(100)
        .execute(),
    pins: (articleId: string, today: string) =>
      db
        .selectFrom('articlePins')
        .select(['id', 'place', 'fromOn', 'toOn'])
        .where('articleId', '=', articleId)
        .where('toOn', '>=', today)
        .orderBy('fromOn')
        .execute(),
    /** What is pinned in a column today or later, with the titles that readers see. */
    pinsIn: (ownerId: string, columnId: string, today: string) =>
      db
        .selectFrom('articlePins as p')
        .innerJoin('articles as a', 'a.id', 'p.articleId')
        .innerJoin('articleVersions as v', 'v.id', 'a.shownId')
        .select(['p.articleId', 'v.title', 'p.place', 'p.fromOn', 'p.toOn'])
        .where('p.ownerId', '=', ownerId)
        .where('p.columnId', '=', columnId)
        .where('p.toOn', '>=', today)
        .where('a.withdrawnAt', 'is', null)
        .execute(),
  };
}
