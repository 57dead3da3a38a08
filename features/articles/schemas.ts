/** What articles look like on the wire: the body that the editor sends, and the views that pages receive. */
import { z } from 'zod';
import { fiveBuildings, MOST_BUILDINGS } from '#platform/shared/buildings/buildings.ts';
import { Ability, Id } from '#platform/shared/contract/schemas.ts';
import { GROUNDS, STATES } from './article.ts';
import type { Block } from './body.ts';
import { ARTICLE_KINDS, COLUMNS } from './column.ts';
import { STEPS } from './review.ts';
import { VISIBILITIES } from './visibility.ts';

export const ColumnId = z.enum(COLUMNS);
export const StepName = z.enum(STEPS);
export const GroundName = z.enum(GROUNDS);
export const Circle = z.enum(VISIBILITIES);
export const Named = z.object({ id: Id, name: z.string() });
export const Title = z.string().trim().max(100);
export const Reason = z.string().trim().max(300);
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'sha256' })
  .meta({ example: 'a'.repeat(64) });

// The body. Blocks are nested no deeper than a table in a list asks for; what a block is not listed for does not pass.
const href = z
  .string()
  .max(2000)
  .regex(/^(https?:\/\/|mailto:|\/)/, { error: 'link' })
  .meta({ example: 'https://example.edu.cn' });
const Mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href }) }),
]);
const Inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(20_000), marks: z.array(Mark).max(2).optional() }),
  z.strictObject({ type: z.literal('hardBreak') }),
]);
const Picture = z.strictObject({ mediaId: Id, alt: z.string().max(300), decorative: z.boolean(), caption: z.string().max(300) });
const Film = z.strictObject({ mediaId: Id, caption: z.string().max(300) });
const inline = z.array(Inline).max(2000).optional();
const span = z.number().int().min(1).max(50).optional();

export const BlockNode: z.ZodType<Block> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('paragraph'), content: inline }),
      z.strictObject({ type: z.literal('heading'), attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }), content: inline }),
      z.strictObject({ type: z.literal('bulletList'), content: blocks }),
      z.strictObject({ type: z.literal('orderedList'), content: blocks }),
      z.strictObject({ type: z.literal('listItem'), content: blocks }),
      z.strictObject({ type: z.literal('blockquote'), content: blocks }),
      z.strictObject({ type: z.literal('table'), content: blocks }),
      z.strictObject({ type: z.literal('tableRow'), content: blocks }),
      z.strictObject({ type: z.literal('tableCell'), attrs: z.strictObject({ colspan: span, rowspan: span }).optional(), content: blocks }),
      z.strictObject({ type: z.literal('tableHeader'), attrs: z.strictObject({ colspan: span, rowspan: span }).optional(), content: blocks }),
      z.strictObject({ type: z.literal('horizontalRule') }),
      z.strictObject({ type: z.literal('picture'), attrs: Picture }),
      z.strictObject({ type: z.literal('gallery'), attrs: z.strictObject({ pictures: z.array(Picture).min(1).max(50) }) }),
      z.strictObject({ type: z.literal('audio'), attrs: Film }),
      z.strictObject({ type: z.literal('video'), attrs: Film }),
    ]),
  )
  .meta({ id: 'ArticleBlock' }) as z.ZodType<Block>;
const blocks = z.array(BlockNode).max(2000);
export const ArticleBody = z.strictObject({ type: z.literal('doc'), content: blocks }).meta({ id: 'ArticleBody' });

const fact = z.string().trim().max(300);
export const ReprintFacts = z.strictObject({ source: fact, author: fact, originalTitle: fact, address: fact, editor: fact });
export const Buildings = z.array(z.enum(fiveBuildings)).max(MOST_BUILDINGS);
/** What a writer sends. */
export const words = {
  title: Title.default(''),
  summary: z.string().trim().max(300).default(''),
  body: ArticleBody.default({ type: 'doc', content: [] }),
  reprint: ReprintFacts.nullable().default(null),
};
export const example = {
  title: '关于开展 11 月主题党日的通知',
  summary: '各支部 11 月 30 日前完成。',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请各支部结合实际安排。' }] }] },
};

// The views
export const ArticleRow = z
  .object({
    id: Id,
    column: ColumnId,
    kind: z.enum(ARTICLE_KINDS),
    owner: Named,
    inNameOf: Named,
    title: z.string(),
    summary: z.string(),
    publishedAt: z.string(),
    lastDay: z.string().nullable(),
    /** The place in which it is pinned today. */
    pinned: z.number().int().nullable(),
    corrected: z.boolean(),
    visibility: Circle,
  })
  .meta({ id: 'ArticleRow' });

export const ArticleView = z
  .object({
    ...ArticleRow.shape,
    state: z.enum(STATES),
    body: ArticleBody,
    reprint: ReprintFacts.nullable(),
    fiveBuildings: Buildings,
    moralEducation: z.boolean(),
    /** What readers are told of changes, the newest first. */
    lines: z.array(z.object({ at: z.string(), kind: z.enum(['fact', 'revision']), by: z.string(), line: z.string() })),
    /** Who passed it, step by step; who wrote it is the organisation’s own affair. */
    reviews: z.array(z.object({ step: StepName, by: z.string(), at: z.string() })),
    abilities: z.object({ openDesk: Ability, withdraw: Ability, pin: Ability }),
  })
  .meta({ id: 'Article' });

export const SignatureView = z.object({
  step: StepName,
  person: Named,
  post: z.string(),
  for: Named.nullable(),
  fromAbove: z.boolean(),
  proofBy: Named,
  versionNumber: z.number().int(),
  at: z.string(),
});
export const RemarkView = z.object({
  id: Id,
  step: StepName,
  person: Named,
  quote: z.string(),
  text: z.string(),
  versionNumber: z.number().int(),
  at: z.string(),
});
export const RoundView = z
  .object({
    kind: z.enum(['publication', 'typo', 'fact', 'revision']),
    state: z.enum(['inReview', 'returned', 'approved', 'recalled']),
    steps: z.array(StepName),
    /** The step in hand, whose it is, and since when it waits. */
    open: StepName.nullable(),
    reviewers: z.array(z.object({ id: Id, name: z.string(), for: z.string().nullable() })),
    fromAbove: z.boolean(),
    waitingSince: z.string(),
    /** More than a working day: shown to the author and the owner, never decided by time. */
    waitsLong: z.boolean(),
    urgentReason: z.string().nullable(),
    /** 补审逾期. */
    lateSteps: z.array(StepName),
    returnedStep: StepName.nullable(),
    submittedAt: z.string(),
    signatures: z.array(SignatureView),
    remarks: z.array(RemarkView),
    proof: z.object({ person: Named, readAt: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'ArticleRound' });

export const VersionRow = z.object({ number: z.number().int(), savedBy: z.string(), savedAt: z.string(), sha256: Sha256, shown: z.boolean() });

export const DeskView = z
  .object({
    id: Id,
    version: z.number().int(),
    column: ColumnId,
    kind: z.enum(ARTICLE_KINDS),
    owner: Named,
    inNameOf: Named,
    state: z.enum(STATES),
    visibility: Circle,
    posts: z.array(z.object({ organisationId: Id, organisation: z.string(), post: z.string() })),
    fiveBuildings: Buildings,
    moralEducation: z.boolean(),
    publishAt: z.string().nullable(),
    publishedAt: z.string().nullable(),
    lastDay: z.string().nullable(),
    number: z.number().int(),
    sha256: Sha256,
    title: z.string(),
    summary: z.string(),
    body: ArticleBody,
    reprint: ReprintFacts.nullable(),
    authors: z.array(Named),
    /** The text that readers see, where it differs from the one that is being worked on. */
    shown: z.object({ number: z.number().int(), title: z.string(), summary: z.string(), body: ArticleBody }).nullable(),
    round: RoundView.nullable(),
    hints: z.array(z.object({ kind: z.string(), at: z.number().int(), found: z.string(), better: z.string().nullable() })),
    withdrawn: z.object({ at: z.string(), by: z.string(), ground: GroundName, line: z.string() }).nullable(),
    pins: z.array(z.object({ id: Id, place: z.number().int(), from: z.string(), to: z.string() })),
    abilities: z.object({ write: Ability, handIn: Ability, review: Ability, readProof: Ability, withdraw: Ability, pin: Ability }),
  })
  .meta({ id: 'ArticleDesk' });

export const DeskRow = z
  .object({
    id: Id,
    column: ColumnId,
    kind: z.enum(ARTICLE_KINDS),
    owner: Named,
    inNameOf: Named,
    title: z.string(),
    state: z.enum(STATES),
    publishedAt: z.string().nullable(),
    savedAt: z.string(),
    savedBy: z.string(),
    /** The passage through the reviews that is under way. */
    review: z
      .object({
        kind: z.string(),
        state: z.string(),
        open: StepName.nullable(),
        reviewers: z.array(z.string()),
        fromAbove: z.boolean(),
        waitingSince: z.string(),
        urgent: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ArticleDeskRow' });

export const ReviewerRow = z.object({ postId: Id, person: Named, columns: z.array(ColumnId) }).meta({ id: 'Reviewer' });
export const DeputyRow = z
  .object({
    id: Id,
    step: StepName,
    person: Named,
    for: Named,
    from: z.string(),
    to: z.string(),
    /** Named by the reader, who may end it. */ mine: z.boolean(),
  })
  .meta({ id: 'ReviewDeputy' });
