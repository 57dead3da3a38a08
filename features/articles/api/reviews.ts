import { type Selectable, sql } from 'kysely';
import type { DB, Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { isCommitteePost, type Post } from '../../organisations/post.ts';
import { type Chain, isApproved, leftOut, openStep, type Step } from '../review.ts';
import { type Deputy, type Ladder, type Part, type Reviewers, reviewersOf } from '../reviewer.ts';
import type { Article } from './repository.ts';

export type Round = Omit<Selectable<DB['articleRounds']>, 'steps' | 'kind' | 'state' | 'returnedStep'> & {
  readonly kind: 'publication' | 'typo' | 'fact' | 'revision';
  readonly state: 'inReview' | 'returned' | 'approved' | 'recalled';
  readonly steps: readonly Step[];
  readonly returnedStep: Step | null;
};
export type Signed = Omit<Selectable<DB['articleSignatures']>, 'step'> & { readonly step: Step; readonly versionNumber: number };

/** A passage through the reviews with everything that its rules read. */
export type Passage = {
  readonly round: Round;
  readonly chain: Chain;
  readonly signatures: readonly Signed[];
  readonly open: Step | null;
  readonly approved: boolean;
  readonly reviewers: Reviewers;
  readonly proof: { readonly personId: string; readonly name: string; readonly readAt: Date | null } | null;
};

type PlaceRow = {
  path: string;
  kind: string;
  parent: string | null;
  holders: { personId: string; post: Post }[];
  reviewers: { columnId: string; personId: string }[];
};

/** The organisations above some paths, each with who holds which post today: one statement, however many paths. */
async function placesAbove(db: Db, paths: readonly string[], today: Day): Promise<ReadonlyMap<string, PlaceRow>> {
  const { rows } = await sql<PlaceRow>`
    select o.path::text as path, o.kind, u.path::text as parent,
      coalesce(jsonb_agg(jsonb_build_object('personId', t.person_id, 'post', t.kind) order by t.from_on, t.id) filter (where t.id is not null), '[]') as holders,
      coalesce((select jsonb_agg(jsonb_build_object('columnId', c.column_id, 'personId', r.person_id) order by r.from_on, r.id)
                  from posts r join reviewer_columns c on c.post_id = r.id join organisations ro on ro.id = r.organisation_id
                 where (ro.id = o.id or (ro.parent_id = o.id and ro.kind = 'department')) and r.kind = 'reviewer' and r.from_on <= ${today} and (r.to_on is null or r.to_on > ${today})), '[]') as reviewers
      from organisations o left join organisations u on u.id = o.parent_id
      left join posts t on t.organisation_id = o.id and t.from_on <= ${today} and (t.to_on is null or t.to_on > ${today})
     where o.path @> any(${sql.val([...paths])}::ltree[]) and o.kind <> 'group'
     group by o.id, u.path`.execute(db);
  return new Map(rows.map((row) => [row.path, row]));
}

function partOf(post: Post): Part | null {
  if (post === 'secretary' || post === 'deputySecretary') return 'head';
  if (isCommitteePost(post)) return 'officer';
  if (post === 'organiser' || post === 'clerk') return 'staff';
  return post === 'departmentStaff' || post === 'reviewer' ? post : null;
}

function ladderFrom(path: string, places: ReadonlyMap<string, PlaceRow>, columnId: string): Ladder {
  const ladder = [];
  for (let at: string | null = path; at !== null; ) {
    const place: PlaceRow | undefined = places.get(at);
    if (!place) break;
    ladder.push({
      kind: place.kind === 'department' ? ('department' as const) : place.kind === 'branch' ? ('branch' as const) : ('committee' as const),
      holders: place.holders.flatMap(({ personId, post }) => {
        const part = partOf(post);
        return part === null ? [] : [{ personId, part }];
      }),
      reviewers: place.reviewers.filter((one) => one.columnId === columnId).map(({ personId }) => personId),
    });
    at = place.parent;
  }
  return ladder;
}

/** What reviews ask of an article: its two ladders. */
export type Ladders = { readonly named: Ladder; readonly owner: Ladder };
type Placed = Pick<Article, 'id' | 'columnId'> & { readonly owner: { readonly path: string }; readonly named: { readonly path: string } };

export async function laddersOf(db: Db, articles: readonly Placed[], today: Day): Promise<ReadonlyMap<string, Ladders>> {
  if (articles.length === 0) return new Map();
  const paths = new Set(articles.flatMap(({ owner, named }) => [owner.path, named.path]));
  const places = await placesAbove(db, [...paths], today);
  return new Map(
    articles.map(({ id, columnId, owner, named }) => [
      id,
      { named: ladderFrom(named.path, places, columnId), owner: ladderFrom(owner.path, places, columnId) },
    ]),
  );
}

/** Whose task a step of a chain is: the first two begin in D, the final review in O. */
export function askedFor(step: Step, ladders: Ladders, not: ReadonlySet<string>, deputies: readonly Deputy[], today: Day): Reviewers {
  return reviewersOf(step, step === 'final' ? ladders.owner : ladders.named, not, deputies, today);
}

async function deputiesToday(db: Db, today: Day): Promise<Deputy[]> {
  const rows = await db
    .selectFrom('reviewDeputies')
    .select(['personId', 'forPersonId', 'step', 'fromOn', 'toOn'])
    .where('fromOn', '<=', today)
    .where('toOn', '>=', today)
    .execute();
  return rows.map(({ fromOn, toOn, step, ...who }) => ({ ...who, step: step as Step, from: fromOn, to: toOn }));
}

/**
 * The last passage of each article that was ever handed in. An urgent text that is published and not yet made up for still has a step in hand.
 * Six statements, however many articles.
 */
export async function passagesOf(
  db: Db,
  articles: readonly (Placed & Pick<Article, 'authors'>)[],
  today: Day,
  known?: ReadonlyMap<string, Ladders>,
): Promise<ReadonlyMap<string, Passage>> {
  const ids = articles.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows: rounds } = await sql<Round>`
    select distinct on (article_id) * from article_rounds where article_id = any(${sql.val(ids)}::uuid[]) order by article_id, number desc`.execute(
    db,
  );
  if (rounds.length === 0) return new Map();
  const roundIds = rounds.map(({ id }) => id);
  const [signatures, proofs, deputies, ladders] = await Promise.all([
    db
      .selectFrom('articleSignatures as s')
      .innerJoin('articleVersions as v', 'v.id', 's.versionId')
      .selectAll('s')
      .select('v.number as versionNumber')
      .where('s.roundId', 'in', roundIds)
      .orderBy('s.at')
      .orderBy('s.id')
      .execute(),
    db
      .selectFrom('articleProofs as f')
      .innerJoin('persons as p', 'p.id', 'f.personId')
      .select(['f.roundId', 'f.step', 'f.versionId', 'f.personId', 'p.name', 'f.readAt'])
      .where('f.roundId', 'in', roundIds)
      .execute(),
    deputiesToday(db, today),
    known ?? laddersOf(db, articles, today),
  ]);
  const byId = new Map(articles.map((article) => [article.id, article]));
  return new Map(
    rounds.map((round) => {
      const article = byId.get(round.articleId) as (typeof articles)[number];
      const signed = signatures.filter(({ roundId }) => roundId === round.id) as Signed[];
      const chain: Chain = {
        steps: round.steps,
        urgent: round.urgentReason !== null,
        authors: article.authors.map(({ id }) => id),
        signatures: signed.map((one) => ({ ...one, at: one.at.toISOString(), endedAt: one.endedAt?.toISOString() ?? null })),
      };
      const running = round.state === 'inReview' || (round.state === 'approved' && chain.urgent);
      const open = running ? openStep(chain) : null;
      // Of a text sent back: those who will look at it again.
      const step = open ?? round.returnedStep;
      const reviewers = step ? askedFor(step, ladders.get(article.id) as Ladders, leftOut(chain), deputies, today) : { people: [], above: false };
      const proof = proofs.find((one) => one.roundId === round.id && one.step === open && one.versionId === round.versionId) ?? null;
      return [article.id, { round, chain, signatures: signed, open, approved: isApproved(chain), reviewers, proof }];
    }),
  );
}
