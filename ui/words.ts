import { reactive } from 'vue';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

const zh = {
  words: {
    retry: '再试一次',
    back: '返回',
    change: '改',
    chart: '图',
    table: '表',
    cancel: '取消',
    confirm: '确认',
    close: '关闭',
    today: '今天',
    loading: '正在打开',
    notCounted: '暂不统计',
    nothingFound: '没有找到。换个词试试。',
    emptyChart: '这段时间没有记录。',
    votesNeeded: '通过需 {n} 票',
    comma: '，',
  },
  state: { met: '已完成', open: '未到期', due: '待完成', missed: '有缺项', na: '不适用', notRecorded: '暂不统计' },
  tally: { for: '赞成', against: '反对', abstained: '弃权' },
  roll: {
    present: '已到',
    absent: '未到',
    leave: '请假',
    choose: '登记请假',
    stop: '回到点名',
    choosing: '点姓名，登记请假',
    why: '为什么请假',
    cancel: '取消',
    back: '改回未到',
  },
  day: { teaching: '教学日', shifted: '调休上课', holiday: '放假', today: '今天', count: '教学日', hint: '' },
};
const en: Same<typeof zh> = {
  words: {
    retry: 'Try again',
    back: 'Back',
    change: 'Change',
    chart: 'Chart',
    table: 'Table',
    cancel: 'Cancel',
    confirm: 'Confirm',
    close: 'Close',
    today: 'Today',
    loading: 'Opening',
    notCounted: 'Not counted yet',
    nothingFound: 'Nothing found. Try another word.',
    emptyChart: 'No records in this time.',
    votesNeeded: '{n} votes needed',
    comma: ', ',
  },
  state: { met: 'Met', open: 'Open', due: 'Due', missed: 'Missed', na: 'Not applicable', notRecorded: 'Not counted yet' },
  tally: { for: 'For', against: 'Against', abstained: 'Abstained' },
  roll: {
    present: 'Present',
    absent: 'Absent',
    leave: 'Leave',
    choose: 'Note leave',
    stop: 'Back to the roll',
    choosing: 'Tap who is on leave',
    why: 'why on leave',
    cancel: 'Cancel',
    back: 'Back to absent',
  },
  day: { teaching: 'Teaching day', shifted: 'Shifted', holiday: 'Holiday', today: 'Today', count: 'teaching days', hint: '' },
};
const days = { 'zh-CN': ['一', '二', '三', '四', '五', '六', '日'], en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] };

/** The few words of the interface itself. Every component lets the page put a nearer word. */
export const words = reactive({ ...zh.words });
/** What a state is called when the page has no nearer word. */
export const stateWords = reactive({ ...zh.state });
/** Words of a vote and of a roll call; a page with a nearer word gives it. */
export const tallyWords = reactive({ ...zh.tally });
export const rollWords = reactive({ ...zh.roll });
export const dayWords = reactive({ ...zh.day });
export const weekdays = reactive([...days['zh-CN']]);

/** The language in which the components say what no page says for them; a client calls it when its own changes. */
export function setUiLanguage(language: 'zh-CN' | 'en'): void {
  const chosen = language === 'en' ? en : zh;
  Object.assign(words, chosen.words);
  Object.assign(stateWords, chosen.state);
  Object.assign(tallyWords, chosen.tally);
  Object.assign(rollWords, chosen.roll);
  Object.assign(dayWords, chosen.day);
  weekdays.splice(0, 7, ...days[language]);
}
