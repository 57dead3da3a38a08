import { sentences } from '#platform/shared/sentences/sentences.ts';

/** Every "no" of the calendar, in both languages. */
export const calendarSentences = sentences({
  not_calendar_keeper: {
    kind: 'forbidden',
    zh: '教学日历由组织部设置。需要修改时可以请组织部办理。',
    en: 'The teaching calendar is kept by the organisation department. Ask it for a change.',
  },
  calendar_not_set: {
    kind: 'not_found',
    zh: '{year} 年的教学日历还没有设置，这些月份都按教学月计。',
    en: 'The calendar of {year} is not set yet; its months count as teaching months.',
  },
  day_kind_unknown: {
    kind: 'invalid',
    zh: '“{kind}”不是日历里的类别，请从列出的类别里选。',
    en: '"{kind}" is not a kind of day. Choose one from the list.',
  },
  vacation_reversed: {
    kind: 'invalid',
    zh: '假期的最后一天 {to} 早于第一天 {from}，请改其中一个。',
    en: 'The vacation ends on {to}, before it begins on {from}. Change one of them.',
  },
  vacations_overlap: {
    kind: 'conflict',
    zh: '从 {from} 开始的假期与另一个假期有重叠，请改日期。',
    en: 'The vacation that begins on {from} overlaps another one. Change the days.',
  },
  too_many_days: {
    kind: 'too_large',
    zh: '一次最多修改 {most} 天，这次有 {count} 天，请分几次。',
    en: 'At most {most} days can be changed at once; these are {count}. Do it in parts.',
  },
  reason_missing: {
    kind: 'invalid',
    zh: '请写明修改日历的依据，例如校历的文号。',
    en: 'State what the change is based on, such as the number of the university calendar.',
  },
  day_outside_year: {
    kind: 'invalid',
    zh: '{day} 不在 {year} 年，请在它所在的年份里修改。',
    en: '{day} is not in {year}. Change it in its own year.',
  },
});
