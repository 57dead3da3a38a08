/** What a text must have before it is handed in for review, and what is refused whatever its words. */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Body, picturesOf, textOf } from './body.ts';

/** 转载: where a text was first published, all of it named (《互联网新闻信息服务管理规定》第十五条). */
export type Reprint = {
  readonly source: string;
  readonly author: string;
  readonly originalTitle: string;
  readonly address: string;
  readonly editor: string;
};
export const REPRINT_FIELDS = ['source', 'author', 'originalTitle', 'address', 'editor'] as const;

export type Submission = {
  readonly title: string;
  readonly body: Body;
  readonly fiveBuildings: readonly string[];
  readonly reprint: Reprint | null;
};

/** Papers with a secrecy mark never come here (《保守国家秘密法》第二十九条): 绝密, 机密 or 秘密 with the star beside it. */
const secrecyMark = /(绝密|机密|秘密)\s*[★☆]/;

export type SubmissionRefusal =
  | 'title_missing'
  | 'body_missing'
  | 'building_missing'
  | 'too_many_buildings'
  | 'alt_missing'
  | 'secrecy_mark'
  | 'reprint_incomplete'
  | 'reprint_title_changed';

export function checkSubmission({ title, body, fiveBuildings, reprint }: Submission): Outcome<void, SubmissionRefusal> {
  const text = textOf(body);
  if (title.trim() === '') return refused('title_missing');
  const pictures = picturesOf(body);
  if (text.trim() === '' && pictures.length === 0) return refused('body_missing');
  if (fiveBuildings.length === 0) return refused('building_missing');
  if (fiveBuildings.length > 3) return refused('too_many_buildings', { count: fiveBuildings.length });
  const mute = pictures.filter(({ alt, decorative }) => !decorative && alt.trim() === '').length;
  if (mute > 0) return refused('alt_missing', { count: mute });
  if (secrecyMark.test(`${title}\n${text}`)) return refused('secrecy_mark');
  if (!reprint) return done();
  const missing = REPRINT_FIELDS.filter((field) => reprint[field].trim() === '');
  if (missing.length > 0) return refused('reprint_incomplete', { fields: missing.join(', ') });
  return reprint.originalTitle.trim() === title.trim() ? done() : refused('reprint_title_changed', { title: reprint.originalTitle });
}
