import { sentences } from '#platform/shared/sentences/sentences.ts';

/** Every "no" of the charts, in both languages. */
export const chartSentences = sentences({
  period_not_begun: {
    kind: 'invalid',
    zh: '{period} 还没有开始，请选今天或更早的时期。',
    en: '{period} has not begun. Choose the present or an earlier period.',
  },
  period_too_short: {
    kind: 'invalid',
    zh: '{kind}按季度计，请选季度或年度来比较。',
    en: '{kind} count by quarter. Choose a quarter or a year to compare.',
  },
  too_many_series: {
    kind: 'invalid',
    zh: '一张图上最多画 {most} 个党组织，这里有 {count} 个。请选一个院系，或按院系看。',
    en: 'A chart shows at most {most} organisations; there are {count} here. Choose a school, or view by school.',
  },
});
