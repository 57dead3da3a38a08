import { say } from '#platform/web/i18n/i18n.ts';
import type { RecordPart } from '../compare.ts';
import type { Words } from '../kind.ts';

/** The words of laying two versions side by side: seldom read, so they come with that page and not with every one of the room. */
const words = {
  page: { zh: '两份记录', en: 'Two versions' },
  text: {
    zh: '您写记录时，别处也改了这份记录。下面逐处并排列出，请选用哪一份。没有选用的内容会留在本机，到记录提交为止。',
    en: 'While you wrote, the record was changed elsewhere. Both versions stand side by side; choose place by place. What you do not choose stays on this phone until the record is submitted.',
  },
  same: { zh: '两份内容没有不同，可以继续写，再提交。', en: 'The two say the same. Go on writing, then submit.' },
  mine: { zh: '本机写的', en: 'Written here' },
  theirs: { zh: '别处改的', en: 'Changed elsewhere' },
  keepBoth: { zh: '两份都留', en: 'Keep both' },
  keepBothText: { zh: '本机写的在前，别处改的接在后面。', en: 'What was written here first, then the other.' },
  both: { zh: '两边都改了', en: 'Changed on both sides' },
  onlyTheirs: { zh: '只有别处改了', en: 'Changed elsewhere only' },
  nothing: { zh: '没有这一处', en: 'Not there' },
  noPoints: { zh: '只有题目，没有要点', en: 'Title only, no points' },
  notTaken: { zh: '还没点名', en: 'Not marked yet' },
  tally: { zh: '{vote}：赞成 {yes}，反对 {no}，弃权 {abstain}', en: '{vote}: for {yes}, against {no}, abstained {abstain}' },
  open: { zh: '还有 {n} 处没有选', en: '{n} still to choose' },
  goOn: { zh: '按所选继续写', en: 'Go on with these' },
  aside: { zh: '没有选用的内容', en: 'What was not chosen' },
  putAway: { zh: '不再留着', en: 'Put away' },
} satisfies Record<string, Words>;

export const partNames: Readonly<Record<RecordPart, Words>> = {
  item: { zh: '议程和要点', en: 'Agenda and points' },
  decision: { zh: '决议', en: 'Decision' },
  nextSteps: { zh: '下一步', en: 'Next steps' },
  observers: { zh: '列席', en: 'Observers' },
  fiveBuildings: { zh: '属于哪方面建设', en: 'Kinds of building' },
  endsAt: { zh: '结束时间', en: 'End' },
  roll: { zh: '名单', en: 'Roll' },
};

/** A sentence of that page with its placeholders filled. */
export function said(key: keyof typeof words, values: Readonly<Record<string, string | number>> = {}): string {
  return say(words[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
